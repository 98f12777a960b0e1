//! Which words of a text did the query match?

use std::collections::BTreeSet;
use std::ops::Range;

use dateline_engine::{Expr, TextField, WordForm};
use dateline_indexer::analysis::{Analysis, Language, Languages, Token};

use super::phrase::PhraseRule;
use crate::near::is_near;

/// The words and phrases of a query, ready to be found in texts.
pub(crate) struct Matcher {
    analysis: Analysis,
    words: Vec<WordRule>,
    phrases: Vec<(TextField, PhraseRule)>,
}

struct WordRule {
    field: TextField,
    form: RuleForm,
}

enum RuleForm {
    Stems(BTreeSet<String>),
    Prefix(BTreeSet<String>),
    Near(BTreeSet<String>),
}

/// A word of the text that is looked at, as phrases are made of.
pub(super) struct TextToken {
    /// Empty where no phrase has it.
    pub(super) word: String,
    pub(super) range: Range<usize>,
    pub(super) position: u32,
}

impl Matcher {
    /// What the query asks for, its words analysed as in each of the languages. What it excludes
    /// is left out.
    pub(crate) fn new(query: &Expr, languages: &Languages) -> Self {
        let mut matcher =
            Self { analysis: languages.analysis.clone(), words: Vec::new(), phrases: Vec::new() };
        matcher.gather(query, languages);
        matcher
    }

    fn gather(&mut self, expr: &Expr, languages: &Languages) {
        match expr {
            // What need not match is no reason why a text was found.
            Expr::All | Expr::Predicate(_) | Expr::Not(_) | Expr::Optional(_) => {}
            Expr::Synonyms { typed, with } => {
                self.gather(typed, languages);
                with.iter().for_each(|synonym| self.gather(synonym, languages));
            }
            Expr::And(parts) | Expr::Or(parts) => {
                parts.iter().for_each(|part| self.gather(part, languages));
            }
            Expr::Phrase(phrase) => {
                for language in &languages.list {
                    let rule =
                        PhraseRule::new(&phrase.text, phrase.slop, *language, &self.analysis);
                    self.phrases.extend(rule.map(|rule| (phrase.field, rule)));
                }
            }
            Expr::Word(word) => {
                for language in &languages.list {
                    self.gather_word(&word.text, word.form, word.field, *language);
                }
            }
        }
    }

    fn gather_word(&mut self, text: &str, form: WordForm, field: TextField, language: Language) {
        let mut slots: Vec<(String, String)> = Vec::new();
        let each = |token: Token<'_>| {
            if token.gram.is_asked_for() {
                slots.push((token.word.to_owned(), token.stem.to_owned()));
            }
        };
        self.analysis.with_analyzer(language, |analyzer| analyzer.analyze(text, each));
        let last = slots.len().saturating_sub(1);
        for (at, (word, stem)) in slots.into_iter().enumerate() {
            let form = match form {
                WordForm::Prefix if at == last => RuleForm::Prefix(BTreeSet::from([word])),
                WordForm::Fuzzy => RuleForm::Near(BTreeSet::from([word])),
                _ => RuleForm::Stems(BTreeSet::from([stem])),
            };
            self.words.push(WordRule { field, form });
        }
    }

    /// The spans of the text that matched, in order, none overlapping another.
    pub(crate) fn spans(
        &self,
        text: &str,
        field: TextField,
        language: Language,
    ) -> Vec<Range<usize>> {
        if self.words.is_empty() && self.phrases.is_empty() {
            return Vec::new();
        }
        let (mut spans, mut tokens) = (Vec::new(), Vec::new());
        let each = |token: Token<'_>| {
            if self.words.iter().any(|rule| rule.matches(&token, field)) {
                spans.push(token.range.clone());
            }
            if !self.phrases.is_empty() && token.gram.is_in_phrases() {
                let Token { word, range, position, .. } = token;
                let is_asked_for = self.phrases.iter().any(|(_, rule)| rule.has(word));
                let word = if is_asked_for { word.to_owned() } else { String::new() };
                tokens.push(TextToken { word, range, position });
            }
        };
        let cuts_fronts = language.cuts_fronts();
        let wants = |word: &str| cuts_fronts || self.words.iter().any(|rule| rule.may_be(word));
        self.analysis.with_analyzer(language, |analyzer| analyzer.analyze_some(text, wants, each));
        if !self.phrases.is_empty() {
            for (of, rule) in &self.phrases {
                if covers(*of, field) {
                    rule.find(&tokens, &mut spans);
                }
            }
        }
        united(spans)
    }
}

impl WordRule {
    /// Whether a word that begins so may have a stem that is asked for.
    fn may_be(&self, word: &str) -> bool {
        let first = word.chars().next();
        match &self.form {
            RuleForm::Stems(stems) => stems.iter().any(|stem| stem.chars().next() == first),
            RuleForm::Prefix(_) | RuleForm::Near(_) => false,
        }
    }

    fn matches(&self, token: &Token<'_>, field: TextField) -> bool {
        covers(self.field, field)
            && match &self.form {
                RuleForm::Stems(stems) => stems.contains(token.stem),
                RuleForm::Prefix(prefixes) => {
                    prefixes.iter().any(|prefix| token.word.starts_with(prefix.as_str()))
                }
                RuleForm::Near(words) => words.iter().any(|word| is_near(token.word, word)),
            }
    }
}

/// Whether a search in one field looks into another.
fn covers(asked: TextField, field: TextField) -> bool {
    asked == TextField::Any || asked == field
}

/// The spans in order, overlapping ones made one.
fn united(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut united: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        match united.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => united.push(span),
        }
    }
    united
}
