//! The list of synonyms, as Elasticsearch and Solr write it.
//!
//! ```text
//! # Each of these finds the others.
//! uk, united kingdom, britain
//! # The left ones find the right ones too, and not the other way round.
//! dprk => north korea
//! ```
//!
//! What a synonym finds is not looked up again: with `a, b` and `b, c`, who asks for a gets b, and
//! not c. Entries are compared as words are matched, by their stems, so that `car, automobile` holds
//! for "cars" too. The stems are English, which are what stories without a language have; words of
//! other languages are found as they are written.

use std::collections::{HashMap, HashSet};

use dateline_engine::{Expr, Phrase, TextField, Word, WordForm};
use dateline_indexer::analysis::{BadLine, Language, Token, list_lines, with_analyzer};

/// Words with their synonyms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// By the stems of an entry, one space between them.
    of: HashMap<String, Vec<Entry>>,
    /// The same with the last word as written, folded.
    whole: HashSet<String>,
    /// How many words the longest entry has.
    longest: usize,
}

/// The stems of a text, as entries are compared by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stems {
    pub(super) all: Vec<String>,
    /// The last word itself, folded.
    pub(super) last_word: String,
}

/// Something that stands for something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// As written.
    pub(super) text: String,
    stems: Stems,
}

impl Synonyms {
    /// Reads a list.
    ///
    /// # Errors
    /// The first line that is none of the two forms.
    pub fn read(text: &str) -> Result<Self, BadLine> {
        let mut synonyms = Self::default();
        for (number, line) in list_lines(text) {
            synonyms.add_line(line).map_err(|reason| BadLine { line: number, reason })?;
        }
        Ok(synonyms)
    }

    fn add_line(&mut self, line: &str) -> Result<(), String> {
        let Some((left, right)) = line.split_once("=>") else {
            let entries = entries(line)?;
            if entries.len() < 2 {
                return Err(format!("`{line}` stands alone; {ALLOWED}"));
            }
            self.add(&entries, &entries);
            return Ok(());
        };
        if right.contains("=>") {
            return Err(format!("there is more than one `=>`; {ALLOWED}"));
        }
        self.add(&entries(left)?, &entries(right)?);
        Ok(())
    }

    fn add(&mut self, left: &[Entry], right: &[Entry]) {
        for entry in left {
            for other in right.iter().filter(|other| other.stems.all != entry.stems.all) {
                let known = self.of.entry(entry.stems.all.join(" ")).or_default();
                if known.iter().all(|known| known.stems.all != other.stems.all) {
                    known.push(other.clone());
                }
                self.longest = self.longest.max(entry.stems.all.len());
                self.whole.insert(entry.stems.whole());
            }
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// How many words the longest entry has.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// Whether words with these stems are an entry also when the last one, which is this, goes no
    /// further: "appl" is on the way to "apple", and its stem.
    pub(super) fn is_whole(&self, stems: &[&str], last_word: &str) -> bool {
        let before = &stems[..stems.len().saturating_sub(1)];
        self.whole.contains(&whole(before.iter().copied(), last_word))
    }

    /// What stands for words with these stems.
    pub(super) fn of(&self, stems: &[&str]) -> &[Entry] {
        self.of.get(&stems.join(" ")).map_or(&[], Vec::as_slice)
    }
}

impl Entry {
    /// What it is to be found by in a field: a word, or several in a row.
    pub(super) fn expr(&self, field: TextField) -> Expr {
        let text = self.text.clone();
        match self.stems.all.len() {
            1 => Expr::Word(Word { field, text, form: WordForm::Plain }),
            _ => Expr::Phrase(Phrase { field, text, slop: 0 }),
        }
    }
}

const ALLOWED: &str = "write `a, b, c` for words that find one another, or `a, b => c, d` for \
                       those on the left to find those on the right too";

fn entries(list: &str) -> Result<Vec<Entry>, String> {
    let entry = |text: &str| {
        let text = text.trim().to_owned();
        let stems = stems(&text);
        if stems.all.is_empty() {
            let what = if text.is_empty() {
                "an entry is empty".to_owned()
            } else {
                format!("`{text}` has neither a letter nor a digit")
            };
            return Err(format!("{what}; {ALLOWED}"));
        }
        Ok(Entry { text, stems })
    };
    list.split(',').map(entry).collect()
}

/// The stems of a text.
pub(super) fn stems(text: &str) -> Stems {
    let mut stems = Stems::default();
    let each = |token: Token<'_>| {
        if token.gram.is_asked_for() {
            stems.all.push(token.stem.to_owned());
            token.word.clone_into(&mut stems.last_word);
        }
    };
    with_analyzer(Language::ENGLISH, |analyzer| analyzer.analyze(text, each));
    stems
}

impl Stems {
    fn whole(&self) -> String {
        let before = &self.all[..self.all.len().saturating_sub(1)];
        whole(before.iter().map(String::as_str), &self.last_word)
    }
}

/// Stems with a last word as it is.
fn whole<'a>(before: impl Iterator<Item = &'a str>, last_word: &'a str) -> String {
    before.chain([last_word]).collect::<Vec<_>>().join(" ")
}
