//! The stories that have the words of a story, by what they have of them.

use dateline_indexer::{Fields, IndexError};
use rustc_hash::FxHashMap;
use tantivy::DocAddress;

use super::terms::{MOST_TERMS, Term};
use crate::embedded::view::View;

/// So many are looked at closer.
const MOST_CANDIDATES: usize = 100;
/// The parameters of BM25, and the words of a story that is neither short nor long. A constant, as
/// the average over the index is that of its events.
const K1: f32 = 1.2;
const B: f32 = 0.75;
const ORDINARY_WORDS: f32 = 150.0;

/// A story that shares words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its own document.
    pub(super) own: DocAddress,
    /// What the words that it shares weigh in it.
    pub(super) score: f32,
    pub(super) shared: SharedTerms,
}

/// Which of the terms a story has, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SharedTerms(u32);

const _: () = assert!(MOST_TERMS <= u32::BITS as usize);

impl SharedTerms {
    fn add(&mut self, term: usize) {
        self.0 |= 1 << term;
    }

    /// These terms of all.
    pub(super) fn of(self, terms: &[Term]) -> impl Iterator<Item = &Term> {
        terms.iter().enumerate().filter(move |(term, _)| self.0 & (1 << term) != 0).map(|(_, t)| t)
    }
}

/// The best of the stories that have some of the terms.
pub(super) fn candidates(
    view: &View,
    fields: Fields,
    terms: &[Term],
) -> Result<Vec<Candidate>, IndexError> {
    let mut lengths = Vec::with_capacity(view.segments.len());
    for reader in view.searcher.segment_readers() {
        lengths.push(reader.get_fieldnorms_reader(fields.stems)?);
    }
    let mut found: FxHashMap<DocAddress, Candidate> = FxHashMap::default();
    found.reserve(terms.iter().map(|term| term.others.len()).max().unwrap_or(0));
    for (number, term) in terms.iter().enumerate() {
        for occurrence in &term.others {
            let own = occurrence.own;
            let words = lengths[own.segment_ord as usize].fieldnorm(own.doc_id);
            let candidate = found.entry(own).or_insert(Candidate {
                own,
                score: 0.0,
                shared: SharedTerms::default(),
            });
            candidate.score += term.weight * saturation(occurrence.frequency, words);
            candidate.shared.add(number);
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    let newest = |candidate: &Candidate| {
        let own = candidate.own;
        view.segments[own.segment_ord as usize].dates.date(own.doc_id).map(|date| date.last)
    };
    let order = |a: &Candidate, b: &Candidate| {
        (b.score.total_cmp(&a.score))
            .then_with(|| newest(b).cmp(&newest(a)))
            .then_with(|| a.own.cmp(&b.own))
    };
    if found.len() > MOST_CANDIDATES {
        found.select_nth_unstable_by(MOST_CANDIDATES, order);
        found.truncate(MOST_CANDIDATES);
    }
    // Those that share most are the first to be looked at closer, which has its bounds.
    found.sort_unstable_by(order);
    Ok(found)
}

/// What a word counts that stands so often in a story of so many words, as in BM25 (Robertson and
/// Zaragoza, 2009).
fn saturation(frequency: u32, words: u32) -> f32 {
    let frequency = frequency as f32;
    let length = 1.0 - B + B * words as f32 / ORDINARY_WORDS;
    frequency * (K1 + 1.0) / (frequency + K1 * length)
}
