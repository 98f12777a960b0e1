//! The orders of hits, and their groups.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::calendar::Ymd;
use super::corpus::Document;

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Relevance,
    Newest,
    Oldest,
}

impl Sort {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }
}

/// A document with the score that the engine gave it; 0 in the orders by date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored<'a> {
    pub(crate) document: &'a Document,
    pub(crate) score: f64,
}

/// Undated ones stand behind all others.
fn by_days(
    a: &Document,
    b: &Document,
    dated: impl Fn((Ymd, Ymd), (Ymd, Ymd)) -> Ordering,
) -> Ordering {
    match (&a.when, &b.when) {
        (Some(a), Some(b)) => dated(a.known(), b.known()),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// How two hits stand to one another: never equal, unless they are the same document.
pub(crate) fn compare(sort: Sort, a: &Scored<'_>, b: &Scored<'_>) -> Ordering {
    let newest = |a: &Document, b: &Document| {
        by_days(a, b, |(a_first, a_last), (b_first, b_last)| {
            b_last.cmp(&a_last).then(b_first.cmp(&a_first))
        })
    };
    let (x, y) = (a.document, b.document);
    let decided = match sort {
        Sort::Relevance => b.score.total_cmp(&a.score).then_with(|| newest(x, y)),
        Sort::Newest => newest(x, y),
        Sort::Oldest => by_days(x, y, |a, b| a.cmp(&b)),
    };
    decided.then_with(|| x.story.cmp(&y.story)).then_with(|| x.number.cmp(&y.number))
}

/// The documents in order.
pub(crate) fn in_order<'a>(sort: Sort, mut hits: Vec<Scored<'a>>) -> Vec<Scored<'a>> {
    hits.sort_by(|a, b| compare(sort, a, b));
    hits
}

/// A story of which something matches.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    pub(crate) story: &'a str,
    pub(crate) score: f64,
    /// Its three best events, best first.
    pub(crate) events: Vec<String>,
}

/// The stories in the order of their best documents.
pub(crate) fn in_groups<'a>(sort: Sort, hits: Vec<Scored<'a>>) -> Vec<Group<'a>> {
    let mut by_story: BTreeMap<&str, Vec<Scored<'a>>> = BTreeMap::new();
    for hit in in_order(sort, hits) {
        by_story.entry(hit.document.story.as_str()).or_default().push(hit);
    }
    let mut groups: Vec<_> = by_story.into_iter().collect();
    groups.sort_by(|(_, a), (_, b)| compare(sort, &a[0], &b[0]));
    groups
        .into_iter()
        .map(|(story, hits)| Group {
            story,
            score: hits[0].score,
            events: hits
                .iter()
                .filter(|hit| hit.document.is_event())
                .take(3)
                .map(|hit| hit.document.id())
                .collect(),
        })
        .collect()
}
