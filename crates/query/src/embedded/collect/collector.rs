//! The collector of a plan: what each segment looks at, and how the segments add up.

use std::collections::BTreeMap;

use dateline_engine::{Bucket, FacetField, Facets, PageStart, SearchPlan, Sort, TermFacet};
use dateline_model::Kind;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, SegmentOrdinal, SegmentReader};

use super::date_counts::{DateCounts, DateTally, Unit};
use super::groups::Groups;
use super::name_counts::{NameCounts, NameTally};
use super::rank::{GlobalRank, LocalRank};
use super::segment::{Columns, PlanSegmentCollector, events_per_group};
use super::top::Top;

/// Collects what a plan asks for.
pub(in crate::embedded) struct PlanCollector<'a> {
    plan: &'a SearchPlan,
    /// How many hits to skip, and from which place on to take them.
    skip: usize,
    after: Option<GlobalRank>,
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
    /// Its place; of a group, that of its best match.
    pub(in crate::embedded) rank: GlobalRank,
    /// Its document; of a group, its best match.
    pub(in crate::embedded) address: DocAddress,
    /// The events of a group with their scores, best first.
    pub(in crate::embedded) events: Vec<(f32, DocAddress)>,
}

/// A hit within its segment.
pub(in crate::embedded) struct SegmentFound {
    pub(super) rank: LocalRank,
    pub(super) story: String,
    pub(super) doc: DocId,
    pub(super) events: Vec<(LocalRank, DocId)>,
}

/// What one segment yields.
pub(in crate::embedded) struct SegmentHarvest {
    pub(super) segment: SegmentOrdinal,
    pub(super) documents: u64,
    pub(super) groups: u64,
    pub(super) found: Vec<SegmentFound>,
    pub(super) dates: Vec<(FacetField, DateTally)>,
    pub(super) names: Vec<(FacetField, NameTally)>,
    pub(super) kinds: [u64; 2],
    pub(super) kind_stories: Option<[u64; 2]>,
}

impl<'a> PlanCollector<'a> {
    /// A collector for this plan.
    pub(in crate::embedded) fn new(plan: &'a SearchPlan) -> Self {
        let (skip, after) = match &plan.page.start {
            PageStart::Offset(offset) => (*offset, None),
            PageStart::After(position) => (0, Some(GlobalRank::of(position, plan.sort))),
        };
        Self { plan, skip, after }
    }

    /// How many hits of a segment may end up on the page, and one to tell whether more follow.
    fn keep(&self) -> usize {
        if self.plan.page.limit == 0 { 0 } else { self.skip + self.plan.page.limit + 1 }
    }

    /// The first place in this segment that is behind the position to go on from.
    fn from(&self, stories: Option<&StrColumn>) -> tantivy::Result<Option<LocalRank>> {
        let (Some(after), Some(stories)) = (&self.after, stories) else { return Ok(None) };
        let dictionary = stories.dictionary();
        let key = after.key;
        Ok(Some(match dictionary.term_ord(after.story.as_bytes())? {
            Some(ordinal) => match after.event.checked_add(1) {
                Some(event) => LocalRank { key, story: ordinal as u32, event },
                None => LocalRank { key, story: ordinal as u32 + 1, event: 0 },
            },
            None => {
                let next = first_behind(stories, &after.story)?;
                LocalRank { key, story: next, event: 0 }
            }
        }))
    }
}

/// The ordinal of the first id behind one that is not in the dictionary, by bisection.
fn first_behind(stories: &StrColumn, id: &str) -> tantivy::Result<u32> {
    let (mut low, mut high) = (0_u64, stories.num_terms() as u64);
    let mut term = String::new();
    while low < high {
        let middle = low + (high - low) / 2;
        term.clear();
        stories.ord_to_str(middle, &mut term)?;
        if term.as_str() < id { low = middle + 1 } else { high = middle }
    }
    Ok(low as u32)
}

impl Collector for PlanCollector<'_> {
    type Fruit = Collected;
    type Child = PlanSegmentCollector;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<PlanSegmentCollector> {
        let columns = reader.fast_fields();
        let docs = reader.max_doc();
        let stories = columns.str("story")?;
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
        let counts_kinds = facets.fields.contains(&FacetField::Kind);
        let story = match &stories {
            Some(column) => column.ords().clone(),
            None => Column::build_empty_column(docs),
        };
        let empty = || Column::build_empty_column(docs);
        let days = |name| -> tantivy::Result<Column<i64>> {
            Ok(columns.column_opt(name)?.unwrap_or_else(|| Column::build_empty_column(docs)))
        };
        Ok(PlanSegmentCollector {
            segment,
            columns: Columns {
                story,
                event: columns.column_opt("event")?.unwrap_or_else(empty),
                first: days("first")?,
                last: days("last")?,
                precision: columns.column_opt("precision")?.unwrap_or_else(empty),
            },
            from: self.from(stories.as_ref())?,
            stories,
            sort: self.plan.sort,
            recency: self.plan.recency,
            keep: self.keep(),
            documents: 0,
            top: Top::new(self.keep()),
            groups: events_per_group(self.plan.grouping).map(Groups::new),
            dates,
            names,
            kinds: [0; 2],
            kind_stories: (counts_kinds && distinct).then(Vec::new),
            counts_kinds,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.plan.sort == Sort::Relevance && self.plan.page.limit > 0
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
                    Some(total) => total.merge(tally),
                    None => {
                        dates.insert(field, tally);
                    }
                }
            }
            for (field, tally) in segment.names {
                names.entry(field).or_default().merge(tally);
            }
            let ordinal = segment.segment;
            found.extend(segment.found.into_iter().map(|hit| self.global(ordinal, hit)));
        }
        found.sort_unstable_by(|a, b| a.rank.cmp(&b.rank));
        let more = found.len() > self.skip + self.plan.page.limit;
        let page = found.into_iter().skip(self.skip).take(self.plan.page.limit).collect();
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
    fn global(&self, segment: SegmentOrdinal, hit: SegmentFound) -> Found {
        let sort = self.plan.sort;
        Found {
            rank: GlobalRank { key: hit.rank.key, story: hit.story, event: hit.rank.event },
            address: DocAddress::new(segment, hit.doc),
            events: hit
                .events
                .into_iter()
                .map(|(rank, doc)| (rank.key.score(sort), DocAddress::new(segment, doc)))
                .collect(),
        }
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
