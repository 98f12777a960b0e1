//! Which events of a day are the same one, told by several stories?
//!
//! Two events with the same date are near-duplicates if their texts share at least [`SHARED`] of
//! the stems that either has (the Jaccard index). Each event joins the first entry whose first
//! event it is near to, so that an entry does not drift from what it began with. Of a day with more
//! than [`LOOKED_AT`] entries, only the last so many are looked at.

use std::collections::HashSet;

use dateline_engine::Hit;
use dateline_indexer::analysis::{Analyzer, Language};
use dateline_model::Day;
use xxhash_rust::xxh3::xxh3_64;

/// How much of their words two tellings have in common.
const SHARED: f64 = 0.6;
/// How many entries an event is compared with. Real days have fewer; a made-up day of a hundred
/// thousand events must not cost ten thousand million comparisons.
const LOOKED_AT: usize = 200;

/// Folds dated events, in order, into entries of near-duplicates of one date.
pub(super) fn fold(events: Vec<Hit>) -> Vec<Vec<Hit>> {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let mut entries: Vec<(HashSet<u64>, Vec<Hit>)> = Vec::new();
    for event in events {
        let stems = stems(&event.text, &mut analyzer);
        let same = |(first, entry): &&mut (HashSet<u64>, Vec<Hit>)| {
            days(&entry[0]) == days(&event) && are_near(first, &stems)
        };
        let looked_at = entries.len().saturating_sub(LOOKED_AT);
        match entries[looked_at..].iter_mut().find(same) {
            Some((_, entry)) => entry.push(event),
            None => entries.push((stems, vec![event])),
        }
    }
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn days(event: &Hit) -> Option<(Day, Day)> {
    event.date.map(|date| (date.first(), date.last()))
}

/// The stems of a text, as their hashes.
fn stems(text: &str, analyzer: &mut Analyzer) -> HashSet<u64> {
    let mut stems = HashSet::new();
    analyzer.analyze(text, |token| {
        stems.insert(xxh3_64(token.stem.as_bytes()));
    });
    stems
}

fn are_near(a: &HashSet<u64>, b: &HashSet<u64>) -> bool {
    let (fewer, more) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // Sets of too different sizes need no looking into.
    if more.is_empty() || (fewer.len() as f64) < SHARED * more.len() as f64 {
        return more.is_empty();
    }
    let shared = fewer.iter().filter(|stem| more.contains(*stem)).count();
    shared as f64 >= SHARED * (a.len() + b.len() - shared) as f64
}
