//! Words that say nothing of what a text is about ("the", "of"), by the lists that tantivy has: that of
//! Lucene for English, those of the Snowball project for other languages.

use dateline_indexer::analysis::Language;
use tantivy::tokenizer::{self, RawTokenizer, StopWordFilter, TextAnalyzer, TokenStream as _};

use super::slots::Slots;

/// The stop words of some languages.
pub(super) struct StopWords(Vec<TextAnalyzer>);

impl StopWords {
    /// Those of these languages, as far as there are lists.
    pub(super) fn of(languages: &[Language]) -> Self {
        let filters = languages.iter().filter_map(|language| StopWordFilter::new(list(*language)?));
        let analyzer = |filter| TextAnalyzer::builder(RawTokenizer::default()).filter(filter);
        Self(filters.map(|filter| analyzer(filter).build()).collect())
    }

    /// Whether a word, in one of its forms, is one of them.
    pub(super) fn hold(&self, word: &Slots) -> bool {
        let [slot] = word.0.as_slice() else { return false };
        slot.exact.iter().any(|form| {
            self.0.iter().any(|list| {
                // What is in the list is left out.
                let mut list = list.clone();
                !list.token_stream(form).advance()
            })
        })
    }
}

fn list(language: Language) -> Option<tokenizer::Language> {
    use tokenizer::Language as List;
    Some(match language.code() {
        "da" => List::Danish,
        "de" => List::German,
        "en" => List::English,
        "es" => List::Spanish,
        "fi" => List::Finnish,
        "fr" => List::French,
        "hu" => List::Hungarian,
        "it" => List::Italian,
        "nl" => List::Dutch,
        "no" => List::Norwegian,
        "pt" => List::Portuguese,
        "ru" => List::Russian,
        "sv" => List::Swedish,
        _ => return None,
    })
}
