//! Looking at each match of a segment once.

use std::collections::HashMap;
use std::sync::Arc;

use dateline_engine::{FacetField, Grouping, Recency, Sort};
use tantivy::collector::SegmentCollector;
use tantivy::{DocId, Score, TantivyError};

use super::collector::{SegmentFound, SegmentHarvest};
use super::conditions::{DateConditions, Verdict};
use super::date_counts::DateCounts;
use super::groups::Groups;
use super::name_counts::NameCounts;
use super::rank::{LocalRank, SortKey};
use super::top::Top;
use crate::embedded::bonus::SegmentBonus;
use crate::embedded::view::SegmentView;

/// Collects one segment.
pub(in crate::embedded) struct PlanSegmentCollector {
    pub(super) ordinal: u32,
    pub(super) segment: Arc<SegmentView>,
    pub(super) conditions: DateConditions,
    /// What the numbers of the months say of the conditions.
    pub(super) verdicts: Vec<Verdict>,
    pub(super) bonus: SegmentBonus,
    /// The score that a document has to come to.
    pub(super) least: Score,
    pub(super) sort: Sort,
    pub(super) recency: Option<Recency>,
    /// Whether matches are put in order at all.
    pub(super) wants_hits: bool,
    /// Only what stands here or behind goes on the page.
    pub(super) from: Option<LocalRank>,
    pub(super) documents: u64,
    pub(super) top: Top<(LocalRank, DocId)>,
    pub(super) groups: Option<Groups>,
    /// Documents by the numbers of their months, which is all that is counted by date unless days or
    /// stories are told apart.
    pub(super) months: Vec<u32>,
    pub(super) by_months: bool,
    pub(super) dates: Vec<(FacetField, DateCounts)>,
    pub(super) names: Vec<(FacetField, NameCounts)>,
    pub(super) kinds: Option<Kinds>,
    /// Whether anything is counted but the months.
    pub(super) counts_more: bool,
    /// Whether stories are counted, which are looked up for that.
    pub(super) counts_stories: bool,
    /// What kept it from reading the postings; the rest is not looked at then.
    pub(super) failure: Option<TantivyError>,
}

/// Documents by kind.
#[derive(Default)]
pub(super) struct Kinds {
    pub(super) documents: [u64; 2],
    /// Story and whether it is an event, where stories are counted too.
    pub(super) stories: Option<Vec<(u32, bool)>>,
}

impl PlanSegmentCollector {
    fn story(&self, doc: DocId) -> u32 {
        self.segment.stories.ordinal(doc)
    }

    fn event(&self, doc: DocId) -> u32 {
        self.segment.event.first(doc).unwrap_or(0) as u32
    }

    /// Counts what is not counted by months.
    fn count(&mut self, doc: DocId) {
        let story = if self.counts_stories { Some(self.story(doc)) } else { None };
        if !self.by_months {
            let date = self.segment.dates.date(doc);
            self.dates.iter_mut().for_each(|(_, counts)| counts.add(date, 1, story));
        }
        self.names.iter_mut().for_each(|(_, counts)| counts.add(doc, story));
        if self.kinds.is_some() {
            let is_event = self.event(doc) > 0;
            if let Some(kinds) = &mut self.kinds {
                kinds.documents[usize::from(is_event)] += 1;
                if let (Some(pairs), Some(story)) = (&mut kinds.stories, story) {
                    pairs.push((story, is_event));
                }
            }
        }
    }

    /// Puts a match among the best, if it may be one of them.
    fn rank(&mut self, doc: DocId, base: Score) {
        let (sort, recency) = (self.sort, self.recency);
        let days = || self.segment.dates.date(doc).map(|date| (date.first, date.last));
        let (score, days) = match sort {
            Sort::Newest | Sort::Oldest => (0.0, days()),
            Sort::Relevance => {
                let score = match self.bonus.score(doc, base, self.least) {
                    Ok(Some(score)) => score,
                    Ok(None) => return,
                    Err(error) => {
                        self.failure = Some(error);
                        return;
                    }
                };
                let days = days();
                let decay = recency.map(|recency| decay(recency, days.map(|(_, last)| last)));
                (score * decay.unwrap_or(1.0), days)
            }
        };
        let key = SortKey::new(sort, score, days);
        if self.top.worst().is_some_and(|(worst, _)| key > worst.key) {
            return;
        }
        let rank = LocalRank { key, story: self.story(doc), event: self.event(doc) };
        match &mut self.groups {
            Some(groups) => groups.add(rank, doc),
            None => {
                if self.from.is_none_or(|from| rank >= from) {
                    self.top.push((rank, doc));
                    let worst = self.top.worst();
                    self.least = worst.map_or(0.0, |(worst, _)| worst.key.score(sort));
                }
            }
        }
    }

    fn found(&mut self) -> Vec<SegmentFound> {
        let mut events_of = HashMap::new();
        if let Some(groups) = self.groups.take() {
            for group in groups.into_groups() {
                if self.from.is_none_or(|from| group.best >= from) {
                    self.top.push((group.best, group.doc));
                    events_of.insert(group.best.story, group.events);
                }
            }
        }
        let top = std::mem::replace(&mut self.top, Top::new(0)).into_vec().into_iter();
        let found = top.map(|(rank, doc)| {
            let events = events_of.remove(&rank.story).unwrap_or_default();
            SegmentFound { rank, segment: self.ordinal, doc, events }
        });
        found.collect()
    }
}

impl SegmentCollector for PlanSegmentCollector {
    type Fruit = tantivy::Result<SegmentHarvest>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if self.failure.is_some() {
            return;
        }
        let month = self.segment.dates.months().number(doc) as usize;
        match self.verdicts.get(month) {
            Some(Verdict::Passes) => {}
            Some(Verdict::Open) if self.conditions.hold(self.segment.dates.date(doc)) => {}
            _ => return,
        }
        self.documents += 1;
        if let Some(count) = self.months.get_mut(month) {
            *count += 1;
        }
        if self.counts_more {
            self.count(doc);
        }
        if self.wants_hits && self.bonus.may_reach(doc, score, self.least) {
            self.rank(doc, score);
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let groups = self.groups.as_ref().map_or(0, |groups| groups.len() as u64);
        let found = self.found();
        if self.by_months {
            let dates = self.segment.dates.months().dates().iter().zip(&self.months);
            for (date, count) in dates.filter(|(_, count)| **count > 0) {
                self.dates.iter_mut().for_each(|(_, counts)| counts.add(*date, *count, None));
            }
        }
        let kinds = self.kinds.unwrap_or_default();
        let kind_stories = kinds.stories.map(|mut pairs| {
            pairs.sort_unstable();
            pairs.dedup();
            let events = pairs.iter().filter(|(_, is_event)| *is_event).count() as u64;
            [pairs.len() as u64 - events, events]
        });
        let dates = self.dates.into_iter().map(|(field, counts)| (field, counts.harvest()));
        let names = self.names.into_iter().map(|(field, counts)| Ok((field, counts.harvest()?)));
        Ok(SegmentHarvest {
            documents: self.documents,
            groups,
            found,
            dates: dates.collect(),
            names: names.collect::<std::io::Result<_>>()?,
            kinds: kinds.documents,
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
