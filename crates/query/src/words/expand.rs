//! From a query as typed to one with synonyms, in which stop words are optional.
//!
//! What is quoted, near (`word~`) or the beginning of a word (`word*`) is meant as it is; but for a last
//! word that may still be growing and is an entry as it stands. Words in a field have synonyms in that
//! field, and are never stop words, as who names the field means the word.
//!
//! Excluded words have synonyms, as in Elasticsearch: who does not want `-uk` does not want the United
//! Kingdom. They are excluded with their stop words though, as an exclusion takes away no more than it
//! says.

use dateline_engine::{Expr, TextField, Word, WordForm};
use dateline_indexer::analysis::{Language, Token, with_analyzer};

use super::synonyms::{Entry, Stems, stems};
use super::{Expanded, QueryWords, SynonymsUsed};

pub(super) fn expand(words: &QueryWords, query: &Expr, growing: bool) -> Expanded {
    let mut expander = Expander { words, synonyms: Vec::new() };
    let query = expander.expr(query, Place { excluded: false, growing });
    Expanded { query, synonyms: expander.synonyms }
}

struct Expander<'a> {
    words: &'a QueryWords,
    synonyms: Vec<SynonymsUsed>,
}

/// Where a part of the query stands.
#[derive(Clone, Copy)]
struct Place {
    excluded: bool,
    /// Whether a word that ends it may still go on.
    growing: bool,
}

/// A plain word and its stems.
struct Plain<'a> {
    word: &'a Word,
    stems: Stems,
}

impl Expander<'_> {
    fn expr(&mut self, expr: &Expr, place: Place) -> Expr {
        match expr {
            Expr::Word(_) => self.all(std::slice::from_ref(expr), place),
            Expr::And(parts) => self.all(parts, place),
            Expr::Or(parts) => {
                let last = parts.len().saturating_sub(1);
                let parts = parts.iter().enumerate().map(|(at, part)| {
                    self.expr(part, Place { growing: place.growing && at == last, ..place })
                });
                Expr::Or(parts.collect())
            }
            Expr::Not(inner) => {
                let inner = self.expr(inner, Place { excluded: true, growing: false });
                Expr::Not(Box::new(inner))
            }
            other => other.clone(),
        }
    }

    /// Parts that all have to match, plain words of one field in a row taken together.
    fn all(&mut self, parts: &[Expr], place: Place) -> Expr {
        let mut all = Vec::with_capacity(parts.len());
        let mut rest = parts;
        while let Some((first, behind)) = rest.split_first() {
            let row = row(rest, place.growing);
            if !row.is_empty() {
                rest = &rest[row.len()..];
                self.take_row(&row, place, &mut all);
                continue;
            }
            rest = behind;
            all.push(match first {
                Expr::Word(_) => first.clone(),
                part => {
                    self.expr(part, Place { growing: place.growing && rest.is_empty(), ..place })
                }
            });
        }
        self.in_conjunction(all, place)
    }

    /// Takes the words of a row from left to right, each time as many as an entry has at the most.
    fn take_row(&mut self, row: &[Plain<'_>], place: Place, all: &mut Vec<Expr>) {
        let mut rest = row;
        while let Some((first, behind)) = rest.split_first() {
            let Some((count, with)) = self.longest_entry(rest) else {
                all.push(Expr::Word(first.word.clone()));
                rest = behind;
                continue;
            };
            let (taken, behind) = rest.split_at(count);
            rest = behind;
            let texts: Vec<_> = taken.iter().map(|plain| plain.word.text.as_str()).collect();
            let used = SynonymsUsed {
                word: texts.join(" "),
                with: with.iter().map(|entry| entry.text.clone()).collect(),
            };
            let with = with.iter().map(|entry| entry.expr(first.word.field)).collect();
            if !self.synonyms.contains(&used) {
                self.synonyms.push(used);
            }
            let words = taken.iter().map(|plain| Expr::Word(plain.word.clone()));
            let typed = self.in_conjunction(words.collect(), place);
            all.push(Expr::Synonyms { typed: Box::new(typed), with });
        }
    }

    /// The longest entry that a row of words begins with: of how many words, and what stands for it.
    fn longest_entry(&self, row: &[Plain<'_>]) -> Option<(usize, Vec<Entry>)> {
        let synonyms = &self.words.synonyms;
        let mut stems: Vec<&str> = Vec::new();
        let mut longest = None;
        for (at, plain) in row.iter().enumerate() {
            stems.extend(plain.stems.all.iter().map(String::as_str));
            if stems.len() > synonyms.longest() {
                break;
            }
            let with = synonyms.of(&stems);
            let is_there = plain.word.form == WordForm::Plain
                || synonyms.is_whole(&stems, &plain.stems.last_word);
            if is_there && !with.is_empty() {
                longest = Some((at + 1, with));
            }
        }
        longest.map(|(count, with)| (count, with.to_vec()))
    }

    /// All of several, its stop words optional where something else says what is looked for.
    fn in_conjunction(&self, mut all: Vec<Expr>, place: Place) -> Expr {
        let may_be_missing = !place.excluded && !self.words.stop_words.is_empty();
        if may_be_missing && all.iter().any(|part| self.says_something(part)) {
            for part in &mut all {
                if let Expr::Word(word) = part
                    && self.is_stop_word(word)
                {
                    *part = Expr::Optional(word.clone());
                }
            }
        }
        if all.len() == 1 { all.swap_remove(0) } else { Expr::And(all) }
    }

    /// Whether words that are no stop words have to match.
    fn says_something(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Word(word) => !self.is_stop_word(word),
            Expr::Phrase(_) | Expr::Synonyms { .. } => true,
            Expr::And(parts) | Expr::Or(parts) => {
                parts.iter().any(|part| self.says_something(part))
            }
            Expr::All | Expr::Predicate(_) | Expr::Not(_) | Expr::Optional(_) => false,
        }
    }

    fn is_stop_word(&self, word: &Word) -> bool {
        let mut words = 0;
        let mut stop_words = 0;
        let each = |token: Token<'_>| {
            words += 1;
            stop_words += usize::from(self.words.stop_words.contains(token.word));
        };
        word.field == TextField::Any && word.form == WordForm::Plain && {
            with_analyzer(Language::ENGLISH, |analyzer| analyzer.analyze(&word.text, each));
            (words, stop_words) == (1, 1)
        }
    }
}

/// The plain words of one field that parts begin with.
fn row(parts: &[Expr], growing: bool) -> Vec<Plain<'_>> {
    let mut row: Vec<Plain<'_>> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Expr::Word(word) = part else { break };
        let is_plain = match word.form {
            WordForm::Plain => true,
            WordForm::Prefix => growing && at + 1 == parts.len(),
            WordForm::Fuzzy => false,
        };
        if !is_plain || row.first().is_some_and(|first| first.word.field != word.field) {
            break;
        }
        row.push(Plain { word, stems: stems(&word.text) });
    }
    row
}
