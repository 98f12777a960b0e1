//! The order of hits.

use dateline_model::Kind;

use super::ask::{all, sorted, word};
use super::draft::{Draft, span};
use super::subject::{Subject, Verdict, equal, holds, present};
use crate::{Engine, Expr, Recency, SearchPlan, Sort};

/// Stories with dates that share one day or the other, and two with none.
fn dated() -> Vec<Draft> {
    [
        ("undated-b", ""),
        ("undated-a", ""),
        ("a-month", "2025-10"),
        ("last-day-b", "2025-10-31"),
        ("last-day-a", "2025-10-31"),
        ("first-day", "2025-10-01"),
        ("year", "2025"),
        ("before", "2024-12-31"),
        ("after", "2026-01-01"),
        ("since", "2025-11/.."),
        ("until", "../2025-02"),
    ]
    .map(|(id, date)| Draft::dated(id, date))
    .into()
}

pub(super) async fn newest_goes_by_last_day_then_first_day_then_id(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, dated()).await?;
    let expected = [
        "after",
        "year",
        "since",
        "last-day-a",
        "last-day-b",
        "a-month",
        "first-day",
        "until",
        "before",
        "undated-a",
        "undated-b",
    ];
    subject.lists(sorted(Expr::All, Sort::Newest), &expected).await?;
    subject.lists(sorted(word("flood"), Sort::Newest), &expected).await
}

pub(super) async fn oldest_goes_by_first_day_then_last_day_then_id(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, dated()).await?;
    let expected = [
        "before",
        "year",
        "until",
        "first-day",
        "a-month",
        "last-day-a",
        "last-day-b",
        "since",
        "after",
        "undated-a",
        "undated-b",
    ];
    subject.lists(sorted(Expr::All, Sort::Oldest), &expected).await
}

pub(super) async fn ties_in_relevance_go_by_newest_then_id(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, []).await?;
    // Written one by one and backwards, so that the order is not that of writing.
    for draft in dated().into_iter().rev() {
        subject.put(vec![draft]).await?;
    }
    let expected = subject.ids(sorted(Expr::All, Sort::Newest)).await?;
    let expected: Vec<_> = expected.iter().map(String::as_str).collect();
    subject.lists(SearchPlan::new(Expr::All), &expected).await?;
    subject.lists(SearchPlan::new(word("flood")), &expected).await?;
    // Events of one story and one date stand in the order of their numbers, not of their names.
    let events = (1..=12).fold(Draft::new("e", "Drought"), |draft, _| draft.event("2025", "Sun"));
    subject.put(vec![events]).await?;
    let plan = SearchPlan::new(all([word("drought"), super::ask::kind(Kind::Event)]));
    let found = subject.ids(plan).await?;
    let numbered: Vec<_> = (1..=12).map(|number| format!("e#{number}")).collect();
    equal("events of one date", found, numbered)
}

pub(super) async fn exact_beats_stemmed(engine: &dyn Engine) -> Verdict {
    let text = |id: &str, text: &str| Draft::new(id, "Talks").section("", text);
    let stories =
        [text("a", "They flooded it"), text("b", "They floods it"), text("c", "They flooding it")];
    let subject = Subject::holding(engine, stories).await?;
    for (asked, first) in [("flooded", "a"), ("floods", "b"), ("flooding", "c")] {
        let found = subject.ids(SearchPlan::new(word(asked))).await?;
        equal("how many match by stem", found.len(), 3)?;
        equal(&format!("the first for {asked}"), found[0].as_str(), first)?;
    }
    Ok(())
}

pub(super) async fn a_match_in_the_title_weighs_more(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "News of today").section("", "A flood came").updated("2026"),
            Draft::new("b", "Flood of today").section("", "A river came"),
            Draft::new("c", "News of today").section("", "A river came"),
        ],
    )
    .await?;
    subject.lists(SearchPlan::new(word("flood")), &["b", "a"]).await
}

pub(super) async fn words_that_stand_together_come_first(engine: &dyn Engine) -> Verdict {
    let text = |id: &str, text: &str| Draft::new(id, "Talks").section("", text);
    let subject = Subject::holding(
        engine,
        [
            text("a", "prime numbers and some other things that a minister said").updated("2026"),
            text("b", "numbers and some other things that a prime minister said"),
        ],
    )
    .await?;
    subject.lists(SearchPlan::new(all([word("prime"), word("minister")])), &["b", "a"]).await
}

pub(super) async fn recency_lets_what_is_new_come_first(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("old", "Flood flood").updated("2015-01-01"),
            Draft::new("new", "Flood and some more words here").updated("2025-12-31"),
            Draft::new("future", "Flood and some more words here").updated("2030-01-01"),
            Draft::new("undated", "Flood and some more words here"),
        ],
    )
    .await?;
    let plan = SearchPlan::new(word("flood"));
    let found = subject.ids(plan.clone()).await?;
    equal("the first without recency", found[0].as_str(), "old")?;
    let recency = Recency { half_life_days: 90.0, now: span("2025-12-31")?.first() };
    let recent = SearchPlan { recency: Some(recency), ..plan };
    subject.lists(recent.clone(), &["future", "new", "undated", "old"]).await?;
    let hits = subject.search(recent).await?.hits;
    let score = |at: usize| present("a score", hits.get(at).and_then(|hit| hit.score));
    let (future, new, undated) = (score(0)?, score(1)?, score(2)?);
    equal("the future next to today", future, new)?;
    holds((undated * 2.0 - new).abs() < new * 1e-4, || {
        format!("expected undated to count as one half-life old, found {undated} next to {new}")
    })
}

pub(super) async fn scores_stand_in_the_order_by_relevance_alone(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, dated()).await?;
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let hits = subject.search(sorted(word("flood"), sort)).await?.hits;
        let scored = hits.iter().filter(|hit| hit.score.is_some()).count();
        let expected = if sort == Sort::Relevance { hits.len() } else { 0 };
        equal(&format!("hits with a score by {sort:?}"), scored, expected)?;
        let falls = hits.is_sorted_by(|a, b| a.score >= b.score);
        holds(falls, || format!("the scores rise by {sort:?}"))?;
    }
    Ok(())
}
