//! The same searches by tantivy alone: all words, ten hits with their texts highlighted, the exact
//! total, and every month counted. No grammar, no reply, no service: what is left is the work that
//! nobody can leave out.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::ops::Bound;
use std::path::Path;

use dateline_indexer::Fields;
use dateline_model::Day;
use serde_json::Value;
use tantivy::collector::{Collector, Count, SegmentCollector, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, PhraseQuery, QueryClone, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Value as _;
use tantivy::snippet::SnippetGenerator;
use tantivy::{
    DocId, Index, IndexReader, Score, SegmentOrdinal, SegmentReader, TantivyDocument, Term,
};

use super::index::stems;
use crate::queries::Query;

/// What Dateline keeps unpacked, and for how many segments at the least.
const KEPT_BYTES: usize = 160 << 20;
const LARGE_SEGMENTS: usize = 8;
/// What tantivy packs together unless it is told otherwise.
const BLOCK_BYTES: usize = 16 << 10;
/// Characters of a highlighted text.
const SNIPPET: usize = 240;

/// A reader on the index that tantivy built alone.
pub(crate) struct Bare {
    reader: IndexReader,
    fields: Fields,
}

impl Bare {
    /// Opens it, with tantivy's own setting for the blocks of documents that are kept unpacked, or
    /// with as many bytes of them as Dateline keeps.
    pub(crate) fn open(folder: &Path, keeps_as_much: bool) -> anyhow::Result<Self> {
        let (_, fields) = Fields::declare();
        let index = Index::open_in_dir(folder)?;
        let segments = index.searchable_segment_ids()?.len().max(LARGE_SEGMENTS);
        let mut reader = index.reader_builder();
        if keeps_as_much {
            reader = reader.doc_store_cache_num_blocks(KEPT_BYTES / BLOCK_BYTES / segments);
        }
        Ok(Self { reader: reader.try_into()?, fields })
    }

    /// Answers a query with so many hits and gives the total.
    pub(crate) fn search(&self, query: &Query, limit: usize) -> anyhow::Result<usize> {
        let mut tokenizer = stems();
        let mut terms = Vec::new();
        let words = query.words.join(" ");
        tokenizer.token_stream(&words).process(&mut |token| terms.push(token.text.clone()));
        let compiled = self.compile(query, &terms);
        let searcher = self.reader.searcher();
        if limit == 0 {
            let (total, months) = searcher.search(&compiled, &(Count, Months))?;
            black_box(months);
            return Ok(total);
        }
        let (hits, total, months) = searcher
            .search(&compiled, &(TopDocs::with_limit(limit).order_by_score(), Count, Months))?;
        let terms: BTreeMap<String, Score> = terms.into_iter().map(|stem| (stem, 1.0)).collect();
        let snippets = SnippetGenerator::new(terms, tokenizer, self.fields.text, SNIPPET);
        for (_, address) in hits {
            let document: TantivyDocument = searcher.doc(address)?;
            let source = document.get_first(self.fields.source).and_then(|value| value.as_str());
            let shown: Value = serde_json::from_str(source.unwrap_or_default())?;
            let text = shown.get("text").or_else(|| shown.pointer("/sections/0/text"));
            let text = text.and_then(Value::as_str).unwrap_or_default();
            black_box(snippets.snippet(text).to_html());
            black_box(shown);
        }
        black_box(months);
        Ok(total)
    }

    fn compile(&self, query: &Query, stems: &[String]) -> BooleanQuery {
        let fields = self.fields;
        let mut all: Vec<Box<dyn tantivy::query::Query>> = Vec::new();
        if query.is_phrase {
            let term = |word: &String| Term::from_field_text(fields.text, word);
            all.push(PhraseQuery::new(query.words.iter().map(term).collect()).box_clone());
        } else {
            all.extend(stems.iter().map(|stem| {
                let term = Term::from_field_text(fields.stems, stem);
                TermQuery::new(term, IndexRecordOption::WithFreqs).box_clone()
            }));
        }
        if let Some((first, last)) = query.dates {
            let day = |field, day: Day| Term::from_field_i64(field, i64::from(day.number()));
            let from = Bound::Included(day(fields.last, first));
            let to = Bound::Included(day(fields.first, last));
            all.push(Box::new(RangeQuery::new(from, Bound::Unbounded)));
            all.push(Box::new(RangeQuery::new(Bound::Unbounded, to)));
        }
        BooleanQuery::intersection(all)
    }
}

/// Counts the matches by the month that they begin in.
struct Months;

struct MonthsOfSegment {
    first: Option<Column<i64>>,
    /// The number of the first month.
    base: i64,
    counts: Vec<u32>,
}

/// Months of a fixed length: what counting costs, not what it says.
const MONTH: i64 = 31;

impl Collector for Months {
    type Fruit = BTreeMap<i64, u32>;
    type Child = MonthsOfSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<MonthsOfSegment> {
        let first: Option<Column<i64>> = segment.fast_fields().column_opt("first")?;
        let bounds = first.as_ref().map_or((0, 0), |first| (first.min_value(), first.max_value()));
        let (base, last) = (bounds.0 / MONTH, bounds.1 / MONTH);
        let months = usize::try_from(last - base).unwrap_or(0) + 1;
        Ok(MonthsOfSegment { first, base, counts: vec![0; months] })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<(i64, Vec<u32>)>) -> tantivy::Result<BTreeMap<i64, u32>> {
        let mut sum = BTreeMap::new();
        for (base, counts) in fruits {
            for (month, count) in (base..).zip(counts).filter(|(_, count)| *count > 0) {
                *sum.entry(month).or_default() += count;
            }
        }
        Ok(sum)
    }
}

impl SegmentCollector for MonthsOfSegment {
    type Fruit = (i64, Vec<u32>);

    fn collect(&mut self, doc: DocId, _: Score) {
        if let Some(day) = self.first.as_ref().and_then(|first| first.first(doc))
            && let Ok(month) = usize::try_from(day / MONTH - self.base)
            && let Some(count) = self.counts.get_mut(month)
        {
            *count += 1;
        }
    }

    fn harvest(self) -> (i64, Vec<u32>) {
        (self.base, self.counts)
    }
}
