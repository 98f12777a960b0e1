//! What the columns of a document say, against what is stored of it.

use dateline_model::DateSpan;
use tantivy::SegmentReader;
use tantivy::columnar::Column;

use crate::IndexError;

/// The columns of a segment that each document has one value in, or none.
pub(super) struct Columns {
    event: Option<Column<u64>>,
    first: Option<Column<i64>>,
    last: Option<Column<i64>>,
    precision: Option<Column<u64>>,
}

impl Columns {
    pub(super) fn open(segment: &SegmentReader) -> Result<Self, IndexError> {
        let columns = segment.fast_fields();
        Ok(Self {
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

    /// What the columns of a document say that is not so.
    pub(super) fn compare(&self, doc: u32, number: u32, date: Option<&DateSpan>) -> Vec<String> {
        let mut wrong = Vec::new();
        differ(&mut wrong, "event", values(&self.event, doc), Some(u64::from(number)));
        let first = date.map(|date| i64::from(date.first().number()));
        differ(&mut wrong, "first", values(&self.first, doc), first);
        let last = date.map(|date| i64::from(date.last().number()));
        differ(&mut wrong, "last", values(&self.last, doc), last);
        let precision = date.map(|date| u64::from(date.precision().code()));
        differ(&mut wrong, "precision", values(&self.precision, doc), precision);
        wrong
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
