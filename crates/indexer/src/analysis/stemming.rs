//! Stems of words.

use frostem::Stemmer;

use super::stem_memory::StemMemory;
use super::{Analysis, Language};

/// Stems words of one language. Remembers what it has stemmed.
pub(crate) struct Stemming {
    language: Language,
    analysis: Analysis,
    stemmer: Option<Stemmer>,
    stems: StemMemory,
}

impl Stemming {
    /// What stems words of a language, but for those that the analysis protects.
    pub(super) fn with(analysis: Analysis, language: Language) -> Self {
        let stemmer = language.algorithm().map(Stemmer::new);
        Self { language, analysis, stemmer, stems: StemMemory::default() }
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// The stem of a folded word.
    pub(crate) fn stem<'a>(&'a mut self, word: &'a str) -> &'a str {
        let Some(stemmer) = &self.stemmer else { return word };
        if self.analysis.protects(word) {
            return word;
        }
        if word.bytes().any(|b| b.is_ascii_digit()) {
            return if self.language == Language::ENGLISH { without_plural(word) } else { word };
        }
        let language = self.language;
        self.stems.stem(word, || stemmer.stem(&language.before_stemming(word)).into_owned())
    }
}

/// A word with digits without the "s" of a plural ("F-16s"), unless that makes a decade of a year.
fn without_plural(word: &str) -> &str {
    let Some(number) = word.strip_suffix('s') else { return word };
    let is_decade = matches!(number.len(), 2 | 4) && number.bytes().all(|b| b.is_ascii_digit());
    let ends_in_digit = number.ends_with(|c: char| c.is_ascii_digit());
    if ends_in_digit && !(is_decade && number.ends_with('0')) { number } else { word }
}
