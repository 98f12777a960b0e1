//! Hits grouped by story.

use dateline_model::Kind;

use super::ask::{all, grouped, kind, word};
use super::draft::{Draft, span};
use super::subject::{Failure, Subject, Verdict, equal, holds, ids_of, present};
use crate::{Engine, Expr, Recency, SearchPlan, Sort};

fn stories() -> [Draft; 3] {
    [
        Draft::new("a", "Talks")
            .event("2025-01", "A flood of many other words that say little")
            .event("2025-02", "Sun")
            .event("2025-03", "Flood"),
        Draft::new("b", "Flood").event("2024", "Sun"),
        Draft::new("c", "Sun").event("2026", "Sun"),
    ]
}

pub(super) async fn a_group_is_a_story_of_which_something_matches(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, stories()).await?;
    subject.matches(grouped(word("flood"), 3), &["a", "b"]).await?;
    let results = subject.search(grouped(word("flood"), 3)).await?;
    // Of a: itself, by its timeline, and two events; of b: itself and its event, by its title.
    equal("groups and documents", (results.total, results.documents), (2, 5))?;
    let only_events = all([word("flood"), kind(Kind::Event)]);
    subject.matches(grouped(only_events, 3), &["a", "b"]).await?;
    subject.matches(grouped(word("absent"), 3), &[]).await
}

pub(super) async fn a_group_holds_its_best_events_in_order(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, stories()).await?;
    let events = async |sort: Sort, events: usize| -> Result<Vec<String>, Failure> {
        let results = subject.search(SearchPlan { sort, ..grouped(word("flood"), events) }).await?;
        let group = results.hits.iter().find(|hit| hit.story.id.as_str() == "a");
        Ok(ids_of(present("the group of a", group)?.events.iter().map(|event| &event.id)))
    };
    equal("none", events(Sort::Relevance, 0).await?, Vec::new())?;
    equal("the best", events(Sort::Relevance, 1).await?, vec!["a#3".to_owned()])?;
    let both = |ids: [&str; 2]| ids.map(str::to_owned).to_vec();
    equal("by relevance", events(Sort::Relevance, 5).await?, both(["a#3", "a#1"]))?;
    equal("newest first", events(Sort::Newest, 5).await?, both(["a#3", "a#1"]))?;
    equal("oldest first", events(Sort::Oldest, 5).await?, both(["a#1", "a#3"]))?;
    let results = subject.search(grouped(word("flood"), 5)).await?;
    for hit in &results.hits {
        let nested = hit.events.iter().all(|event| event.events.is_empty());
        holds(nested, || format!("an event of {} has events", hit.id))?;
    }
    Ok(())
}

pub(super) async fn groups_stand_where_their_best_match_would(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, stories()).await?;
    for query in [word("flood"), word("sun"), Expr::All] {
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            let documents = subject.ids(super::ask::sorted(query.clone(), sort)).await?;
            let mut expected: Vec<&str> = Vec::new();
            for id in &documents {
                let story = id.split('#').next().unwrap_or(id);
                if !expected.contains(&story) {
                    expected.push(story);
                }
            }
            let plan = SearchPlan { sort, ..grouped(query.clone(), 1) };
            subject.lists(plan, &expected).await?;
        }
    }
    Ok(())
}

pub(super) async fn the_explanation_of_a_group_is_that_of_its_best_match(
    engine: &dyn Engine,
) -> Verdict {
    let draft = Draft::new("a", "Talks").updated("2020-01-01").event("2025-12-31", "Flood");
    let subject = Subject::holding(engine, [draft, Draft::new("b", "Sun")]).await?;
    let recency = Recency { half_life_days: 90.0, now: span("2025-12-31")?.first() };
    for recency in [None, Some(recency)] {
        let plan = SearchPlan { explain: true, recency, ..grouped(word("flood"), 1) };
        let hits = subject.search(plan).await?.hits;
        let hit = present("the group of a", hits.first())?;
        let score = present("its score", hit.score)?;
        let explained = present("its explanation", hit.explanation.as_ref())?.value;
        holds((score - explained).abs() <= score.abs() * 1e-4, || {
            format!("expected an explanation of the score {score}, found one of {explained}")
        })?;
    }
    Ok(())
}
