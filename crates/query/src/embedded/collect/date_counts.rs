//! What does a month's count count? The buckets of one date facet, over the matches of a segment.

use dateline_engine::{Bucket, DateFacet, DateMode, FacetField};
use dateline_model::{Day, Month, Precision};

use super::dense::DenseCounts;
use crate::embedded::date_table::StoredDate;

/// By what a date facet counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Month,
    Year,
    Day,
}

impl Unit {
    /// The unit of a facet field, if it is one of dates.
    pub(super) fn of(field: FacetField) -> Option<Self> {
        match field {
            FacetField::Month => Some(Self::Month),
            FacetField::Year => Some(Self::Year),
            FacetField::Day => Some(Self::Day),
            FacetField::Kind | FacetField::Feed | FacetField::Publisher => None,
        }
    }

    /// The coarsest precision that counts in buckets of this unit.
    fn finest_enough(self) -> Precision {
        match self {
            Self::Day => Precision::Day,
            Self::Month => Precision::Month,
            Self::Year => Precision::Year,
        }
    }

    /// The indexes of the buckets that the first and the last day of a date lie in.
    fn indexes(self, date: &StoredDate) -> (i32, i32) {
        match self {
            Self::Day => (date.first, date.last),
            Self::Month => date.months,
            Self::Year => years(date),
        }
    }

    fn key(self, index: i32) -> String {
        match self {
            Self::Day => Day::from_number(index).map_or_else(String::new, |day| day.to_string()),
            Self::Month => month_key(index),
            Self::Year => format!("{index:04}"),
        }
    }

    /// The indexes of what is too coarse: years, and decades in the facet by year.
    fn coarse_indexes(self, date: &StoredDate) -> (i32, i32) {
        let (first, last) = years(date);
        if self == Self::Year { (first.div_euclid(10), last.div_euclid(10)) } else { (first, last) }
    }

    fn coarse_key(self, index: i32) -> String {
        if self == Self::Year { format!("{index:03}X") } else { format!("{index:04}") }
    }
}

/// `YYYY-MM`. A facet lists hundreds of them, for which the general way of writing takes long.
fn month_key(index: i32) -> String {
    let Some(month) = Month::from_index(index) else { return String::new() };
    let (year, number) = (month.year() as u32, month.number());
    let digit = |number: u32| char::from(b'0' + (number % 10) as u8);
    let year = [1_000, 100, 10, 1].map(|place| digit(year / place));
    year.into_iter().chain(['-', digit(number / 10), digit(number)]).collect()
}

/// The years that the first and the last day of a date lie in.
fn years(date: &StoredDate) -> (i32, i32) {
    (date.months.0.div_euclid(12), date.months.1.div_euclid(12))
}

/// The counts of one facet over one segment.
pub(super) struct DateCounts {
    unit: Unit,
    mode: DateMode,
    buckets: DenseCounts,
    coarser: DenseCounts,
    undated: u64,
    /// Which stories touch which buckets, where stories are counted too.
    stories: Option<StorySpans>,
}

/// Story ordinals with the buckets that a document of theirs touches, first and last.
#[derive(Default)]
struct StorySpans {
    buckets: Vec<(u32, i32, i32)>,
    coarser: Vec<(u32, i32, i32)>,
}

impl DateCounts {
    pub(super) fn new(unit: Unit, mode: DateMode, distinct_stories: bool) -> Self {
        Self {
            unit,
            mode,
            buckets: DenseCounts::default(),
            coarser: DenseCounts::default(),
            undated: 0,
            stories: distinct_stories.then(StorySpans::default),
        }
    }

    /// Counts so many documents of one date, and their story where stories are counted too.
    pub(super) fn add(&mut self, date: Option<StoredDate>, documents: u32, story: Option<u32>) {
        let Some(date) = date else {
            self.undated += u64::from(documents);
            return;
        };
        let unit = self.unit;
        let fine = date.precision <= unit.finest_enough();
        let (first, last) = unit.indexes(&date);
        if fine && (first == last || self.mode == DateMode::Overlaps) {
            self.buckets.add(first, last, documents);
            if let (Some(stories), Some(story)) = (&mut self.stories, story) {
                stories.buckets.push((story, first, last));
            }
            return;
        }
        let (first, last) = unit.coarse_indexes(&known_end(date));
        self.coarser.add(first, last, documents);
        if let (Some(stories), Some(story)) = (&mut self.stories, story) {
            stories.coarser.push((story, first, last));
        }
    }

    /// The counts of this segment.
    pub(super) fn harvest(self) -> DateTally {
        let (bucket_stories, coarser_stories) = match self.stories {
            None => (None, None),
            Some(spans) => (Some(distinct(spans.buckets)), Some(distinct(spans.coarser))),
        };
        DateTally {
            unit: self.unit,
            buckets: Tally { documents: self.buckets, stories: bucket_stories },
            coarser: Tally { documents: self.coarser, stories: coarser_stories },
            undated: self.undated,
        }
    }
}

/// A date with an open end counts where its known end is.
fn known_end(date: StoredDate) -> StoredDate {
    if date.precision != Precision::Open {
        date
    } else if date.last == Day::MAX.number() {
        StoredDate { last: date.first, months: (date.months.0, date.months.0), ..date }
    } else {
        StoredDate { first: date.last, months: (date.months.1, date.months.1), ..date }
    }
}

/// Counts each story once in each bucket that it touches, by uniting the spans of each.
fn distinct(mut spans: Vec<(u32, i32, i32)>) -> DenseCounts {
    spans.sort_unstable();
    let mut counts = DenseCounts::default();
    let mut spans = spans.into_iter().peekable();
    while let Some((story, first, mut last)) = spans.next() {
        while let Some((_, _, end)) =
            spans.next_if(|(other, start, _)| *other == story && *start <= last)
        {
            last = last.max(end);
        }
        counts.add(first, last, 1);
    }
    counts
}

/// Documents, and stories where they are counted too, by index.
#[derive(Default)]
struct Tally {
    documents: DenseCounts,
    stories: Option<DenseCounts>,
}

impl Tally {
    fn merge(&mut self, other: &Self) {
        self.documents.merge(&other.documents);
        if let (Some(stories), Some(others)) = (&mut self.stories, &other.stories) {
            stories.merge(others);
        }
    }

    /// The buckets, but for so many at the beginning.
    fn into_buckets(self, skip: usize, key: impl Fn(i32) -> String) -> Vec<Bucket> {
        // Where there is a document there is its story, so that both are counted at the same indexes.
        let mut stories = self.stories.as_ref().map(|stories| stories.counts().skip(skip));
        let buckets = self.documents.counts().skip(skip).map(|(index, count)| {
            let stories = stories.as_mut().and_then(Iterator::next).map(|(_, count)| count);
            Bucket { key: key(index), count, stories }
        });
        buckets.collect()
    }
}

/// The counts of one facet, to be added up over segments. A story lies in one segment whole, so
/// its number is not counted twice.
pub(in crate::embedded) struct DateTally {
    unit: Unit,
    buckets: Tally,
    coarser: Tally,
    undated: u64,
}

impl DateTally {
    /// Adds the counts of another segment.
    pub(super) fn merge(&mut self, other: &Self) {
        self.undated += other.undated;
        self.buckets.merge(&other.buckets);
        self.coarser.merge(&other.coarser);
    }

    /// The facet of the reply.
    pub(super) fn into_facet(self) -> DateFacet {
        let unit = self.unit;
        let more = self.buckets.documents.counts().count().saturating_sub(DateFacet::MOST_BUCKETS);
        DateFacet {
            more: more as u64,
            buckets: self.buckets.into_buckets(more, |index| unit.key(index)),
            coarser: self.coarser.into_buckets(0, |index| unit.coarse_key(index)),
            undated: self.undated,
        }
    }
}
