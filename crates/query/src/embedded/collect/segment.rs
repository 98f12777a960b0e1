//! Looking at each match of a segment once.

use dateline_engine::{FacetField, Grouping, Recency, Sort};
use dateline_model::Precision;
use tantivy::collector::SegmentCollector;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score};

use super::collector::{SegmentFound, SegmentHarvest};
use super::date_counts::{DateCounts, StoredDate};
use super::groups::Groups;
use super::name_counts::NameCounts;
use super::rank::{LocalRank, SortKey};
use super::top::Top;

/// The columns that are read for every match.
pub(super) struct Columns {
    pub(super) story: Column<u64>,
    pub(super) event: Column<u64>,
    pub(super) first: Column<i64>,
    pub(super) last: Column<i64>,
    pub(super) precision: Column<u64>,
}

/// Collects one segment.
pub(in crate::embedded) struct PlanSegmentCollector {
    pub(super) segment: u32,
    pub(super) columns: Columns,
    pub(super) stories: Option<StrColumn>,
    pub(super) sort: Sort,
    pub(super) recency: Option<Recency>,
    pub(super) keep: usize,
    /// Only what stands here or behind goes on the page.
    pub(super) from: Option<LocalRank>,
    pub(super) documents: u64,
    pub(super) top: Top<(LocalRank, DocId)>,
    pub(super) groups: Option<Groups>,
    pub(super) dates: Vec<(FacetField, DateCounts)>,
    pub(super) names: Vec<(FacetField, NameCounts)>,
    pub(super) kinds: [u64; 2],
    /// Story and kind, where distinct stories are counted too.
    pub(super) kind_stories: Option<Vec<(u32, bool)>>,
    pub(super) counts_kinds: bool,
}

impl PlanSegmentCollector {
    fn date(&self, doc: DocId) -> Option<StoredDate> {
        let first = self.columns.first.first(doc)?;
        let last = self.columns.last.first(doc)?;
        let code = self.columns.precision.first(doc)?;
        let precision = u8::try_from(code).ok().and_then(Precision::from_code)?;
        Some(StoredDate { first: first as i32, last: last as i32, precision })
    }
}

impl SegmentCollector for PlanSegmentCollector {
    type Fruit = tantivy::Result<SegmentHarvest>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.documents += 1;
        let date = self.date(doc);
        let story = self.columns.story.first(doc).unwrap_or(0) as u32;
        let event = self.columns.event.first(doc).unwrap_or(0) as u32;
        if self.counts_kinds {
            self.kinds[usize::from(event > 0)] += 1;
            if let Some(pairs) = &mut self.kind_stories {
                pairs.push((story, event > 0));
            }
        }
        for (_, counts) in &mut self.dates {
            counts.add(date, story);
        }
        for (_, counts) in &mut self.names {
            counts.add(doc, story);
        }
        if self.keep == 0 && self.groups.is_none() {
            return;
        }
        let days = date.map(|date| (date.first, date.last));
        let score = match self.recency {
            Some(recency) => score * decay(recency, days.map(|(_, last)| last)),
            None => score,
        };
        let rank = LocalRank { key: SortKey::new(self.sort, score, days), story, event };
        match &mut self.groups {
            Some(groups) => groups.add(rank, doc),
            None => {
                if self.from.is_none_or(|from| rank >= from) {
                    self.top.push((rank, doc));
                }
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let mut groups_total = 0;
        let mut top = self.top;
        let mut events_of = std::collections::HashMap::new();
        if let Some(groups) = self.groups {
            groups_total = groups.len() as u64;
            for group in groups.into_groups() {
                if self.from.is_none_or(|from| group.best >= from) {
                    top.push((group.best, group.doc));
                    events_of.insert(group.best.story, group.events);
                }
            }
        }
        let mut found = Vec::new();
        let mut id = String::new();
        for (rank, doc) in top.into_vec() {
            id.clear();
            if let Some(column) = &self.stories {
                column.ord_to_str(u64::from(rank.story), &mut id)?;
            }
            let events = events_of.remove(&rank.story).unwrap_or_default();
            found.push(SegmentFound { rank, story: id.clone(), doc, events });
        }
        let kind_stories = self.kind_stories.map(|mut pairs| {
            pairs.sort_unstable();
            pairs.dedup();
            let events = pairs.iter().filter(|(_, is_event)| *is_event).count() as u64;
            [pairs.len() as u64 - events, events]
        });
        Ok(SegmentHarvest {
            segment: self.segment,
            documents: self.documents,
            groups: groups_total,
            found,
            dates: self
                .dates
                .into_iter()
                .map(|(field, counts)| (field, counts.harvest()))
                .collect(),
            names: self
                .names
                .into_iter()
                .map(|(field, counts)| Ok((field, counts.harvest()?)))
                .collect::<std::io::Result<_>>()?,
            kinds: self.kinds,
            kind_stories,
        })
    }
}

/// What a score is multiplied by for its age; undated documents count as one half-life old, and
/// the future as today.
pub(in crate::embedded) fn decay(recency: Recency, last: Option<i32>) -> f32 {
    let age = match last {
        Some(last) => (recency.now.number() - last).max(0) as f32 / recency.half_life_days,
        None => 1.0,
    };
    0.5_f32.powf(age)
}

/// Whether what is asked for has groups.
pub(super) fn events_per_group(grouping: Grouping) -> Option<usize> {
    match grouping {
        Grouping::Documents => None,
        Grouping::Stories { events } => Some(events),
    }
}
