//! What is required of the date of a document.

use std::sync::Arc;

use dateline_engine::{DateFilter, Filters, SearchPlan};
use dateline_model::Precision;

use crate::embedded::date_table::{Numbered, StoredDate, StoredMonths};

/// What is required of the date of a document.
#[derive(Clone)]
pub(in crate::embedded) struct DateConditions {
    filters: Arc<[DateFilter]>,
    precision: Option<Precision>,
}

/// What the months of a date say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::embedded) enum Verdict {
    Passes,
    Fails,
    /// It depends on the day.
    Open,
}

impl DateConditions {
    /// What a plan requires.
    pub(in crate::embedded) fn of(plan: &SearchPlan) -> Self {
        let Filters { dates, precision, .. } = &plan.filters;
        Self { filters: dates.as_slice().into(), precision: *precision }
    }

    /// Whether they hold for a date.
    pub(super) fn hold(&self, date: Option<StoredDate>) -> bool {
        date.is_some_and(|date| {
            self.filters.iter().all(|filter| date.passes(filter)) && self.is_precise(&date)
        })
    }

    /// What the numbers of the months say, so that few documents are asked for their day. None where
    /// nothing is required.
    pub(in crate::embedded) fn verdicts(
        &self,
        months: &Numbered<StoredMonths>,
    ) -> Option<Vec<Verdict>> {
        if self.filters.is_empty() && self.precision.is_none() {
            return None;
        }
        let verdict = |months: &Option<StoredMonths>| match months {
            None => Verdict::Fails,
            Some(months) if !self.is_precise(&months.date) => Verdict::Fails,
            Some(months) => {
                let passes = self.filters.iter().map(|filter| months.pass(filter));
                passes.fold(Verdict::Passes, |verdict, passes| match (verdict, passes) {
                    (Verdict::Fails, _) | (_, Some(false)) => Verdict::Fails,
                    (_, None) => Verdict::Open,
                    (verdict, Some(true)) => verdict,
                })
            }
        };
        Some(months.dates().iter().map(verdict).collect())
    }

    fn is_precise(&self, date: &StoredDate) -> bool {
        self.precision.is_none_or(|coarsest| date.precision <= coarsest)
    }
}
