//! What a hit shows.

use dateline_model::Kind;

use super::ask::{all, any, kind, not, phrase, prefix, word, word_in};
use super::draft::{Draft, span};
use super::subject::{Failure, Subject, Verdict, equal, holds, present};
use crate::{CitedArticle, Engine, Expr, Hit, SearchPlan, StoryHead, TextField};

fn draft() -> Draft {
    Draft::new("kim", "Kim's <giant> sculptures")
        .feed("World")
        .feed("Asia")
        .updated("2026-01-05/2026-01-07")
        .section("Art & craft", "The museum shows <b>bronze</b> \"works\" & drawings.")
        .article(3, "Reuters")
        .event("2025-10", "The museum opened its doors")
        .citing(&[3, 8])
        .with(|story| {
            story.articles[0].url = Some("https://example.org/3".to_owned());
            story.timeline[0].date_text = "Oct 2025".to_owned();
            Ok(())
        })
}

/// The only hit of a query.
async fn hit(subject: &Subject<'_>, plan: SearchPlan) -> Result<Hit, Failure> {
    let mut hits = subject.search(plan).await?.hits;
    equal("the number of hits", hits.len(), 1)?;
    present("the hit", hits.pop())
}

/// The marked title and text of the only hit of a query.
async fn marked(
    subject: &Subject<'_>,
    query: Expr,
    of: Kind,
) -> Result<(Option<String>, Option<String>), Failure> {
    let plan = SearchPlan { highlight: true, ..SearchPlan::new(all([query, kind(of)])) };
    let highlights = present("highlights", hit(subject, plan).await?.highlights)?;
    Ok((highlights.title, highlights.text))
}

fn head() -> Result<StoryHead, Failure> {
    Ok(StoryHead {
        id: super::draft::story_id("kim")?,
        title: "Kim's <giant> sculptures".to_owned(),
        feeds: vec!["World".to_owned(), "Asia".to_owned()],
    })
}

pub(super) async fn an_event_is_shown_with_its_story_and_citations(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [draft()]).await?;
    let hit = hit(&subject, SearchPlan::new(kind(Kind::Event))).await?;
    equal("the id", hit.id.to_string().as_str(), "kim#1")?;
    equal("the story", hit.story, head()?)?;
    equal("the date", hit.date, Some(span("2025-10")?))?;
    equal("the date as written", hit.date_text.as_deref(), Some("Oct 2025"))?;
    equal("the text", hit.text.as_str(), "The museum opened its doors")?;
    let known = CitedArticle {
        number: 3,
        publisher: Some("Reuters".to_owned()),
        url: Some("https://example.org/3".to_owned()),
    };
    // A citation without an entry keeps its number.
    let unknown = CitedArticle { number: 8, publisher: None, url: None };
    equal("the citations", hit.citations, vec![known, unknown])
}

pub(super) async fn a_story_is_shown_with_its_own_date(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [draft()]).await?;
    let hit = hit(&subject, SearchPlan::new(kind(Kind::Story))).await?;
    equal("the id", hit.id.to_string().as_str(), "kim")?;
    equal("the story", hit.story, head()?)?;
    equal("the date", hit.date, Some(span("2026-01-05/2026-01-07")?))?;
    let begins = hit.text.starts_with("The museum shows <b>bronze</b>");
    holds(begins, || format!("expected the beginning of the story, found {:?}", hit.text))
}

pub(super) async fn highlights_mark_what_matched_in_escaped_text(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [draft()]).await?;
    let (title, text) = marked(&subject, any([word("giant"), word("bronze")]), Kind::Story).await?;
    let expected = "Kim&#39;s &lt;<mark>giant</mark>&gt; sculptures";
    equal("the title", title.as_deref(), Some(expected))?;
    let expected =
        "The museum shows &lt;b&gt;<mark>bronze</mark>&lt;/b&gt; &quot;works&quot; &amp; drawings.";
    equal("the text", text.as_deref(), Some(expected))
}

pub(super) async fn highlights_mark_stems_prefixes_and_phrases(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [draft()]).await?;
    let found = [
        (word("museums"), "The <mark>museum</mark> opened its doors"),
        (prefix("mus"), "The <mark>museum</mark> opened its doors"),
        (phrase("its doors"), "The museum opened <mark>its</mark> <mark>doors</mark>"),
        (super::ask::fuzzy("musuem"), "The <mark>museum</mark> opened its doors"),
        (all([word("doors"), not(word("bronze"))]), "The museum opened its <mark>doors</mark>"),
    ];
    for (query, expected) in found {
        let what = format!("the marked text for {query:?}");
        let (_, text) = marked(&subject, query, Kind::Event).await?;
        equal(&what, text.as_deref(), Some(expected))?;
    }
    Ok(())
}

pub(super) async fn where_nothing_matched_nothing_is_highlighted(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [draft()]).await?;
    equal("highlights of all", marked(&subject, Expr::All, Kind::Event).await?, (None, None))?;
    // A word that is asked for in the title is not marked in the text.
    let in_title = word_in(TextField::Title, "sculptures");
    let (title, text) = marked(&subject, in_title, Kind::Event).await?;
    equal("whether title and text are marked", (title.is_some(), text.is_some()), (true, false))
}

pub(super) async fn an_explanation_adds_up_to_the_score(engine: &dyn Engine) -> Verdict {
    let other = Draft::new("other", "Museum of doors").event("2025", "It closed");
    let subject = Subject::holding(engine, [draft(), other]).await?;
    let recency = crate::Recency { half_life_days: 90.0, now: span("2026-06-01")?.first() };
    for query in [word("museum"), all([word("museum"), prefix("do")]), phrase("its doors")] {
        for recency in [None, Some(recency)] {
            let plan = SearchPlan { explain: true, recency, ..SearchPlan::new(query.clone()) };
            let hits = subject.search(plan).await?.hits;
            holds(!hits.is_empty(), || format!("nothing found for {query:?}"))?;
            for hit in hits {
                let explanation = present("an explanation", hit.explanation)?;
                let score = present("a score", hit.score)?;
                holds((explanation.value - score).abs() <= score.abs() * 1e-4, || {
                    format!("{}: explained {}, scored {score}", hit.id, explanation.value)
                })?;
            }
        }
    }
    Ok(())
}

pub(super) async fn what_is_not_asked_for_is_absent(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [draft()]).await?;
    for hit in subject.search(SearchPlan::new(word("opened"))).await?.hits {
        equal("highlights", hit.highlights, None)?;
        equal("the explanation", hit.explanation, None)?;
        equal("events outside of groups", hit.events, Vec::new())?;
    }
    Ok(())
}
