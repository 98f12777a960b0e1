//! The chain itself.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::commas::Commas;
use super::fold::fold_into;
use super::joints::is_apostrophe;
use super::pieces::{is_initialism, pieces};
use super::runs::{grams, writes_no_spaces};
use super::stemming::Stemming;
use super::uax_words::UaxWords;
use super::word_sink::{Word, WordSink};
use super::{Analysis, Language};

/// A word of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its folded form.
    pub word: &'a str,
    /// Its stem; the folded form itself where the language has no stemmer.
    pub stem: &'a str,
    /// Where it stands in the text as written, in bytes.
    pub range: Range<usize>,
    /// The how manieth word it is, from 0. A pair of characters shares the position of its first.
    pub position: u32,
    /// What it is, in scripts without spaces.
    pub gram: Gram,
}

/// What a token is, in scripts without spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gram {
    /// A word of a script with spaces.
    Word,
    /// A single character next to others.
    Single,
    /// A single character on its own.
    Alone,
    /// Two characters next to each other.
    Pair,
}

impl Gram {
    /// Whether a query for words asks for this token: pairs stand for the singles in them.
    pub const fn is_asked_for(self) -> bool {
        !matches!(self, Self::Single)
    }

    /// Whether a phrase is made of this token: singles in a row say all that pairs would.
    pub const fn is_in_phrases(self) -> bool {
        !matches!(self, Self::Pair)
    }
}

/// Turns texts of one language into tokens. Keeps buffers and stems between texts, so that one
/// per thread serves a whole corpus.
pub struct Analyzer {
    stemming: Stemming,
    folded: String,
}

impl Analyzer {
    /// An analyzer for a language, without words that are never stemmed.
    pub fn new(language: Language) -> Self {
        Self::with(Analysis::default(), language)
    }

    /// An analyzer for a language.
    pub fn with(analysis: Analysis, language: Language) -> Self {
        Self { stemming: Stemming::with(analysis, language), folded: String::new() }
    }

    /// The language that it stems in.
    pub fn language(&self) -> Language {
        self.stemming.language()
    }

    /// What holds for it besides the language.
    pub fn analysis(&self) -> &Analysis {
        self.stemming.analysis()
    }

    /// Hands every token of the text to `sink`, in order of position.
    pub fn analyze(&mut self, text: &str, sink: impl FnMut(Token<'_>)) {
        self.analyze_some(text, |_| true, sink);
    }

    /// The same, but only the words that `wants` says so of are stemmed; the others stand for
    /// themselves.
    pub fn analyze_some(
        &mut self,
        text: &str,
        wants: impl Fn(&str) -> bool,
        mut sink: impl FnMut(Token<'_>),
    ) {
        let mut each = |Word { word, range, position, gram }: Word<'_>, stemming: &mut Stemming| {
            let is_stemmed = gram == Gram::Word && wants(word);
            let stem = if is_stemmed { stemming.stem(word) } else { word };
            sink(Token { word, stem, range, position, gram });
        };
        self.words(text, &mut each);
    }

    /// Hands every word of the text to `sink`, in order of position.
    pub(crate) fn words(&mut self, text: &str, sink: &mut impl WordSink) {
        let mut position = 0;
        let mut run: Option<Range<usize>> = None;
        for (offset, word) in UaxWords::of(text) {
            if is_stray_possessive(text, offset, word) {
                continue;
            }
            if run.is_none() && sink.take_known(word, position) {
                position += 1;
                continue;
            }
            let before = run.is_none().then_some(position);
            let word_end = offset + word.len();
            let mut start = offset;
            while start < word_end {
                let part = script_part(&text[start..word_end]);
                let end = start + part.len();
                if part.chars().next().is_some_and(writes_no_spaces) {
                    match &mut run {
                        Some(run) if run.end == start => run.end = end,
                        _ => {
                            if let Some(run) = run.replace(start..end) {
                                self.emit_grams(text, run, &mut position, sink);
                            }
                        }
                    }
                } else {
                    if let Some(run) = run.take() {
                        self.emit_grams(text, run, &mut position, sink);
                    }
                    pieces(part, start, |range, piece| {
                        self.emit_word(range, piece, &mut position, sink);
                    });
                }
                start = end;
            }
            if run.is_none() && before.is_some_and(|before| before + 1 == position) {
                sink.learn(word);
            }
        }
        if let Some(run) = run.take() {
            self.emit_grams(text, run, &mut position, sink);
        }
    }

    fn emit_grams(
        &mut self,
        text: &str,
        run: Range<usize>,
        position: &mut u32,
        sink: &mut impl WordSink,
    ) {
        grams(text, run, position, &mut |word| sink.word(word, &mut self.stemming));
    }

    fn emit_word(
        &mut self,
        mut range: Range<usize>,
        mut word: &str,
        position: &mut u32,
        sink: &mut impl WordSink,
    ) {
        if self.language().has_elision()
            && let Some((at, mark)) = word.char_indices().find(|(_, c)| is_apostrophe(*c))
            && at <= 4
            && at + mark.len_utf8() < word.len()
        {
            range.start += at + mark.len_utf8();
            word = &word[at + mark.len_utf8()..];
        }
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(without_possessive(word), &mut folded);
        if folded.contains('.') && is_initialism(&folded) {
            folded.retain(|c| c != '.');
        }
        if folded.contains(',') {
            Commas::of(&folded).resolve(&mut folded);
        }
        // Of what is no letter, a mark may be left.
        if !folded.chars().all(is_combining_mark) {
            let word = Word { word: &folded, range, position: *position, gram: Gram::Word };
            sink.word(word, &mut self.stemming);
            *position += 1;
        }
        self.folded = folded;
    }

    /// The stem of a folded word.
    pub fn stem<'a>(&'a mut self, word: &'a str) -> &'a str {
        self.stemming.stem(word)
    }
}

/// A word without a possessive ending ("Kim's", "soldiers'").
fn without_possessive(word: &str) -> &str {
    let mut chars = word.char_indices().rev();
    match (chars.next(), chars.next()) {
        (Some((_, 's' | 'S')), Some((at, mark))) if is_apostrophe(mark) && at > 0 => &word[..at],
        (Some((at, mark)), _) if is_apostrophe(mark) && at > 0 => &word[..at],
        _ => word,
    }
}

/// Whether a word is the "s" of a possessive that the boundaries of Unicode have cut off: they
/// know neither a backtick for an apostrophe ("Kim`s") nor one behind a dot ("U.S.'s").
fn is_stray_possessive(text: &str, offset: usize, word: &str) -> bool {
    if !matches!(word, "s" | "S") {
        return false;
    }
    let mut before = text[..offset].chars().rev();
    before.next().is_some_and(is_apostrophe)
        && before.find(|c| !is_combining_mark(*c)).is_some_and(|c| c.is_alphanumeric() || c == '.')
}

/// The part of a word up to where scripts with and without spaces meet: "AI" of "AI가". What is
/// neither letter nor digit stays with what it follows.
fn script_part(word: &str) -> &str {
    if word.is_ascii() {
        return word;
    }
    let first = word.chars().next().is_some_and(writes_no_spaces);
    let is_other =
        |c: char| c.is_alphanumeric() && !is_combining_mark(c) && writes_no_spaces(c) != first;
    word.find(is_other).map_or(word, |end| &word[..end])
}
