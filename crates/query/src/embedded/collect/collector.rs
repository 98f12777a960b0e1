//! The collector of a plan: what each segment looks at, and how the segments add up.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dateline_engine::{Bucket, FacetField, Facets, PageStart, SearchPlan, Sort, TermFacet};
use dateline_model::Kind;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, SegmentOrdinal, SegmentReader, TantivyError};

use super::conditions::DateConditions;
use super::date_counts::{DateCounts, DateTally, Unit};
use super::groups::Groups;
use super::name_counts::{NameCounts, NameTally};
use super::order::put_in_order;
use super::preference::Preference;
use super::rank::{GlobalRank, LocalRank, SortKey};
use super::segment::{Kinds, PlanSegmentCollector, events_per_group};
use super::top::Top;
use crate::embedded::scoring::WeighedScoring;
use crate::embedded::stop::Stop;
use crate::embedded::story_table::StoryTable;
use crate::embedded::view::View;

/// Collects what a plan asks for.
pub(in crate::embedded) struct PlanCollector<'a> {
    plan: &'a SearchPlan,
    view: &'a View,
    scoring: &'a WeighedScoring,
    conditions: DateConditions,
    /// How many hits of a segment may end up on the page, and one to tell whether more follow.
    keep: usize,
    /// How many hits to skip, and from which place on to take them.
    skip: usize,
    after: Option<GlobalRank>,
    /// The best that the segments have so far, which others have to come to.
    best: Arc<Mutex<Top<SortKey>>>,
    stop: Stop,
}

/// What was collected.
pub(in crate::embedded) struct Collected {
    /// How many documents match.
    pub(in crate::embedded) documents: u64,
    /// How many hits there are: documents or groups.
    pub(in crate::embedded) total: u64,
    /// The hits of the page.
    pub(in crate::embedded) page: Vec<Found>,
    /// Whether there are hits behind the page.
    pub(in crate::embedded) more: bool,
    /// The counts.
    pub(in crate::embedded) facets: Facets,
}

/// A hit that was found.
pub(in crate::embedded) struct Found {
    /// What decides its place; of a group, that of its best match.
    pub(in crate::embedded) key: SortKey,
    /// Its document; of a group, its best match.
    pub(in crate::embedded) address: DocAddress,
    /// The number of that, if it is an event, else 0.
    pub(in crate::embedded) event: u32,
    /// The events of a group with their scores, best first.
    pub(in crate::embedded) events: Vec<(f32, DocAddress)>,
}

/// A hit within its segment.
pub(in crate::embedded) struct SegmentFound {
    pub(super) rank: LocalRank,
    pub(super) segment: SegmentOrdinal,
    pub(super) doc: DocId,
    pub(super) events: Vec<(LocalRank, DocId)>,
}

/// What one segment yields.
pub(in crate::embedded) struct SegmentHarvest {
    pub(super) documents: u64,
    pub(super) groups: u64,
    pub(super) found: Vec<SegmentFound>,
    pub(super) dates: Vec<(FacetField, DateTally)>,
    pub(super) names: Vec<(FacetField, NameTally)>,
    pub(super) kinds: [u64; 2],
    pub(super) kind_stories: Option<[u64; 2]>,
}

impl<'a> PlanCollector<'a> {
    /// A collector for this plan over a view of the index.
    pub(in crate::embedded) fn new(
        plan: &'a SearchPlan,
        view: &'a View,
        scoring: &'a WeighedScoring,
        stop: Stop,
    ) -> Self {
        let (skip, after) = match &plan.page.start {
            PageStart::Offset(offset) => (*offset, None),
            PageStart::After(position) => (0, Some(GlobalRank::of(position, plan.sort))),
        };
        let conditions = DateConditions::of(plan);
        let keep = if plan.page.limit == 0 { 0 } else { skip + plan.page.limit + 1 };
        let best = Arc::new(Mutex::new(Top::new(keep)));
        Self { plan, view, scoring, conditions, skip, after, keep, best, stop }
    }

    /// The first place in this segment that is behind the position to go on from.
    fn from(&self, stories: &StoryTable) -> tantivy::Result<Option<LocalRank>> {
        let Some(after) = &self.after else { return Ok(None) };
        let key = after.key;
        Ok(Some(match stories.find(&after.story)? {
            Some(story) => match after.event.checked_add(1) {
                Some(event) => LocalRank { key, story, event },
                None => LocalRank { key, story: story + 1, event: 0 },
            },
            None => LocalRank { key, story: stories.first_behind(&after.story)?, event: 0 },
        }))
    }
}

impl Collector for PlanCollector<'_> {
    type Fruit = Collected;
    type Child = PlanSegmentCollector;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<PlanSegmentCollector> {
        self.stop.check()?;
        // The searcher is that of the view.
        let view = self.view.segments.get(segment as usize);
        let view = view.ok_or_else(|| {
            TantivyError::InternalError(format!("segment {segment} is not in the view"))
        })?;
        let columns = reader.fast_fields();
        let facets = &self.plan.facets;
        let distinct = facets.distinct_stories;
        let mut dates = Vec::new();
        let mut names = Vec::new();
        for field in &facets.fields {
            if let Some(unit) = Unit::of(*field) {
                dates.push((*field, DateCounts::new(unit, facets.mode, distinct)));
            } else if *field != FacetField::Kind {
                let column = columns.str(field.as_str())?;
                names.push((*field, NameCounts::new(column, distinct)));
            }
        }
        let kinds = facets
            .fields
            .contains(&FacetField::Kind)
            .then(|| Kinds { stories: distinct.then(Vec::new), ..Kinds::default() });
        let by_months = !distinct && !facets.fields.contains(&FacetField::Day);
        let counts_dates = !dates.is_empty() && !by_months;
        let months = view.dates.months();
        let groups = events_per_group(self.plan.grouping).map(Groups::new);
        let mut collector = PlanSegmentCollector {
            ordinal: segment,
            segment: Arc::clone(view),
            conditions: self.conditions.clone(),
            verdicts: self.conditions.verdicts(months),
            least: 0.0,
            wants_hits: self.keep > 0 || groups.is_some(),
            scoring: self.scoring.in_segment(segment, reader)?,
            sort: self.plan.sort,
            preference: Preference::of(self.plan),
            from: self.from(&view.stories)?,
            documents: 0,
            top: Top::new(self.keep),
            best: std::mem::replace(
                &mut self.best.lock().unwrap_or_else(PoisonError::into_inner),
                Top::new(self.keep),
            ),
            shared: Arc::clone(&self.best),
            groups,
            months: vec![0; months.dates().len()],
            by_months,
            counts_more: counts_dates || !names.is_empty() || kinds.is_some(),
            dates,
            names,
            kinds,
            counts_stories: distinct,
            stop: self.stop.clone(),
        };
        collector.learn_least();
        Ok(collector)
    }

    fn requires_scoring(&self) -> bool {
        self.plan.sort == Sort::Relevance && self.plan.page.limit > 0 && !self.scoring.is_all
    }

    fn merge_fruits(
        &self,
        segments: Vec<<PlanSegmentCollector as SegmentCollector>::Fruit>,
    ) -> tantivy::Result<Collected> {
        let mut documents = 0;
        let mut groups = 0;
        let mut found = Vec::new();
        let mut dates: BTreeMap<FacetField, DateTally> = BTreeMap::new();
        let mut names: BTreeMap<FacetField, NameTally> = BTreeMap::new();
        let mut kinds = [0; 2];
        let mut kind_stories = self.plan.facets.distinct_stories.then_some([0; 2]);
        for segment in segments {
            let segment = segment?;
            documents += segment.documents;
            groups += segment.groups;
            for at in [0, 1] {
                kinds[at] += segment.kinds[at];
                if let (Some(total), Some(part)) = (&mut kind_stories, segment.kind_stories) {
                    total[at] += part[at];
                }
            }
            for (field, tally) in segment.dates {
                match dates.get_mut(&field) {
                    Some(total) => total.merge(&tally),
                    None => {
                        dates.insert(field, tally);
                    }
                }
            }
            for (field, tally) in segment.names {
                names.entry(field).or_default().merge(tally);
            }
            found.extend(segment.found);
        }
        put_in_order(&mut found, self.view)?;
        let more = found.len() > self.skip + self.plan.page.limit;
        let page = found.into_iter().skip(self.skip).take(self.plan.page.limit);
        let page = page.map(|hit| self.global(hit)).collect();
        let grouped = events_per_group(self.plan.grouping).is_some();
        Ok(Collected {
            documents,
            total: if grouped { groups } else { documents },
            page,
            more,
            facets: self.facets(dates, names, kinds, kind_stories),
        })
    }
}

impl PlanCollector<'_> {
    fn global(&self, hit: SegmentFound) -> Found {
        let SegmentFound { rank, segment, doc, events } = hit;
        let events = events
            .into_iter()
            .map(|(rank, doc)| (rank.key.score(self.plan.sort), DocAddress::new(segment, doc)));
        let address = DocAddress::new(segment, doc);
        Found { key: rank.key, address, event: rank.event, events: events.collect() }
    }

    fn facets(
        &self,
        mut dates: BTreeMap<FacetField, DateTally>,
        mut names: BTreeMap<FacetField, NameTally>,
        kinds: [u64; 2],
        kind_stories: Option<[u64; 2]>,
    ) -> Facets {
        let asked = &self.plan.facets;
        let mut date = |field| {
            asked
                .fields
                .contains(&field)
                .then(|| dates.remove(&field).map(DateTally::into_facet).unwrap_or_default())
        };
        let (month, year, day) =
            (date(FacetField::Month), date(FacetField::Year), date(FacetField::Day));
        let mut name = |field| {
            asked
                .fields
                .contains(&field)
                .then(|| names.remove(&field).unwrap_or_default().into_facet(asked.limit))
        };
        let (feed, publisher) = (name(FacetField::Feed), name(FacetField::Publisher));
        let kind = asked.fields.contains(&FacetField::Kind).then(|| {
            let mut buckets: Vec<_> = [Kind::Story, Kind::Event]
                .into_iter()
                .enumerate()
                .filter(|(at, _)| kinds[*at] > 0)
                .map(|(at, kind)| Bucket {
                    key: kind.as_str().to_owned(),
                    count: kinds[at],
                    stories: kind_stories.map(|stories| stories[at]),
                })
                .collect();
            buckets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
            TermFacet { buckets, more: 0 }
        });
        Facets { month, year, day, kind, feed, publisher }
    }
}
