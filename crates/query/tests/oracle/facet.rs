//! The counts, document by document and bucket by bucket.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::calendar::{FIRST_OF_ALL, LAST_OF_ALL, When, Ymd, day_text, next_day};
use super::corpus::{Document, folded};

/// All facets, as they are asked for.
pub(crate) const ALL: &str = "month,year,day,kind,feed,publisher";

/// How many documents, and which stories.
#[derive(Default)]
struct Count<'a> {
    documents: u64,
    stories: BTreeSet<&'a str>,
}

impl<'a> Count<'a> {
    fn add(&mut self, document: &'a Document) {
        self.documents += 1;
        self.stories.insert(&document.story);
    }

    fn bucket(&self, key: &str, distinct: bool) -> Value {
        let mut bucket = json!({ "key": key, "count": self.documents });
        if distinct {
            bucket["stories"] = json!(self.stories.len());
        }
        bucket
    }
}

/// What is asked of the counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counting {
    pub(crate) within: bool,
    pub(crate) distinct: bool,
    pub(crate) limit: usize,
}

/// The keys of all buckets that the days from one to another touch. Keys sort like dates.
fn keys(first: Ymd, last: Ymd, key: impl Fn(Ymd) -> String) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([key(first), key(last)]);
    let mut day = first;
    while day < last {
        keys.insert(key(day));
        day = next_day(day);
    }
    keys
}

fn month_key(day: Ymd) -> String {
    day_text(day)[..7].to_owned()
}

fn year_key(day: Ymd) -> String {
    day_text(day)[..4].to_owned()
}

fn decade_key(day: Ymd) -> String {
    format!("{}X", &day_text(day)[..3])
}

/// The counts by month, year or day.
pub(crate) fn by_date(field: &str, documents: &[&Document], counting: Counting) -> Value {
    type Key = fn(Ymd) -> String;
    let (key, coarse_key, coarsest): (Key, Key, usize) = match field {
        "day" => (day_text, year_key, 0),
        "month" => (month_key, year_key, 2),
        _ => (year_key, decade_key, 6),
    };
    let mut buckets: BTreeMap<String, Count<'_>> = BTreeMap::new();
    let mut coarser: BTreeMap<String, Count<'_>> = BTreeMap::new();
    let mut undated = 0;
    for document in documents {
        let Some(when) = &document.when else {
            undated += 1;
            continue;
        };
        let fine =
            when.precision <= coarsest && !(counting.within && key(when.first) != key(when.last));
        let (counts, keys) = if fine {
            (&mut buckets, keys(when.first, when.last, key))
        } else {
            let (first, last) = known_ends(when);
            (&mut coarser, keys(first, last, coarse_key))
        };
        for key in keys {
            counts.entry(key).or_default().add(document);
        }
    }
    let listed = |counts: &BTreeMap<String, Count<'_>>| -> Vec<Value> {
        counts.iter().map(|(key, count)| count.bucket(key, counting.distinct)).collect()
    };
    json!({ "buckets": listed(&buckets), "coarser": listed(&coarser), "undated": undated })
}

/// A date with an open end counts at the end that is known.
fn known_ends(when: &When) -> (Ymd, Ymd) {
    if when.last == LAST_OF_ALL || when.first == FIRST_OF_ALL {
        when.known()
    } else {
        (when.first, when.last)
    }
}

/// The counts by kind, feed or publisher: the most frequent first, then by key; each name in the
/// spelling that most documents have, the first in order of the alphabet where several do.
pub(crate) fn by_name(field: &str, documents: &[&Document], counting: Counting) -> Value {
    let mut counts: BTreeMap<&str, (Count<'_>, BTreeMap<&str, u64>)> = BTreeMap::new();
    for document in documents {
        let names = match field {
            "kind" if document.is_event() => vec!["event"],
            "kind" => vec!["story"],
            "feed" => document.feeds.clone(),
            _ => document.publishers.clone(),
        };
        let mut seen = BTreeSet::new();
        for name in names {
            let compared = if field == "kind" { name } else { folded(name) };
            // A document has each name once, in the spelling that it gives first.
            if seen.insert(compared) {
                let (count, spellings) = counts.entry(compared).or_default();
                count.add(document);
                *spellings.entry(name).or_default() += 1;
            }
        }
    }
    let mut buckets: Vec<(u64, &str, Value)> = counts
        .values()
        .map(|(count, spellings)| {
            let most = spellings.values().max().copied().unwrap_or(0);
            let (shown, _) =
                spellings.iter().find(|(_, count)| **count == most).unwrap_or((&"", &0));
            (count.documents, *shown, count.bucket(shown, counting.distinct))
        })
        .collect();
    buckets.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let limit = if field == "kind" { usize::MAX } else { counting.limit };
    let more = buckets.len().saturating_sub(limit);
    let buckets: Vec<Value> = buckets.into_iter().take(limit).map(|(_, _, b)| b).collect();
    json!({ "buckets": buckets, "more": more })
}

/// Every facet.
pub(crate) fn all(documents: &[&Document], counting: Counting) -> Value {
    let mut facets = json!({});
    for field in ["month", "year", "day"] {
        facets[field] = by_date(field, documents, counting);
    }
    for field in ["kind", "feed", "publisher"] {
        facets[field] = by_name(field, documents, counting);
    }
    facets
}
