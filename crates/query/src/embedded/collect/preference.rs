//! What a score is multiplied by for the date of its document: never more than 1, so that what a document
//! may come to without it is a bound.

use dateline_engine::{NamedDate, Recency, SearchPlan};
use dateline_model::DateSpan;
use tantivy::Score;

/// What is left of a score where the date only touches a date that the query names: it is less precise, or
/// longer.
const TOUCHES: f32 = 0.5;
/// What is left of it where it does not.
const APART: f32 = 0.1;

/// Preferences for dates.
#[derive(Clone, Debug, Default)]
pub(in crate::embedded) struct Preference {
    recency: Option<Recency>,
    /// The dates that the query names.
    named: Vec<DateSpan>,
}

impl Preference {
    /// Those of a plan.
    pub(in crate::embedded) fn of(plan: &SearchPlan) -> Self {
        let named = plan.named_dates.iter().map(|NamedDate { date, .. }| *date).collect();
        Self { recency: plan.recency, named }
    }

    /// Whether nothing is preferred.
    pub(in crate::embedded) fn is_none(&self) -> bool {
        self.recency.is_none() && self.named.is_empty()
    }

    /// What is left of a score for the age: halved for every half-life. Undated documents count as one
    /// half-life old, and the future as today.
    pub(in crate::embedded) fn by_recency(&self, last: Option<i32>) -> Score {
        let Some(recency) = self.recency else { return 1.0 };
        let age = match last {
            Some(last) => (recency.now.number() - last).max(0) as f32 / recency.half_life_days,
            None => 1.0,
        };
        0.5_f32.powf(age)
    }

    /// What is left of a score for the dates that are named, that of the nearest of them counting. What
    /// says the words of a date is as near as what lies in it: `2010 world cup` is after what was said of
    /// it in 2009, too.
    pub(in crate::embedded) fn by_name(
        &self,
        days: Option<(i32, i32)>,
        mut says: impl FnMut(usize) -> bool,
    ) -> Score {
        let near = |(number, named): (usize, &DateSpan)| {
            let (from, to) = (named.first().number(), named.last().number());
            match days {
                Some((first, last)) if from <= first && last <= to => 1.0,
                _ if says(number) => 1.0,
                Some((first, last)) if first <= to && from <= last => TOUCHES,
                _ => APART,
            }
        };
        self.named.iter().enumerate().map(near).max_by(f32::total_cmp).unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left for a date of these days where `named` are named.
    fn left(named: &[&str], date: &str, says: bool) -> Score {
        let named = named.iter().map(|text| DateSpan::parse(text).unwrap()).collect();
        let days = DateSpan::parse(date).ok();
        let days = days.map(|span| (span.first().number(), span.last().number()));
        Preference { recency: None, named }.by_name(days, |_| says)
    }

    #[test]
    fn what_lies_in_a_date_stands_before_what_touches_it_and_that_before_the_rest() {
        for (named, date, expected) in [
            (&[][..], "2025-12-12", 1.0),
            (&["2025-12"], "2025-12-12", 1.0),
            (&["2025-12"], "2025-12", 1.0),
            (&["2025-12"], "2025-11-30/2025-12-01", TOUCHES),
            (&["2025-12"], "2025", TOUCHES),
            (&["2025-12"], "2025-11-30", APART),
            (&["2025-12"], "", APART),
            (&["2025-10/.."], "2025-12-12", 1.0),
            (&["2025-10/.."], "2025/..", TOUCHES),
            (&["2025-12"], "2025/..", TOUCHES),
            (&["2024", "2025-12"], "2025-12-12", 1.0),
        ] {
            assert_eq!(left(named, date, false), expected, "{named:?} {date}");
            assert_eq!(left(named, date, true), 1.0, "{named:?} {date}");
        }
    }
}
