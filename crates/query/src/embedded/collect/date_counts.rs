//! What does a month's count count? The buckets of one date facet, over the matches of a segment.

use std::collections::BTreeMap;

use dateline_engine::{Bucket, DateFacet, DateMode, FacetField};
use dateline_model::{Day, Month, Precision};

use super::dense::DenseCounts;

/// A document's date as its columns hold it.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoredDate {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) precision: Precision,
}

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

    /// The index of the bucket that a day lies in.
    fn index(self, day: i32) -> i32 {
        match self {
            Self::Day => day,
            Self::Month => Day::from_number(day).map_or(0, |day| day.month().index()),
            Self::Year => Day::from_number(day).map_or(0, Day::year),
        }
    }

    fn key(self, index: i32) -> String {
        match self {
            Self::Day => Day::from_number(index).map_or_else(String::new, |day| day.to_string()),
            Self::Month => {
                Month::from_index(index).map_or_else(String::new, |month| month.to_string())
            }
            Self::Year => format!("{index:04}"),
        }
    }

    /// The index of what is too coarse: years, and decades in the facet by year.
    fn coarse_index(self, day: i32) -> i32 {
        let year = Self::Year.index(day);
        if self == Self::Year { year.div_euclid(10) } else { year }
    }

    fn coarse_key(self, index: i32) -> String {
        if self == Self::Year { format!("{index:03}X") } else { format!("{index:04}") }
    }
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

    /// Counts a document.
    pub(super) fn add(&mut self, date: Option<StoredDate>, story: u32) {
        let Some(date) = date else {
            self.undated += 1;
            return;
        };
        let unit = self.unit;
        let fine = date.precision <= unit.finest_enough();
        let (first, last) = (unit.index(date.first), unit.index(date.last));
        let in_one = first == last;
        if fine && (in_one || self.mode == DateMode::Overlaps) {
            match in_one {
                true => self.buckets.add(first),
                false => self.buckets.add_range(first, last),
            }
            if let Some(stories) = &mut self.stories {
                stories.buckets.push((story, first, last));
            }
            return;
        }
        let (first, last) = known_end(date);
        let (first, last) = (unit.coarse_index(first), unit.coarse_index(last));
        self.coarser.add_range(first, last);
        if let Some(stories) = &mut self.stories {
            stories.coarser.push((story, first, last));
        }
    }

    /// The counts of this segment.
    pub(super) fn harvest(self) -> DateTally {
        let (buckets, coarser) = match self.stories {
            None => (None, None),
            Some(spans) => (Some(distinct(spans.buckets)), Some(distinct(spans.coarser))),
        };
        DateTally {
            unit: self.unit,
            buckets: tally(&self.buckets, buckets.as_ref()),
            coarser: tally(&self.coarser, coarser.as_ref()),
            undated: self.undated,
        }
    }
}

/// A date with an open end counts where its known end is.
fn known_end(date: StoredDate) -> (i32, i32) {
    if date.precision != Precision::Open {
        (date.first, date.last)
    } else if date.last == Day::MAX.number() {
        (date.first, date.first)
    } else {
        (date.last, date.last)
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
        counts.add_range(first, last);
    }
    counts
}

fn tally(counts: &DenseCounts, stories: Option<&DenseCounts>) -> Tally {
    let mut tally: Tally =
        counts.counts().map(|(index, count)| (index, (count, stories.map(|_| 0)))).collect();
    for (index, count) in stories.into_iter().flat_map(DenseCounts::counts) {
        if let Some((_, stories)) = tally.get_mut(&index) {
            *stories = Some(count);
        }
    }
    tally
}

/// Documents and stories by index.
type Tally = BTreeMap<i32, (u64, Option<u64>)>;

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
    pub(super) fn merge(&mut self, other: Self) {
        self.undated += other.undated;
        for (into, from) in [(&mut self.buckets, other.buckets), (&mut self.coarser, other.coarser)]
        {
            for (index, (count, stories)) in from {
                let entry = into.entry(index).or_insert((0, stories.map(|_| 0)));
                entry.0 += count;
                entry.1 = entry.1.zip(stories).map(|(a, b)| a + b);
            }
        }
    }

    /// The facet of the reply.
    pub(super) fn into_facet(self) -> DateFacet {
        let unit = self.unit;
        let bucket = |key: String, (count, stories)| Bucket { key, count, stories };
        let more = self.buckets.len().saturating_sub(DateFacet::MOST_BUCKETS);
        DateFacet {
            more: more as u64,
            buckets: self
                .buckets
                .into_iter()
                .skip(more)
                .map(|(index, counts)| bucket(unit.key(index), counts))
                .collect(),
            coarser: self
                .coarser
                .into_iter()
                .map(|(index, counts)| bucket(unit.coarse_key(index), counts))
                .collect(),
            undated: self.undated,
        }
    }
}
