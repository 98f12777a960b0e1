//! The dates of a segment in memory: a number for each document, and what is behind the numbers,
//! each date once. Twenty years of news have some ten thousand different dates, so that what is asked
//! of a date (its month, whether it passes a filter) is worked out once for many documents.

use dateline_engine::{DateFilter, DateMode};
use dateline_model::{Day, Month, Precision};
use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

/// A document's date as its columns hold it.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoredDate {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) precision: Precision,
    /// The months that both lie in, by their indexes.
    pub(super) months: (i32, i32),
}

/// The number of a date within its segment, or that of what dates of one precision in the same months
/// have in common.
pub(super) type DateNumber = u32;

/// What dates of one precision in the same months have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoredMonths {
    /// One of the dates.
    pub(super) date: StoredDate,
    /// The first and last day of a date, were both the first of their months.
    early: (i32, i32),
    /// The same, were both the last of their months.
    late: (i32, i32),
}

/// The dates of a segment's documents.
pub(super) struct DateTable {
    /// Each date.
    days: Numbered<StoredDate>,
    /// The same, but for the days within their months: a few hundred, and all that is needed to count
    /// by month or year.
    months: Numbered<StoredMonths>,
}

/// Documents by what is behind a number.
pub(super) struct Numbered<T> {
    of_doc: Numbers,
    /// What is behind each number; the first is that of undated documents.
    dates: Vec<Option<T>>,
}

/// A number for each document, in as few bytes as they fit in: every match is looked up here, and what
/// is small stays near the processor.
enum Numbers {
    Narrow(Vec<u16>),
    Wide(Vec<DateNumber>),
}

/// So many documents are read at a time.
const BLOCK: u32 = 512;

impl DateTable {
    /// Reads the columns of a segment.
    pub(super) fn of(reader: &SegmentReader) -> tantivy::Result<Self> {
        let (columns, docs) = (reader.fast_fields(), reader.max_doc());
        let empty = || Column::build_empty_column(docs);
        let firsts: Column<i64> = columns.column_opt("first")?.unwrap_or_else(empty);
        let lasts: Column<i64> = columns.column_opt("last")?.unwrap_or_else(empty);
        let empty = || Column::build_empty_column(docs);
        let precisions: Column<u64> = columns.column_opt("precision")?.unwrap_or_else(empty);
        let (mut days, mut months) = (vec![None], vec![None]);
        let mut days_of_doc = Vec::with_capacity(docs as usize);
        let mut months_of_doc = Vec::with_capacity(docs as usize);
        // The number of the months behind that of each date.
        let mut months_of: Vec<DateNumber> = vec![0];
        let mut months_known: FxHashMap<(i32, i32, Precision, bool), DateNumber> =
            FxHashMap::default();
        let mut numbers: FxHashMap<(i64, i64, u64), DateNumber> = FxHashMap::default();
        let (mut first, mut last, mut precision) = (Vec::new(), Vec::new(), Vec::new());
        for start in (0..docs).step_by(BLOCK as usize) {
            let block: Vec<DocId> = (start..docs.min(start + BLOCK)).collect();
            first.clear();
            first.resize(block.len(), None);
            last.clone_from(&first);
            precision.clear();
            precision.resize(block.len(), None);
            firsts.first_vals(&block, &mut first);
            lasts.first_vals(&block, &mut last);
            precisions.first_vals(&block, &mut precision);
            for ((first, last), precision) in first.iter().zip(&last).zip(&precision) {
                let number = match (first, last, precision) {
                    (Some(first), Some(last), Some(code)) => {
                        *numbers.entry((*first, *last, *code)).or_insert_with(|| {
                            let date = StoredDate::new(*first, *last, *code);
                            months_of.push(date.map_or(0, |date| {
                                let is_open_end = date.last == Day::MAX.number();
                                let (first, last) = date.months;
                                let key = (first, last, date.precision, is_open_end);
                                *months_known
                                    .entry(key)
                                    .or_insert_with(|| add(&mut months, StoredMonths::of(date)))
                            }));
                            add(&mut days, date)
                        })
                    }
                    _ => 0,
                };
                days_of_doc.push(number);
                months_of_doc.push(months_of.get(number as usize).copied().unwrap_or(0));
            }
        }
        let days = Numbered { of_doc: Numbers::of(days_of_doc), dates: days };
        let months = Numbered { of_doc: Numbers::of(months_of_doc), dates: months };
        Ok(Self { days, months })
    }

    /// The date of a document.
    pub(super) fn date(&self, doc: DocId) -> Option<StoredDate> {
        let number = self.days.number(doc);
        self.days.dates.get(number as usize).copied().flatten()
    }

    /// The numbers by month.
    pub(super) fn months(&self) -> &Numbered<StoredMonths> {
        &self.months
    }
}

impl<T> Numbered<T> {
    /// The number of a document.
    pub(super) fn number(&self, doc: DocId) -> DateNumber {
        match &self.of_doc {
            Numbers::Narrow(of_doc) => of_doc.get(doc as usize).copied().unwrap_or(0).into(),
            Numbers::Wide(of_doc) => of_doc.get(doc as usize).copied().unwrap_or(0),
        }
    }

    /// The numbers of several documents, which are looked up side by side.
    pub(super) fn numbers(&self, docs: &[DocId], numbers: &mut [DateNumber]) {
        let pairs = docs.iter().zip(numbers);
        match &self.of_doc {
            Numbers::Narrow(of_doc) => pairs.for_each(|(doc, number)| {
                *number = of_doc.get(*doc as usize).copied().unwrap_or(0).into();
            }),
            Numbers::Wide(of_doc) => pairs.for_each(|(doc, number)| {
                *number = of_doc.get(*doc as usize).copied().unwrap_or(0);
            }),
        }
    }

    /// What is behind the numbers, the first being that of undated documents.
    pub(super) fn dates(&self) -> &[Option<T>] {
        &self.dates
    }
}

/// Puts something behind the next number.
fn add<T>(dates: &mut Vec<Option<T>>, date: Option<T>) -> DateNumber {
    dates.push(date);
    dates.len() as DateNumber - 1
}

impl Numbers {
    fn of(numbers: Vec<DateNumber>) -> Self {
        let narrow = numbers.iter().map(|number| u16::try_from(*number));
        match narrow.collect::<Result<_, _>>() {
            Ok(narrow) => Self::Narrow(narrow),
            Err(_) => Self::Wide(numbers),
        }
    }
}

impl StoredDate {
    /// None where the columns hold no date, which only a damaged index can bring about.
    fn new(first: i64, last: i64, code: u64) -> Option<Self> {
        let (first, last) = (i32::try_from(first).ok()?, i32::try_from(last).ok()?);
        let precision = u8::try_from(code).ok().and_then(Precision::from_code)?;
        let month = |day| Some(Day::from_number(day)?.month().index());
        Some(Self { first, last, precision, months: (month(first)?, month(last)?) })
    }

    /// Whether it passes a filter. A span overlaps a range if it begins no later than the range ends
    /// and ends no earlier than the range begins.
    pub(super) fn passes(&self, filter: &DateFilter) -> bool {
        let (from, to) = sides(filter, (self.first, self.last));
        from && to
    }
}

impl StoredMonths {
    /// None where there is no such month, which only a damaged index can bring about.
    fn of(date: StoredDate) -> Option<Self> {
        let (first, last) = (Month::from_index(date.months.0)?, Month::from_index(date.months.1)?);
        let early = (first.first_day().number(), last.first_day().number());
        let late = (first.last_day().number(), last.last_day().number());
        Some(Self { date, early, late })
    }

    /// Whether all these dates pass a filter, or none does. Not known where it depends on the day.
    pub(super) fn pass(&self, filter: &DateFilter) -> Option<bool> {
        let (early, late) = (sides(filter, self.early), sides(filter, self.late));
        // Each side of a filter asks for no more than that one day is not before another, so that
        // what holds, or does not, for the first and the last day of a month does for all between.
        match (early.0 == late.0, early.1 == late.1) {
            (true, true) => Some(early.0 && early.1),
            (true, false) if !early.0 => Some(false),
            (false, true) if !early.1 => Some(false),
            _ => None,
        }
    }
}

/// Whether a date from one day to another passes either side of a filter.
fn sides(filter: &DateFilter, (first, last): (i32, i32)) -> (bool, bool) {
    let (at_least, at_most) = match filter.mode {
        DateMode::Overlaps => (last, first),
        DateMode::Within => (first, last),
    };
    let can_pass = !filter.is_empty();
    (
        can_pass && filter.from.is_none_or(|from| at_least >= from.number()),
        can_pass && filter.to.is_none_or(|to| at_most <= to.number()),
    )
}
