//! Writing, removing, and reading back.

use dateline_model::{Article, Section};

use super::ask::word;
use super::draft::{Draft, removal, span};
use super::subject::{Failure, Subject, Verdict, equal, holds, present};
use crate::{
    Change, Engine, Expr, FacetField, FacetRequest, Facets, Health, Outcome, SearchPlan, TermFacet,
};

pub(super) async fn an_empty_engine_answers(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, []).await?;
    for query in [Expr::All, word("flood"), super::ask::phrase("the flood")] {
        let facets = FacetRequest {
            fields: FacetField::ALL.into(),
            limit: 10,
            distinct_stories: true,
            ..FacetRequest::default()
        };
        let plan = SearchPlan { facets, highlight: true, explain: true, ..SearchPlan::new(query) };
        let results = subject.search(plan).await?;
        equal("the total", (results.total, results.documents), (0, 0))?;
        equal("the hits", results.hits, Vec::new())?;
        equal("the next page", results.next, None)?;
        let (date, term) = (Some(Default::default()), Some(TermFacet::default()));
        let expected = Facets {
            month: date.clone(),
            year: date.clone(),
            day: date,
            kind: term.clone(),
            feed: term.clone(),
            publisher: term,
        };
        equal("the facets", results.facets, expected)?;
    }
    let stats = engine.stats().await?;
    equal("stories and events", (stats.stories, stats.events), (0, 0))
}

pub(super) async fn outcomes_tell_what_each_change_did(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, []).await?;
    let flood = || Draft::new("flood", "Flood").event("2025", "It rains");
    let changes = [
        (flood().put()?, Outcome::Created),
        (flood().put()?, Outcome::Unchanged),
        (flood().event("2025", "It goes on").put()?, Outcome::Updated),
        (removal("flood")?, Outcome::Removed),
        (removal("flood")?, Outcome::Absent),
        (flood().put()?, Outcome::Created),
    ];
    for (at, (change, outcome)) in changes.into_iter().enumerate() {
        let found = subject.apply(vec![change]).await?;
        equal(&format!("the outcome of change {at}"), found, vec![outcome])?;
    }
    let together = vec![
        removal("drought")?,
        Draft::new("storm", "Storm").put()?,
        flood().event("2025", "It goes on").put()?,
        removal("flood")?,
    ];
    let expected = vec![Outcome::Absent, Outcome::Created, Outcome::Updated, Outcome::Removed];
    equal("the outcomes of changes together", subject.apply(together).await?, expected)
}

pub(super) async fn no_changes_have_no_outcomes(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [Draft::new("flood", "Flood")]).await?;
    equal("the outcomes", subject.apply(Vec::new()).await?, Vec::new())?;
    subject.finds(Expr::All, &["flood"]).await
}

pub(super) async fn of_two_changes_to_one_story_the_later_wins(engine: &dyn Engine) -> Verdict {
    use Outcome::{Created, Removed, Updated};
    let subject = Subject::holding(engine, [Draft::new("c", "Old")]).await?;
    let changes = vec![
        Draft::new("a", "First").event("2024", "first").put()?,
        Draft::new("b", "First").event("2024", "first").put()?,
        removal("c")?,
        Draft::new("a", "Second").event("2025", "second").put()?,
        removal("b")?,
        Draft::new("c", "Second").put()?,
    ];
    let expected = vec![Created, Created, Removed, Updated, Removed, Created];
    equal("the outcomes", subject.apply(changes).await?, expected)?;
    subject.finds(Expr::All, &["a", "a#1", "c"]).await?;
    subject.finds(word("first"), &[]).await?;
    subject.finds(word("old"), &[]).await?;
    subject.finds(word("second"), &["a", "a#1", "c"]).await
}

pub(super) async fn what_is_applied_is_visible_at_once(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, []).await?;
    for number in 0..12 {
        let id = format!("s{number}");
        subject.put(vec![Draft::new(&id, "Flood").event("2025", &format!("word{number}"))]).await?;
        subject.finds(word(&format!("word{number}")), &[&id, &format!("{id}#1")]).await?;
        holds(subject.story(&id).await?.is_some(), || format!("story {id} is not there yet"))?;
    }
    subject.apply(vec![removal("s3")?]).await?;
    subject.finds(word("word3"), &[]).await?;
    holds(subject.story("s3").await?.is_none(), || "story s3 is still there".to_owned())
}

pub(super) async fn a_story_and_its_events_change_together(engine: &dyn Engine) -> Verdict {
    let long = Draft::new("flood", "Flood")
        .event("2025-01", "alpha")
        .event("2025-02", "beta")
        .event("2025-03", "gamma");
    let other = Draft::new("storm", "Storm").event("2025-01", "alpha");
    let subject = Subject::holding(engine, [long, other]).await?;
    subject.put(vec![Draft::new("flood", "Deluge").event("2025-04", "delta")]).await?;
    subject.finds(word("flood"), &[]).await?;
    subject.finds(word("alpha"), &["storm", "storm#1"]).await?;
    subject.finds(word("deluge"), &["flood", "flood#1"]).await?;
    subject.finds(Expr::All, &["flood", "flood#1", "storm", "storm#1"]).await?;
    subject.apply(vec![removal("flood")?]).await?;
    subject.finds(Expr::All, &["storm", "storm#1"]).await
}

pub(super) async fn a_change_leaves_stories_with_similar_ids_alone(engine: &dyn Engine) -> Verdict {
    let ids = ["flood", "flood-2", "flood.2", "flood_2", "floo", "2"];
    let subject = Subject::holding(engine, ids.map(|id| Draft::new(id, "Flood"))).await?;
    subject.apply(vec![removal("flood")?, Draft::new("flood-2", "Storm").put()?]).await?;
    subject.finds(word("flood"), &["flood.2", "flood_2", "floo", "2"]).await?;
    subject.finds(word("storm"), &["flood-2"]).await
}

pub(super) async fn a_story_comes_back_as_it_was_written(engine: &dyn Engine) -> Verdict {
    let rich = rich()?;
    let subject = Subject::holding(engine, []).await?;
    subject.apply(vec![Change::put(rich.clone())]).await?;
    equal("the story", present("the story", subject.story("rich-1_a.b").await?)?, rich)?;
    let bare = Draft::new("bare", "B").story()?;
    subject.apply(vec![Change::put(bare.clone())]).await?;
    equal("a bare story", present("the story", subject.story("bare").await?)?, bare)
}

/// A story with every field, numbers in both citation spaces, and dates of every form.
fn rich() -> Result<dateline_model::Story, Failure> {
    let mut draft =
        Draft::new("rich-1_a.b", "Kim’s “sculptures” — 1 < 2 & \"3\"\u{2011}4 \u{1F600}")
            .feed("World")
            .feed("wörld")
            .language("pt-BR")
            .updated("2026-01-05/2026-01-07");
    for date in [
        "",
        "2024-06",
        "2025-12-12",
        "2026-01-05/2026-01-07",
        "2024~",
        "2024?",
        "202X",
        "2024-21",
        "2024-33",
        "2024/..",
        "../2024",
        "2025-01~/2025-04~",
        "2024-06-11~/2024-06-20~",
        "0001-01-01",
        "9999-12-31",
    ] {
        draft = draft.event(date, &format!("What happened on {date}\nand\tafter.")).citing(&[2, 7]);
    }
    draft
        .with(|story| {
            story.url = Some("https://example.org/a?b=c&d".to_owned());
            story.timeline[0].date_text = "sometime last “spring”".to_owned();
            story.timeline[1].date = Some(span("Jun 2024")?);
            story.timeline[1].date_text = "June 2024".to_owned();
            story.timeline[2].citations.clear();
            let section = |heading: Option<&str>, citations: &[u32]| Section {
                heading: heading.map(str::to_owned),
                text: "Text  with   spaces ".to_owned(),
                citations: citations.to_vec(),
            };
            story.sections = vec![section(Some("Heading"), &[1, 2, 9]), section(None, &[])];
            let article = |number, title: &str| Article {
                number,
                title: Some(title.to_owned()),
                publisher: Some("Reuters".to_owned()),
                url: Some("https://example.org/".to_owned()),
                published: Some("about 3 h ago".to_owned()),
            };
            story.sources =
                vec![article(1, "A source"), Article { number: 2, ..Article::default() }];
            story.articles = vec![article(2, "An article"), article(1, "Another")];
            Ok(())
        })
        .story()
}

pub(super) async fn a_long_timeline_comes_back_in_order(engine: &dyn Engine) -> Verdict {
    let draft = (1..=1_257).fold(Draft::new("long", "Long"), |draft, number| {
        draft.event("", &format!("entry{number}"))
    });
    let story = draft.story()?;
    let subject = Subject::holding(engine, []).await?;
    subject.apply(vec![Change::put(story.clone())]).await?;
    let found = present("the story", subject.story("long").await?)?;
    equal("the number of events", found.timeline.len(), story.timeline.len())?;
    holds(found == story, || {
        "the events are not in the order in which they were written".to_owned()
    })?;
    subject.finds(word("entry1257"), &["long", "long#1257"]).await
}

pub(super) async fn an_absent_story_is_none(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [Draft::new("flood", "Flood")]).await?;
    for id in ["floods", "floo", "0"] {
        equal(&format!("story {id}"), subject.story(id).await?, None)?;
    }
    Ok(())
}

pub(super) async fn stats_count_what_is_searchable(engine: &dyn Engine) -> Verdict {
    let flood = Draft::new("flood", "Flood").event("2025", "one").event("2025", "two");
    let subject = Subject::holding(engine, [flood, Draft::new("storm", "Storm")]).await?;
    let counts = async || -> Result<(u64, u64), Failure> {
        let stats = engine.stats().await?;
        holds(stats.index_bytes > 0, || "expected a size above zero".to_owned())?;
        Ok((stats.stories, stats.events))
    };
    equal("stories and events", counts().await?, (2, 2))?;
    subject.put(vec![Draft::new("flood", "Flood").event("2025", "one")]).await?;
    equal("after an update", counts().await?, (2, 1))?;
    subject.apply(vec![removal("flood")?]).await?;
    equal("after a removal", counts().await?, (1, 0))
}

pub(super) async fn a_change_stays_within_its_generation(engine: &dyn Engine) -> Verdict {
    let before = engine.stats().await?.generation;
    let subject = Subject::holding(engine, [Draft::new("flood", "Flood")]).await?;
    let results = subject.search(SearchPlan::new(Expr::All)).await?;
    equal("the generation that answers", results.generation, before)?;
    equal("the generation of the stats", engine.stats().await?.generation, before)
}

pub(super) async fn an_engine_that_answers_is_ready(engine: &dyn Engine) -> Verdict {
    equal("health", engine.health().await, Health::Ready)
}
