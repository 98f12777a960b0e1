//! Which events of a day are the same one, told by several stories?
//!
//! Two events with the same date are near-duplicates if their texts share at least [`SHARED`] of
//! the stems that either has (the Jaccard index). Each event joins the first entry whose first
//! event it is near to, so that an entry does not drift from what it began with.

use std::collections::BTreeSet;

use dateline_engine::Hit;
use dateline_indexer::analysis::{Analyzer, Language};

/// How much of their words two tellings have in common.
const SHARED: f64 = 0.6;

/// Folds the events of one date, in order, into entries of near-duplicates.
pub(super) fn fold(events: Vec<Hit>) -> Vec<Vec<Hit>> {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let mut entries: Vec<(BTreeSet<String>, Vec<Hit>)> = Vec::new();
    for event in events {
        let stems = stems(&event.text, &mut analyzer);
        match entries.iter_mut().find(|(first, _)| are_near(first, &stems)) {
            Some((_, entry)) => entry.push(event),
            None => entries.push((stems, vec![event])),
        }
    }
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn stems(text: &str, analyzer: &mut Analyzer) -> BTreeSet<String> {
    let mut stems = BTreeSet::new();
    analyzer.analyze(text, |token| {
        stems.insert(token.stem.to_owned());
    });
    stems
}

fn are_near(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (fewer, more) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // Sets of too different sizes need no looking into.
    if more.is_empty() || (fewer.len() as f64) < SHARED * more.len() as f64 {
        return more.is_empty();
    }
    let shared = fewer.iter().filter(|stem| more.contains(*stem)).count();
    shared as f64 >= SHARED * (a.len() + b.len() - shared) as f64
}
