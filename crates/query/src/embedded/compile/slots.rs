//! The words of a query, analysed as in every language of the index.

use std::collections::BTreeSet;

use dateline_indexer::analysis::{Languages, Token};

/// The places of a query text, in order.
pub(in crate::embedded) struct Slots(pub(in crate::embedded) Vec<Slot>);

/// One place: the forms that one word takes in the languages.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::embedded) struct Slot {
    /// Its exact form; more than one where a language cuts off an article.
    pub(in crate::embedded) exact: BTreeSet<String>,
    /// Its stems.
    pub(in crate::embedded) stems: BTreeSet<String>,
}

impl Slots {
    /// Analyses a text in each language and lays the results over one another.
    pub(in crate::embedded) fn of(text: &str, languages: &Languages) -> Self {
        let mut slots: Vec<Slot> = Vec::new();
        for language in &languages.list {
            let mut at = 0;
            let each = |token: Token<'_>| {
                if !token.gram.is_asked_for() {
                    return;
                }
                if at == slots.len() {
                    slots.push(Slot::default());
                }
                slots[at].exact.insert(token.word.to_owned());
                slots[at].stems.insert(token.stem.to_owned());
                at += 1;
            };
            languages.analysis.with_analyzer(*language, |analyzer| analyzer.analyze(text, each));
        }
        Self(slots)
    }
}

/// The exact words of a phrase with their places, once for each way in which a language reads it.
pub(in crate::embedded) fn phrase_readings(
    text: &str,
    languages: &Languages,
) -> BTreeSet<Vec<(usize, String)>> {
    let mut readings = BTreeSet::new();
    for language in &languages.list {
        let mut words = Vec::new();
        let each = |token: Token<'_>| {
            if token.gram.is_in_phrases() {
                words.push((token.position as usize, token.word.to_owned()));
            }
        };
        languages.analysis.with_analyzer(*language, |analyzer| analyzer.analyze(text, each));
        if !words.is_empty() {
            readings.insert(words);
        }
    }
    readings
}
