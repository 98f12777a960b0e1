//! Timelines: the matching events in order of date, near-duplicates of a date folded into one.

use std::collections::BTreeSet;

use super::corpus::Document;
use super::order::{Scored, Sort, in_order};

/// The ids of the events of each entry, in order.
pub(crate) fn entries(documents: &[&Document], sort: Sort) -> Vec<Vec<String>> {
    let hits = documents.iter().map(|document| Scored { document, score: 0.0 }).collect();
    let mut entries: Vec<Vec<&Document>> = Vec::new();
    for hit in in_order(sort, hits) {
        let event = hit.document;
        // An event joins the first entry of its date whose first event tells the same.
        match entries.iter_mut().find(|entry| is_same(entry[0], event)) {
            Some(entry) => entry.push(event),
            None => entries.push(vec![event]),
        }
    }
    entries.into_iter().map(|entry| entry.into_iter().map(Document::id).collect()).collect()
}

/// Whether two events have the same days, and six in ten of the words that either has.
fn is_same(a: &Document, b: &Document) -> bool {
    let days = |event: &Document| event.when.as_ref().map(|when| (when.first, when.last));
    if days(a).is_none() || days(a) != days(b) {
        return false;
    }
    let stems = |event: &Document| -> BTreeSet<&'static str> {
        event.texts.iter().flatten().map(|word| word.stem).collect()
    };
    let (a, b) = (stems(a), stems(b));
    let (shared, either) = (a.intersection(&b).count(), a.union(&b).count());
    shared * 10 >= either * 6
}
