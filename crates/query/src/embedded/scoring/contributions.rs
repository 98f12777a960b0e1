//! What each part of the scoring adds to one document, for who asks how its score came about.

use tantivy::{DocId, Score, SegmentReader};

use super::WeighedScoring;
use super::lists::PhraseList;

/// The parts of a score that are not 0.
#[derive(Debug, Default)]
pub(in crate::embedded) struct Contributions {
    /// Which of the terms, and what they add.
    pub(in crate::embedded) terms: Vec<(usize, Score)>,
    /// What the words that count all together add.
    pub(in crate::embedded) cover: Score,
    /// Which of the phrases, and what they add.
    pub(in crate::embedded) phrases: Vec<(usize, Score)>,
}

impl Contributions {
    /// Those to the score of a document.
    pub(super) fn of(
        weighed: &WeighedScoring,
        ordinal: u32,
        reader: &SegmentReader,
        doc: DocId,
    ) -> tantivy::Result<Self> {
        let mut found = Self::default();
        for term in &weighed.terms {
            let Some(mut list) = term.in_segment(ordinal, reader)? else { continue };
            found.terms.extend(list.score(doc).map(|score| (term.number, score)));
        }
        found.terms.sort_by_key(|(number, _)| *number);
        let cover = weighed.cover_in_segment(ordinal, reader)?;
        found.cover = cover.map_or(0.0, |mut cover| cover.score(doc));
        for phrase in &weighed.phrases {
            let score = PhraseList::new(phrase.clone(), Vec::new()).score(doc, reader)?;
            if score > 0.0 {
                found.phrases.push((phrase.number, score));
            }
        }
        Ok(found)
    }
}
