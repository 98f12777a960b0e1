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

/// Characters of a highlighted text.
const SNIPPET: usize = 240;

/// A reader on the index that tantivy built alone.
pub(crate) struct Bare {
    reader: IndexReader,
    fields: Fields,
}

impl Bare {
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Self> {
        let (_, fields) = Fields::declare();
        Ok(Self { reader: Index::open_in_dir(folder)?.reader()?, fields })
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
    /// By the month's number from the first of all.
    counts: Vec<u32>,
}

/// Days counted from here, in months of a fixed length: what counting costs, not what it says.
const DAYS: i64 = 800_000;
const MONTH: i64 = 31;
const MONTHS: usize = (2 * DAYS / MONTH) as usize;

impl Collector for Months {
    type Fruit = Vec<u32>;
    type Child = MonthsOfSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<MonthsOfSegment> {
        let first = segment.fast_fields().column_opt("first")?;
        Ok(MonthsOfSegment { first, counts: vec![0; MONTHS] })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<Vec<u32>>) -> tantivy::Result<Vec<u32>> {
        let mut sum = vec![0; MONTHS];
        for fruit in fruits {
            for (sum, count) in sum.iter_mut().zip(fruit) {
                *sum += count;
            }
        }
        Ok(sum)
    }
}

impl SegmentCollector for MonthsOfSegment {
    type Fruit = Vec<u32>;

    fn collect(&mut self, doc: DocId, _: Score) {
        if let Some(day) = self.first.as_ref().and_then(|first| first.first(doc))
            && let Ok(month) = usize::try_from((day + DAYS) / MONTH)
            && let Some(count) = self.counts.get_mut(month)
        {
            *count += 1;
        }
    }

    fn harvest(self) -> Vec<u32> {
        self.counts
    }
}
