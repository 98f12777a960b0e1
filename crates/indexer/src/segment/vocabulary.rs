//! The words of a segment under construction, by number: one look-up tells the word and its stem.

use super::terms::{TermId, Terms};
use super::word_table::{WordId, WordTable};
use crate::analysis::{Gram, Language, Stemming, Word};

/// The words that were met, with their stems.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// Words and stems of all languages; also what else is looked up in the index.
    pub(super) terms: Terms,
    /// What each word is in the index.
    pub(super) words: Vec<WordTerms>,
    /// The words of each language. Those of scripts without spaces, which are not stemmed, are under
    /// none.
    languages: Vec<(Option<Language>, LanguageWords)>,
}

/// What a word is in the index.
#[derive(Clone, Copy)]
pub(super) struct WordTerms {
    pub(super) word: TermId,
    pub(super) stem: TermId,
}

/// The words of a language.
#[derive(Default)]
struct LanguageWords {
    /// By their folded forms.
    folded: WordTable,
    /// By the forms in which they are written, where such a form is one word.
    written: WordTable,
}

/// Where to find the words of a language.
#[derive(Clone, Copy)]
pub(super) struct LanguageIndex(usize);

impl Vocabulary {
    /// The words of a language; of scripts without spaces where none is named.
    pub(super) fn language(&mut self, language: Option<Language>) -> LanguageIndex {
        let known = self.languages.iter().position(|(of, _)| *of == language);
        LanguageIndex(known.unwrap_or_else(|| {
            self.languages.push((language, LanguageWords::default()));
            self.languages.len() - 1
        }))
    }

    /// The number of a word. None where it is longer than the index takes.
    pub(super) fn number(
        &mut self,
        language: LanguageIndex,
        word: &Word<'_>,
        stemming: &mut Stemming,
    ) -> Option<WordId> {
        let is_stemmed = word.gram == Gram::Word;
        let language = if is_stemmed { language } else { self.language(None) };
        if let Some(id) = self.languages[language.0].1.folded.find(word.word) {
            return Some(id);
        }
        let stem = if is_stemmed { stemming.stem(word.word) } else { word.word };
        let stem = self.terms.number(stem)?;
        let id = self.words.len() as WordId;
        self.words.push(WordTerms { word: self.terms.number(word.word)?, stem });
        self.languages[language.0].1.folded.insert(word.word, id);
        Some(id)
    }

    /// The number of the word that is written so, as far as that was learnt.
    pub(super) fn written(&self, language: LanguageIndex, written: &str) -> Option<WordId> {
        self.languages[language.0].1.written.find(written)
    }

    /// Learns what is written so.
    pub(super) fn learn(&mut self, language: LanguageIndex, written: &str, word: WordId) {
        self.languages[language.0].1.written.insert(written, word);
    }

    /// What it takes in memory, in bytes, when its terms are put in order.
    pub(super) fn bytes(&self) -> usize {
        let tables = self.languages.iter().flat_map(|(_, words)| [&words.folded, &words.written]);
        let tables: usize = tables.map(WordTable::bytes).sum();
        self.terms.bytes() + self.words.capacity() * size_of::<WordTerms>() + tables
    }
}
