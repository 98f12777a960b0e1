//! Dates as conditions.

use dateline_model::{Kind, Precision};

use super::ask::range;
use super::draft::{Draft, span};
use super::subject::{Failure, Subject, Verdict};
use crate::DateMode::{Overlaps, Within};
use crate::{DateFilter, Engine, Expr, Filters, Predicate, SearchPlan};

/// Dates of every precision and form.
pub(super) const SPANS: &[&str] = &[
    "2025-10-15",
    "2025-10-31",
    "2025-11-01",
    "2025-10-30/2025-11-02",
    "2025-10-11~/2025-10-20~",
    "2025-10",
    "2025-10/2025-12",
    "2025-23",
    "2025-24",
    "2025-36",
    "2025-09~/2025-12~",
    "2025",
    "2024/2025",
    "2025~",
    "202X",
    "201X",
    "2025-10/..",
    "../2025-10",
    "2025/..",
    "../2024-12-31",
    "0001-01-01",
    "9999-12-31",
];

/// A story for each of the spans, and one without.
pub(super) fn of_every_span() -> Vec<Draft> {
    let dated = SPANS.iter().enumerate().map(|(at, span)| Draft::dated(&format!("s{at:02}"), span));
    dated.chain([Draft::dated("undated", "")]).collect()
}

fn within_dates(dates: Vec<DateFilter>) -> SearchPlan {
    SearchPlan { filters: Filters { dates, ..Filters::default() }, ..SearchPlan::new(Expr::All) }
}

pub(super) async fn spans_of_every_precision_pass_as_the_definition_says(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(engine, of_every_span()).await?;
    let ends =
        ["", "2025-10-15", "2025-10", "2025-11-01", "2025", "2024", "0001-01-01", "9999-12-31"];
    for mode in [Overlaps, Within] {
        for from in ends {
            for to in ends {
                let filter = range(from, to, mode)?;
                let admitted = |text: &&str| Ok::<_, Failure>(filter.admits(&span(text)?));
                let mut expected = Vec::new();
                for (at, text) in SPANS.iter().enumerate() {
                    if admitted(text)? {
                        expected.push(format!("s{at:02}"));
                    }
                }
                let expected: Vec<_> = expected.iter().map(String::as_str).collect();
                subject.matches(within_dates(vec![filter]), &expected).await?;
                subject.finds(Expr::Predicate(Predicate::Dates(filter)), &expected).await?;
            }
        }
    }
    Ok(())
}

pub(super) async fn the_bounds_of_a_range_are_inclusive(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::dated("a", "2025-09-30"),
            Draft::dated("b", "2025-10-01"),
            Draft::dated("c", "2025-10-31"),
            Draft::dated("d", "2025-11-01"),
            Draft::dated("e", "2025-09-29/2025-10-01"),
            Draft::dated("f", "2025"),
        ],
    )
    .await?;
    let october = |mode| Ok::<_, Failure>(vec![range("2025-10", "2025-10", mode)?]);
    subject.matches(within_dates(october(Overlaps)?), &["b", "c", "e", "f"]).await?;
    subject.matches(within_dates(october(Within)?), &["b", "c"]).await?;
    let from = vec![range("2025-10-31", "", Within)?];
    subject.matches(within_dates(from), &["c", "d"]).await?;
    let to = vec![range("", "2025-10-01", Overlaps)?];
    subject.matches(within_dates(to), &["a", "b", "e", "f"]).await
}

pub(super) async fn undated_documents_pass_no_range(engine: &dyn Engine) -> Verdict {
    let draft = Draft::new("a", "Flood").event("", "Rain").event("2025", "Sun");
    let subject = Subject::holding(engine, [draft, Draft::dated("b", "")]).await?;
    for mode in [Overlaps, Within] {
        subject.matches(within_dates(vec![range("", "", mode)?]), &["a", "a#2"]).await?;
    }
    let precise = Filters { precision: Some(Precision::Open), ..Filters::default() };
    let plan = SearchPlan { filters: precise, ..SearchPlan::new(Expr::All) };
    subject.matches(plan, &["a", "a#2"]).await
}

pub(super) async fn a_reversed_range_holds_no_day(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, of_every_span()).await?;
    for mode in [Overlaps, Within] {
        let reversed = range("2025-11", "2025-10", mode)?;
        subject.matches(within_dates(vec![reversed]), &[]).await?;
        subject.finds(Expr::Predicate(Predicate::Dates(reversed)), &[]).await?;
    }
    Ok(())
}

pub(super) async fn all_conditions_on_dates_hold(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::dated("a", "2025-10-30/2025-11-02"),
            Draft::dated("b", "2025-10-31"),
            Draft::dated("c", "2025-11-01"),
        ],
    )
    .await?;
    let october = range("2025-10", "2025-10", Overlaps)?;
    let november = range("2025-11", "2025-11", Overlaps)?;
    subject.matches(within_dates(vec![october, november]), &["a"]).await?;
    let query = Expr::Predicate(Predicate::Dates(november));
    let filters = Filters { dates: vec![october], ..Filters::default() };
    subject.matches(SearchPlan { filters, ..SearchPlan::new(query) }, &["a"]).await
}

pub(super) async fn a_precision_admits_what_is_as_fine(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, of_every_span()).await?;
    for code in 0..9 {
        let Some(precision) = Precision::from_code(code) else { continue };
        let mut expected = Vec::new();
        for (at, text) in SPANS.iter().enumerate() {
            if span(text)?.precision() <= precision {
                expected.push(format!("s{at:02}"));
            }
        }
        let expected: Vec<_> = expected.iter().map(String::as_str).collect();
        let filters = Filters { precision: Some(precision), ..Filters::default() };
        subject.matches(SearchPlan { filters, ..SearchPlan::new(Expr::All) }, &expected).await?;
    }
    Ok(())
}

pub(super) async fn a_story_without_update_has_the_date_of_its_latest_event(
    engine: &dyn Engine,
) -> Verdict {
    let events = |draft: Draft| draft.event("2025-03", "Late").event("2025-01-01", "Early");
    let subject = Subject::holding(
        engine,
        [
            events(Draft::new("a", "Flood")),
            events(Draft::new("b", "Flood")).updated("2026-01-01"),
            Draft::new("c", "Flood").event("2025-03-31/..", "On and on"),
        ],
    )
    .await?;
    let filters = |from: &str, mode| {
        let dates = vec![range(from, from, mode)?];
        Ok::<_, Failure>(Filters { kind: Some(Kind::Story), dates, ..Filters::default() })
    };
    let plan = |filters| SearchPlan { filters, ..SearchPlan::new(Expr::All) };
    subject.matches(plan(filters("2025-03-31", Within)?), &["a", "c"]).await?;
    subject.matches(plan(filters("2026", Within)?), &["b"]).await
}
