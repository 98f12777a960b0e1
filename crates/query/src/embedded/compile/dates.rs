//! Conditions on dates, over the columns of first and last days.

use std::ops::Bound;

use dateline_engine::{DateFilter, DateMode};
use dateline_indexer::Fields;
use dateline_model::Day;
use tantivy::Term;
use tantivy::query::{EmptyQuery, RangeQuery};
use tantivy::schema::Field;

use super::Clauses;

/// Requires a date that passes the filter. A span overlaps a range if it begins no later than the
/// range ends and ends no earlier than the range begins. Undated documents have no value in the
/// columns and never pass.
pub(super) fn require(fields: Fields, filter: &DateFilter, clauses: &mut Clauses) {
    if filter.is_empty() {
        clauses.filter(Box::new(EmptyQuery));
        return;
    }
    let (at_least, at_most) = match filter.mode {
        DateMode::Overlaps => (fields.last, fields.first),
        DateMode::Within => (fields.first, fields.last),
    };
    if let Some(to) = filter.to {
        let range = RangeQuery::new(Bound::Unbounded, Bound::Included(day(at_most, to)));
        clauses.filter(Box::new(range));
    }
    // Also without any bound, a date there has to be.
    if filter.from.is_some() || filter.to.is_none() {
        let from = day(at_least, filter.from.unwrap_or(Day::MIN));
        let range = RangeQuery::new(Bound::Included(from), Bound::Unbounded);
        clauses.filter(Box::new(range));
    }
}

fn day(field: Field, day: Day) -> Term {
    Term::from_field_i64(field, i64::from(day.number()))
}
