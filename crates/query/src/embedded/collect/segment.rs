//! Looking at each match of a segment once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use dateline_engine::{FacetField, Grouping, Sort};
use tantivy::collector::SegmentCollector;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, Score};

use super::collector::{SegmentFound, SegmentHarvest};
use super::conditions::{DateConditions, Verdict};
use super::date_counts::DateCounts;
use super::groups::Groups;
use super::name_counts::NameCounts;
use super::preference::Preference;
use super::rank::{LocalRank, SortKey};
use super::top::Top;
use crate::embedded::date_table::DateNumber;
use crate::embedded::scoring::SegmentScoring;
use crate::embedded::stop::Stop;
use crate::embedded::view::SegmentView;

/// Collects one segment.
pub(in crate::embedded) struct PlanSegmentCollector {
    pub(super) ordinal: u32,
    pub(super) segment: Arc<SegmentView>,
    pub(super) conditions: DateConditions,
    /// What the numbers of the months say of the conditions, where there are any.
    pub(super) verdicts: Option<Vec<Verdict>>,
    pub(super) scoring: SegmentScoring,
    /// The score that a document has to come to.
    pub(super) least: Score,
    pub(super) sort: Sort,
    pub(super) preference: Preference,
    /// Whether matches are put in order at all.
    pub(super) wants_hits: bool,
    /// Only what stands here or behind goes on the page.
    pub(super) from: Option<LocalRank>,
    pub(super) documents: u64,
    pub(super) top: Top<(LocalRank, DocId)>,
    /// The best of this segment and of those before it.
    pub(super) best: Top<SortKey>,
    /// Where it leaves them for those after it.
    pub(super) shared: Arc<Mutex<Top<SortKey>>>,
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
    /// Once this is set, matches are passed over until there are no more, and nothing is harvested.
    pub(super) stop: Stop,
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
        let sort = self.sort;
        let days = self.segment.dates.date(doc).map(|date| (date.first, date.last));
        let score = match sort {
            Sort::Newest | Sort::Oldest => 0.0,
            Sort::Relevance => {
                let left = self.left(doc, days);
                // What is left of a score has to come to the least.
                let asked = self.least / left.max(Score::MIN_POSITIVE);
                if !self.scoring.may_reach(doc, base, asked) {
                    return;
                }
                let Some(score) = self.scoring.score(doc, base, self.least, asked) else { return };
                score * left
            }
        };
        let key = SortKey::new(sort, score, days);
        if self.best.worst().is_some_and(|worst| key > *worst) {
            return;
        }
        let rank = LocalRank { key, story: self.story(doc), event: self.event(doc) };
        match &mut self.groups {
            Some(groups) => groups.add(rank, doc),
            None => {
                if self.from.is_none_or(|from| rank >= from) {
                    self.top.push((rank, doc));
                    self.best.push(key);
                    self.learn_least();
                }
            }
        }
    }

    /// What is left of a document's score for its date.
    fn left(&mut self, doc: DocId, days: Option<(i32, i32)>) -> Score {
        if self.preference.is_none() {
            return 1.0;
        }
        let scoring = &mut self.scoring;
        let says = |date| scoring.says_date(doc, date);
        self.preference.by_recency(days.map(|(_, last)| last)) * self.preference.by_name(days, says)
    }

    /// Takes over what the best so far say of those to come.
    pub(super) fn learn_least(&mut self) {
        if let Some(worst) = self.best.worst() {
            self.least = worst.score(self.sort);
            self.scoring.raise(self.least);
        }
    }

    /// Whether the date of a document is what is asked for, by the number of its months.
    fn passes(&self, doc: DocId, months: DateNumber) -> bool {
        let Some(verdicts) = &self.verdicts else { return true };
        match verdicts.get(months as usize) {
            Some(Verdict::Passes) => true,
            Some(Verdict::Open) => self.conditions.hold(self.segment.dates.date(doc)),
            Some(Verdict::Fails) | None => false,
        }
    }

    /// Counts matches by the numbers of their months.
    fn count_matches(&mut self, months: &[DateNumber]) {
        self.documents += months.len() as u64;
        for number in months {
            if let Some(count) = self.months.get_mut(*number as usize) {
                *count += 1;
            }
        }
    }

    /// Does with documents that pass what is left to do.
    fn see(&mut self, docs: &[DocId], score: Score) {
        if self.counts_more {
            docs.iter().for_each(|doc| self.count(*doc));
        }
        if self.wants_hits {
            for doc in docs {
                if self.scoring.may_reach(*doc, score, self.least) {
                    self.rank(*doc, score);
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
        if self.stop.is_set() {
            return;
        }
        let months = self.segment.dates.months().number(doc);
        if self.passes(doc, months) {
            self.count_matches(&[months]);
            self.see(&[doc], score);
        }
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        if self.stop.is_set() {
            return;
        }
        let (mut kept, mut months) = ([0; COLLECT_BLOCK_BUFFER_LEN], [0; COLLECT_BLOCK_BUFFER_LEN]);
        for docs in docs.chunks(COLLECT_BLOCK_BUFFER_LEN) {
            self.segment.dates.months().numbers(docs, &mut months);
            if self.verdicts.is_none() {
                self.count_matches(&months[..docs.len()]);
                self.see(docs, 0.0);
                continue;
            }
            let mut count = 0;
            for (at, doc) in docs.iter().enumerate() {
                if self.passes(*doc, months[at]) {
                    (kept[count], months[count]) = (*doc, months[at]);
                    count += 1;
                }
            }
            self.count_matches(&months[..count]);
            self.see(&kept[..count], 0.0);
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        self.stop.check()?;
        if let Some(failure) = self.scoring.take_failure() {
            return Err(failure);
        }
        let best = std::mem::replace(&mut self.best, Top::new(0));
        *self.shared.lock().unwrap_or_else(PoisonError::into_inner) = best;
        let groups = self.groups.as_ref().map_or(0, |groups| groups.len() as u64);
        let found = self.found();
        if self.by_months {
            let dates = self.segment.dates.months().dates().iter().zip(&self.months);
            for (months, count) in dates.filter(|(_, count)| **count > 0) {
                let date = months.map(|months| months.date);
                self.dates.iter_mut().for_each(|(_, counts)| counts.add(date, *count, None));
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

/// Whether what is asked for has groups.
pub(super) fn events_per_group(grouping: Grouping) -> Option<usize> {
    match grouping {
        Grouping::Documents => None,
        Grouping::Stories { events } => Some(events),
    }
}
