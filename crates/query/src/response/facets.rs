//! Counts in a reply.

use dateline_engine::{Bucket, DateFacet, Facets, TermFacet};
use serde::Serialize;
use utoipa::ToSchema;

/// The counts that were asked for, over all matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct FacetsReply {
    /// By month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<DateFacetReply>,
    /// By year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<DateFacetReply>,
    /// By day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<DateFacetReply>,
    /// By kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TermFacetReply>,
    /// By feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed: Option<TermFacetReply>,
    /// By publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<TermFacetReply>,
}

/// Counts by date. They add up: every match stands in the bucket of each month that it touches, or
/// among the coarser, or is undated. And a bucket is its click: `on=KEY&precision=month` added to
/// the request gives exactly its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DateFacetReply {
    /// Counts above zero, in order of date.
    pub buckets: Vec<BucketReply>,
    /// What is too coarse for a bucket, by year; in the facet by year, by decade.
    pub coarser: Vec<BucketReply>,
    /// How many matches have no date.
    pub undated: u64,
    /// How many earlier buckets are left out; a facet lists the latest 36,600 at the most.
    #[serde(skip_serializing_if = "is_zero")]
    pub more: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Counts by name, most frequent first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TermFacetReply {
    /// The most frequent names.
    pub buckets: Vec<BucketReply>,
    /// How many further names `facet_limit` cut off.
    pub more: u64,
}

/// A key and its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BucketReply {
    /// `2025-10`, `2025`, `2025-10-05`, `202X`, or a name.
    #[schema(example = "2025-10")]
    pub key: String,
    /// How many matches.
    pub count: u64,
    /// How many distinct stories, with `distinct=story`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stories: Option<u64>,
}

impl From<Facets> for FacetsReply {
    fn from(facets: Facets) -> Self {
        Self {
            month: facets.month.map(Into::into),
            year: facets.year.map(Into::into),
            day: facets.day.map(Into::into),
            kind: facets.kind.map(Into::into),
            feed: facets.feed.map(Into::into),
            publisher: facets.publisher.map(Into::into),
        }
    }
}

impl From<DateFacet> for DateFacetReply {
    fn from(facet: DateFacet) -> Self {
        Self {
            buckets: facet.buckets.into_iter().map(Into::into).collect(),
            coarser: facet.coarser.into_iter().map(Into::into).collect(),
            undated: facet.undated,
            more: facet.more,
        }
    }
}

impl From<TermFacet> for TermFacetReply {
    fn from(facet: TermFacet) -> Self {
        Self { buckets: facet.buckets.into_iter().map(Into::into).collect(), more: facet.more }
    }
}

impl From<Bucket> for BucketReply {
    fn from(bucket: Bucket) -> Self {
        Self { key: bucket.key, count: bucket.count, stories: bucket.stories }
    }
}
