//! Finding a phrase among the words of a text.

use std::ops::Range;

use dateline_indexer::analysis::{Analysis, Language, Token};

use super::matcher::TextToken;

/// A phrase as its words and how far they may be moved.
pub(super) struct PhraseRule {
    words: Vec<String>,
    slop: u32,
}

impl PhraseRule {
    /// The phrase as a language reads it. None where it has no words.
    pub(super) fn new(
        text: &str,
        slop: u32,
        language: Language,
        analysis: &Analysis,
    ) -> Option<Self> {
        let mut words = Vec::new();
        let each = |token: Token<'_>| {
            if token.gram.is_in_phrases() {
                words.push(token.word.to_owned());
            }
        };
        analysis.with_analyzer(language, |analyzer| analyzer.analyze(text, each));
        (!words.is_empty()).then_some(Self { words, slop })
    }

    /// Whether it is made of this word among others.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// Adds the spans of every place where the phrase stands. Without slop that is the words in a
    /// row; with slop, every window that is wide enough for them to be moved and holds them all.
    pub(super) fn find(&self, tokens: &[TextToken], spans: &mut Vec<Range<usize>>) {
        if self.slop == 0 {
            for window in tokens.windows(self.words.len()) {
                if window.iter().zip(&self.words).all(|(token, word)| token.word == *word) {
                    spans.extend(window.iter().map(|token| token.range.clone()));
                }
            }
            return;
        }
        let width = (self.words.len() as u32).saturating_add(self.slop);
        let of_phrase: Vec<&TextToken> =
            tokens.iter().filter(|token| self.words.contains(&token.word)).collect();
        let mut marked: usize = 0;
        for (at, first) in of_phrase.iter().enumerate() {
            let reach = first.position.saturating_add(width);
            let held = of_phrase[at..].iter().take_while(|token| token.position < reach).count();
            let held = &of_phrase[at..at + held];
            if self.words.iter().all(|word| held.iter().any(|token| token.word == *word)) {
                // Windows overlap; each token is marked once.
                let new = held.iter().skip(marked.saturating_sub(at));
                spans.extend(new.map(|token| token.range.clone()));
                marked = marked.max(at + held.len());
            }
        }
    }
}
