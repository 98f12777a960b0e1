//! Counting by feed and publisher, whatever their spelling.

use std::collections::{BTreeMap, HashSet};

use dateline_engine::{Bucket, TermFacet};
use dateline_indexer::NameKey;
use tantivy::columnar::StrColumn;

/// The counts of one column of names over one segment.
pub(super) struct NameCounts {
    column: Option<StrColumn>,
    /// Documents by ordinal of the name.
    counts: Vec<u32>,
    /// Story and name, where stories are counted too.
    stories: Option<Vec<(u32, u32)>>,
}

impl NameCounts {
    pub(super) fn new(column: Option<StrColumn>, distinct_stories: bool) -> Self {
        let names = column.as_ref().map_or(0, |column| column.num_terms());
        Self { column, counts: vec![0; names], stories: distinct_stories.then(Vec::new) }
    }

    /// Counts a document, and its story where stories are counted too.
    pub(super) fn add(&mut self, doc: u32, story: Option<u32>) {
        let Some(column) = &self.column else { return };
        for ordinal in column.ords().values_for_doc(doc) {
            self.counts[ordinal as usize] += 1;
            if let (Some(stories), Some(story)) = (&mut self.stories, story) {
                stories.push((ordinal as u32, story));
            }
        }
    }

    /// The counts of this segment by folded name.
    pub(super) fn harvest(self) -> std::io::Result<NameTally> {
        let mut tally = NameTally::default();
        let Some(column) = self.column else { return Ok(tally) };
        let mut folded_of = vec![0_u32; self.counts.len()];
        let mut value = String::new();
        for (ordinal, count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            value.clear();
            column.ord_to_str(ordinal as u64, &mut value)?;
            let (folded, shown) = NameKey::split(&value);
            let known = tally.names.len() as u32;
            let name = tally.names.entry(folded.to_owned()).or_insert_with(|| NameCount {
                stories: self.stories.as_ref().map(|_| 0),
                // Numbers the names for a moment, to count their stories below.
                number: known,
                ..NameCount::default()
            });
            folded_of[ordinal] = name.number;
            name.count += u64::from(*count);
            *name.spellings.entry(shown.to_owned()).or_default() += u64::from(*count);
        }
        if let Some(pairs) = self.stories {
            let distinct: HashSet<(u32, u32)> = pairs
                .into_iter()
                .map(|(ordinal, story)| (folded_of[ordinal as usize], story))
                .collect();
            let mut stories = vec![0_u64; tally.names.len()];
            for (name, _) in distinct {
                stories[name as usize] += 1;
            }
            for name in tally.names.values_mut() {
                name.stories = Some(stories[name.number as usize]);
            }
        }
        Ok(tally)
    }
}

/// Counts by folded name, to be added up over segments.
#[derive(Default)]
pub(in crate::embedded) struct NameTally {
    names: BTreeMap<String, NameCount>,
}

#[derive(Default)]
struct NameCount {
    count: u64,
    stories: Option<u64>,
    /// How often it is written how.
    spellings: BTreeMap<String, u64>,
    number: u32,
}

impl NameTally {
    /// Adds the counts of another segment.
    pub(super) fn merge(&mut self, other: Self) {
        for (folded, from) in other.names {
            let into = self.names.entry(folded).or_insert_with(|| NameCount {
                stories: from.stories.map(|_| 0),
                ..NameCount::default()
            });
            into.count += from.count;
            into.stories = into.stories.zip(from.stories).map(|(a, b)| a + b);
            for (spelling, count) in from.spellings {
                *into.spellings.entry(spelling).or_default() += count;
            }
        }
    }

    /// The facet of the reply: the most frequent names, each in its most frequent spelling.
    pub(super) fn into_facet(self, limit: usize) -> TermFacet {
        let mut buckets: Vec<Bucket> = self
            .names
            .into_values()
            .map(|name| {
                let spelling = name
                    .spellings
                    .into_iter()
                    .min_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
                let key = spelling.map_or_else(String::new, |(key, _)| key);
                Bucket { key, count: name.count, stories: name.stories }
            })
            .collect();
        buckets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(&b.key)));
        let more = buckets.len().saturating_sub(limit) as u64;
        buckets.truncate(limit);
        TermFacet { buckets, more }
    }
}
