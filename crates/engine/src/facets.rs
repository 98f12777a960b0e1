//! Counting all matches by date, kind, feed and publisher.

use std::collections::BTreeSet;

use crate::DateMode;
use serde::{Deserialize, Serialize};

/// What to count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetRequest {
    /// By these.
    pub fields: BTreeSet<FacetField>,
    /// How many feeds and publishers to list, most frequent first. Dates and kinds are listed whole.
    pub limit: usize,
    /// How a date has to lie to a bucket to count there. A bucket is its click: asking for the
    /// documents that lie so to it, and are precise enough, gives exactly its count. Under
    /// [`DateMode::Within`] a range over two months is therefore too coarse for either.
    pub mode: DateMode,
    /// Whether each bucket also counts its distinct stories.
    pub distinct_stories: bool,
}

/// A property to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FacetField {
    /// The months that a date touches.
    Month,
    /// The years that a date touches.
    Year,
    /// The days that a date touches.
    Day,
    /// Story or event.
    Kind,
    /// Feeds.
    Feed,
    /// Publishers cited.
    Publisher,
}

impl FacetField {
    /// All of them, in the order of the reply.
    pub const ALL: [Self; 6] =
        [Self::Month, Self::Year, Self::Day, Self::Kind, Self::Feed, Self::Publisher];

    /// The name as it stands in requests and replies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
            Self::Day => "day",
            Self::Kind => "kind",
            Self::Feed => "feed",
            Self::Publisher => "publisher",
        }
    }
}

/// A key and how many matches it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    /// A month `2025-10`, a year `2025`, a day `2025-10-05`, a decade `202X`, or a name.
    pub key: String,
    /// How many documents.
    pub count: u64,
    /// How many distinct stories they belong to, where asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stories: Option<u64>,
}

/// Counts by date. Every match stands in the bucket of each month (year, day) that it touches, or
/// among the coarser, or is undated: the numbers add up and invent no day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateFacet {
    /// Buckets above zero, in order of date.
    pub buckets: Vec<Bucket>,
    /// What is too coarse for a bucket, in order: by each year that it touches, and in the facet
    /// by year by each decade. A date with an open end counts at its known end.
    pub coarser: Vec<Bucket>,
    /// How many have no date.
    pub undated: u64,
    /// How many earlier buckets are left out: a facet lists the latest 36,600, a hundred years of
    /// days, so that one date of ten thousand years does not fill the memory of who asks.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl DateFacet {
    /// How many buckets a facet lists at the most.
    pub const MOST_BUCKETS: usize = 36_600;
}

/// Counts by name, most frequent first, then by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermFacet {
    /// The most frequent ones, up to the limit.
    pub buckets: Vec<Bucket>,
    /// How many further keys the limit cut off.
    pub more: u64,
}

/// The counts that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// By month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<DateFacet>,
    /// By year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<DateFacet>,
    /// By day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<DateFacet>,
    /// By kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TermFacet>,
    /// By feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed: Option<TermFacet>,
    /// By publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<TermFacet>,
}
