//! Parts of a list of hits.

use super::ask::{sorted, word};
use super::draft::{Draft, removal};
use super::subject::{Failure, Subject, Verdict, equal, holds};
use crate::{Engine, Expr, Grouping, Page, PageStart, Recency, SearchPlan, Sort};

/// Stories with events, with equal dates and scores among them, written in several goes.
async fn filled(engine: &dyn Engine) -> Result<Subject<'_>, Failure> {
    let subject = Subject::holding(engine, []).await?;
    for batch in 0..4 {
        let drafts = (0..6).map(|at| {
            let date = ["2025-10-01", "2025-10", "", "2024", "2025/.."][(batch + at) % 5];
            let text = ["Rain and flood", "Sun"][at % 2];
            let id = format!("s{at}-{batch}");
            let draft = Draft::new(&id, "Flood").event(date, text).event("2025-10-01", text);
            if at == 3 { draft.updated("2025-10-02") } else { draft }
        });
        subject.put(drafts.collect()).await?;
    }
    Ok(subject)
}

/// Every order, of documents and of groups.
fn plans() -> Result<Vec<SearchPlan>, Failure> {
    let mut plans = Vec::new();
    let recency = Recency { half_life_days: 30.0, now: super::draft::span("2026-01-01")?.first() };
    for query in [Expr::All, word("flood")] {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            for grouping in [Grouping::Documents, Grouping::Stories { events: 1 }] {
                plans.push(SearchPlan { grouping, ..sorted(query.clone(), sort) });
            }
        }
        plans.push(SearchPlan { recency: Some(recency), ..SearchPlan::new(query) });
    }
    Ok(plans)
}

pub(super) async fn pages_by_offset_are_parts_of_one_list(engine: &dyn Engine) -> Verdict {
    let subject = filled(engine).await?;
    for plan in plans()? {
        let whole = subject.ids(plan.clone()).await?;
        for limit in [1, 7, 500] {
            let mut found = Vec::new();
            for offset in (0..=whole.len()).step_by(limit) {
                let page = Page { limit, start: PageStart::Offset(offset) };
                let results = subject.search(SearchPlan { page, ..plan.clone() }).await?;
                equal("the total on every page", results.total, whole.len() as u64)?;
                found.extend(results.hits.iter().map(|hit| hit.id.to_string()));
            }
            equal(&format!("pages of {limit} of {plan:?}"), found, whole.clone())?;
        }
    }
    Ok(())
}

pub(super) async fn pages_by_position_are_parts_of_one_list(engine: &dyn Engine) -> Verdict {
    let subject = filled(engine).await?;
    for plan in plans()? {
        let whole = subject.ids(plan.clone()).await?;
        for limit in [1, 7, 500] {
            let (mut found, mut start) = (Vec::new(), PageStart::Offset(0));
            loop {
                let page = Page { limit, start };
                let results = subject.search(SearchPlan { page, ..plan.clone() }).await?;
                equal("the total on every page", results.total, whole.len() as u64)?;
                found.extend(results.hits.iter().map(|hit| hit.id.to_string()));
                let Some(next) = results.next.filter(|_| found.len() <= whole.len()) else { break };
                start = PageStart::After(next);
            }
            equal(&format!("pages of {limit} of {plan:?}"), found, whole.clone())?;
        }
    }
    Ok(())
}

pub(super) async fn a_page_goes_on_behind_a_hit_that_is_gone(engine: &dyn Engine) -> Verdict {
    let ids = ["a", "b", "c", "d"];
    let subject = Subject::holding(engine, ids.map(|id| Draft::dated(id, "2025"))).await?;
    let page = Page { limit: 2, start: PageStart::Offset(0) };
    let plan = SearchPlan { page, ..sorted(Expr::All, Sort::Newest) };
    let next = subject.search(plan.clone()).await?.next;
    let next = super::subject::present("the next page", next)?;
    equal("the position of b", next.id.to_string().as_str(), "b")?;
    subject.apply(vec![removal("b")?]).await?;
    let page = Page { limit: 2, start: PageStart::After(next) };
    let hits = subject.search(SearchPlan { page, ..plan }).await?.hits;
    let found = super::subject::ids_of(hits.iter().map(|hit| &hit.id));
    equal("what follows", found, vec!["c".to_owned(), "d".to_owned()])
}

pub(super) async fn only_a_page_with_more_behind_it_has_a_next(engine: &dyn Engine) -> Verdict {
    let ids = ["a", "b", "c"];
    let subject = Subject::holding(engine, ids.map(|id| Draft::dated(id, "2025"))).await?;
    for (offset, limit, more) in
        [(0, 2, true), (0, 3, false), (1, 1, true), (1, 2, false), (2, 1, false), (9, 1, false)]
    {
        let page = Page { limit, start: PageStart::Offset(offset) };
        let results = subject.search(SearchPlan { page, ..SearchPlan::new(Expr::All) }).await?;
        let what = format!("whether {limit} from {offset} of 3 have more behind them");
        equal(&what, results.next.is_some(), more)?;
        equal("the hits", results.hits.len(), limit.min(3_usize.saturating_sub(offset)))?;
    }
    Ok(())
}

pub(super) async fn a_limit_of_zero_counts_alone(engine: &dyn Engine) -> Verdict {
    let subject = filled(engine).await?;
    for plan in plans()? {
        let page = Page { limit: 0, start: PageStart::Offset(0) };
        let results = subject.search(SearchPlan { page, ..plan.clone() }).await?;
        let grouped = plan.grouping != Grouping::Documents;
        equal("the total", results.total, if grouped { 24 } else { 72 })?;
        equal("the documents", results.documents, 72)?;
        holds(results.hits.is_empty(), || format!("hits under a limit of 0: {plan:?}"))?;
    }
    Ok(())
}
