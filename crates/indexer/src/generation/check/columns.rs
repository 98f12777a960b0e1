//! What the columns of a document say, against what is stored of it.

use dateline_model::DateSpan;
use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

use crate::IndexError;

/// The columns of a segment that each document has one value in, or none.
pub(super) struct Columns {
    story: Option<StrColumn>,
    event: Option<Column<u64>>,
    first: Option<Column<i64>>,
    last: Option<Column<i64>>,
    precision: Option<Column<u64>>,
}

impl Columns {
    pub(super) fn open(segment: &SegmentReader) -> Result<Self, IndexError> {
        let columns = segment.fast_fields();
        Ok(Self {
            story: columns.str("story")?,
            event: columns.column_opt("event")?,
            first: columns.column_opt("first")?,
            last: columns.column_opt("last")?,
            precision: columns.column_opt("precision")?,
        })
    }

    /// The number of the event, also of a deleted document.
    pub(super) fn event(&self, doc: u32) -> Option<u64> {
        self.event.as_ref()?.first(doc)
    }

    /// Whether two documents, deleted or not, are of one story.
    pub(super) fn are_of_one_story(&self, one: u32, other: u32) -> bool {
        let of = |doc: u32| self.story.as_ref()?.term_ords(doc).next();
        of(one).is_some() && of(one) == of(other)
    }

    /// What the columns of a document say that is not so.
    pub(super) fn compare(
        &self,
        doc: u32,
        story: &str,
        number: u32,
        date: Option<&DateSpan>,
    ) -> Result<Vec<String>, IndexError> {
        let mut wrong = Vec::new();
        let mut stories = Vec::new();
        if let Some(column) = &self.story {
            for ord in column.term_ords(doc) {
                let mut text = String::new();
                column.ord_to_str(ord, &mut text).map_err(IndexError::io("the column `story`"))?;
                stories.push(text);
            }
        }
        differ(&mut wrong, "story", stories, Some(story.to_owned()));
        differ(&mut wrong, "event", values(&self.event, doc), Some(u64::from(number)));
        let first = date.map(|date| i64::from(date.first().number()));
        differ(&mut wrong, "first", values(&self.first, doc), first);
        let last = date.map(|date| i64::from(date.last().number()));
        differ(&mut wrong, "last", values(&self.last, doc), last);
        let precision = date.map(|date| u64::from(date.precision().code()));
        differ(&mut wrong, "precision", values(&self.precision, doc), precision);
        Ok(wrong)
    }
}

fn values<T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + 'static>(
    column: &Option<Column<T>>,
    doc: u32,
) -> Vec<T> {
    column.iter().flat_map(|column| column.values_for_doc(doc)).collect()
}

fn differ<T: PartialEq + std::fmt::Debug>(
    wrong: &mut Vec<String>,
    column: &str,
    found: Vec<T>,
    stored: Option<T>,
) {
    let stored: Vec<T> = stored.into_iter().collect();
    if found != stored {
        wrong.push(format!("its column `{column}` holds {found:?}, but stored is {stored:?}"));
    }
}
