//! One pass over the matches of a segment: their number, the best of them, their groups and the
//! counts by date and name.

mod collector;
mod conditions;
mod date_counts;
mod dense;
mod groups;
mod name_counts;
mod order;
mod preference;
mod rank;
mod segment;
mod top;

pub(super) use collector::{Found, PlanCollector};
pub(super) use conditions::{DateConditions, Verdict};
pub(super) use preference::Preference;
pub(super) use rank::{SortKey, known_days};
