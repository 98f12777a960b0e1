//! Stories that are similar to one.

use dateline_model::{Article, DocumentId};

use super::draft::{Draft, removal, story_id};
use super::subject::{Failure, Subject, Verdict, equal, holds, present};
use crate::{Engine, RelatedStory, SharedDays};

/// The stories related to one, which has to be there.
async fn related(
    engine: &dyn Engine,
    id: &str,
    limit: usize,
) -> Result<Vec<RelatedStory>, Failure> {
    let found = engine.related(story_id(id)?, limit).await?;
    Ok(present(&format!("the stories related to {id}"), found)?.stories)
}

/// Requires that exactly these are related to a story, in this order.
async fn relates(engine: &dyn Engine, id: &str, expected: &[&str]) -> Verdict {
    let found = related(engine, id, 50).await?;
    let ids: Vec<_> = found.iter().map(|related| related.story.id.to_string()).collect();
    equal(
        &format!("the stories related to {id}"),
        ids.iter().map(String::as_str).collect(),
        expected.to_vec(),
    )
}

/// Stories on other subjects, so that some words are rarer than others.
fn others() -> impl Iterator<Item = Draft> {
    const SUBJECTS: [&str; 12] = [
        "harbour strike",
        "vaccine trial",
        "cup final",
        "budget vote",
        "tram crash",
        "whale rescue",
        "comet landing",
        "dam breach",
        "prison break",
        "wheat harvest",
        "opera premiere",
        "glacier melt",
    ];
    SUBJECTS.into_iter().enumerate().map(|(number, subject)| {
        Draft::new(&format!("other-{number:02}"), subject).section("", "police reported it")
    })
}

fn filled(drafts: impl IntoIterator<Item = Draft>) -> impl Iterator<Item = Draft> {
    others().chain(drafts)
}

pub(super) async fn a_rare_word_relates_more_than_a_common_one(engine: &dyn Engine) -> Verdict {
    Subject::holding(
        engine,
        filled([
            Draft::new("asked", "Kursk").section("", "police dug trenches"),
            Draft::new("rare", "Museum").section("", "soldiers dug trenches"),
            Draft::new("rare-too", "Zeppelin").event("2024", "Engineers filled the trenches."),
        ]),
    )
    .await?;
    let found = related(engine, "asked", 50).await?;
    let ids: Vec<_> = found.iter().map(|related| related.story.id.as_str()).collect();
    equal("the first two", ids.get(..2), Some(&["rare", "rare-too"][..]))?;
    equal("how many share a word", ids.len(), 2 + others().count())
}

pub(super) async fn a_story_is_not_related_to_itself_nor_are_events(
    engine: &dyn Engine,
) -> Verdict {
    let flood = |id: &str| {
        Draft::new(id, "Flood in Leeds")
            .event("2024-05", "The flood rises.")
            .event("", "Leeds dries.")
    };
    Subject::holding(engine, filled([flood("a"), flood("b")])).await?;
    relates(engine, "a", &["b"]).await?;
    relates(engine, "b", &["a"]).await
}

pub(super) async fn words_relate_in_all_texts_by_their_stem(engine: &dyn Engine) -> Verdict {
    Subject::holding(
        engine,
        filled([
            Draft::new("asked", "Sculptures")
                .section("Cranes", "They hoist marble.")
                .event("", "A quarry opens."),
            Draft::new("by-heading", "Storks").section("A crane", ""),
            Draft::new("by-text", "Kitchens").section("", "Tops of marbles."),
            Draft::new("by-timeline", "Pits").event("2024", "Quarries close."),
            Draft::new("by-title", "The sculpture"),
        ]),
    )
    .await?;
    let mut ids: Vec<_> = Vec::new();
    for found in related(engine, "asked", 50).await? {
        ids.push(found.story.id.to_string());
    }
    ids.sort_unstable();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    equal("the related", ids, vec!["by-heading", "by-text", "by-timeline", "by-title"])
}

pub(super) async fn the_words_told_are_in_both_as_the_story_writes_them(
    engine: &dyn Engine,
) -> Verdict {
    Subject::holding(
        engine,
        filled([
            Draft::new("asked", "Kim's Museum")
                .section("", "Kursk soldiers guard museums. Trenches. The museums, again, reported")
                .event("2025", "Zürich’s sculptors arrive."),
            Draft::new("near", "Trench warfare at Kursk")
                .section("", "A museum; ZURICH; kim. reported"),
            Draft::new("less-near", "Soldiers").section("", "Museum of soldiers"),
        ]),
    )
    .await?;
    let found = related(engine, "asked", 2).await?;
    let told: Vec<(&str, Vec<&str>)> = (found.iter())
        .map(|found| {
            (found.story.id.as_str(), found.shared.words.iter().map(String::as_str).collect())
        })
        .collect();
    let near = vec!["Kim", "Kursk", "Trenches", "Zürich", "museums", "reported"];
    equal("the words told", told, vec![("near", near), ("less-near", vec!["soldiers", "museums"])])
}

pub(super) async fn shared_articles_lift(engine: &dyn Engine) -> Verdict {
    let article = |number: u32, publisher: &str, title: &str, url: &str| {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (title, publisher, url) = (given(title), given(publisher), given(url));
        Article { number, title, publisher, url, published: None }
    };
    let citing = |id: &str, articles: Vec<Article>| {
        Draft::new(id, "Eclipse over Oslo").with(|story| {
            let (sources, related) = articles.into_iter().partition(|article| article.number == 1);
            (story.sources, story.articles) = (sources, related);
            Ok(())
        })
    };
    Subject::holding(
        engine,
        filled([
            citing(
                "asked",
                vec![
                    article(1, "Reuters", "", "https://reuters.example/eclipse"),
                    article(2, "Yonhap", "A dark noon", ""),
                    article(3, "Kyodo", "", ""),
                ],
            ),
            citing("a-none", vec![article(1, "Reuters", "", "https://reuters.example/other")]),
            citing(
                "b-same-publisher",
                vec![article(3, "Kyodo", "", ""), article(2, "Yonhap", "", "")],
            ),
            citing("c-one", vec![article(7, "Yonhap", "A dark noon", "")]),
            citing(
                "d-both",
                vec![
                    article(1, "YONHAP", "a dark noon", ""),
                    article(9, "", "", "https://reuters.example/eclipse"),
                    article(10, "", "", "https://reuters.example/eclipse"),
                ],
            ),
        ]),
    )
    .await?;
    let found = related(engine, "asked", 50).await?;
    let found: Vec<_> =
        found.iter().map(|found| (found.story.id.as_str(), found.shared.articles)).collect();
    let expected = vec![("d-both", 2), ("c-one", 1), ("a-none", 0), ("b-same-publisher", 0)];
    equal("the stories with the articles shared", found, expected)
}

pub(super) async fn dates_lift_but_relate_nothing_by_themselves(engine: &dyn Engine) -> Verdict {
    let about = |id: &str, date: &str| Draft::new(id, "Eclipse over Oslo").event(date, "");
    Subject::holding(
        engine,
        filled([
            about("asked", "2025-10"),
            about("a-far", "1999-08-11"),
            about("b-undated", ""),
            about("c-near", "2025-12"),
            about("d-same", "2025-10"),
            about("e-part", "2025-10-31/2025-11-29"),
            Draft::new("unlike", "Pension reform").event("2025-10", ""),
        ]),
    )
    .await?;
    // What is newer stands first among equals.
    relates(engine, "asked", &["d-same", "e-part", "c-near", "a-far", "b-undated"]).await?;
    let found = related(engine, "asked", 50).await?;
    let days: Vec<_> = found.iter().map(|found| found.shared.days).collect();
    let day = |text: &str| super::draft::span(text).map(|span| span.first());
    let same = SharedDays { from: day("2025-10-01")?, to: day("2025-10-31")? };
    let part = SharedDays { from: day("2025-10-31")?, to: day("2025-10-31")? };
    equal("the days shared", days, vec![Some(same), Some(part), None, None, None])
}

pub(super) async fn numbers_relate_nothing(engine: &dyn Engine) -> Verdict {
    let drafts =
        [Draft::new("a", "Storm 2024 kills 117"), Draft::new("b", "Eclipse 2024 seen by 117")];
    Subject::holding(engine, filled(drafts)).await?;
    relates(engine, "a", &[]).await
}

pub(super) async fn a_story_without_words_has_none_and_an_absent_one_is_none(
    engine: &dyn Engine,
) -> Verdict {
    let mute = Draft::new("mute", "…").updated("2025-10");
    let other = Draft::new("mute-too", "…").updated("2025-10");
    Subject::holding(engine, filled([mute, other])).await?;
    relates(engine, "mute", &[]).await?;
    let absent = engine.related(story_id("absent")?, 5).await?;
    holds(absent.is_none(), || format!("expected none for an absent story, found {absent:?}"))
}

pub(super) async fn what_is_removed_or_rewritten_is_related_as_it_is_now(
    engine: &dyn Engine,
) -> Verdict {
    let about = |id: &str, title: &str| Draft::new(id, title).event("2025", "It is told.");
    let drafts = [about("a", "Eclipse"), about("b", "Eclipse"), about("c", "Eclipse")];
    let subject = Subject::holding(engine, drafts).await?;
    relates(engine, "a", &["b", "c"]).await?;
    subject.apply(vec![removal("b")?]).await?;
    relates(engine, "a", &["c"]).await?;
    subject.put(vec![Draft::new("c", "Tram"), about("d", "Eclipse")]).await?;
    relates(engine, "a", &["d"]).await?;
    subject.apply(vec![removal("a")?]).await?;
    let gone = engine.related(story_id("a")?, 5).await?;
    holds(gone.is_none(), || format!("expected none for a removed story, found {gone:?}"))
}

pub(super) async fn related_stories_are_in_a_total_order_up_to_the_limit(
    engine: &dyn Engine,
) -> Verdict {
    let subject = Subject::holding(engine, [Draft::new("asked", "Eclipse over Oslo")]).await?;
    // Written one by one and backwards, so that the order is not that of writing.
    for (id, date) in [("z", ""), ("y", ""), ("d", "2025-01"), ("c", "2025-01"), ("b", "2025-02")] {
        subject
            .put(vec![Draft::new(id, "Eclipse over Oslo").with(|story| {
                story.updated =
                    if date.is_empty() { None } else { Some(super::draft::span(date)?) };
                Ok(())
            })])
            .await?;
    }
    let all = ["b", "c", "d", "y", "z"];
    relates(engine, "asked", &all).await?;
    for limit in 0..=6 {
        let found = related(engine, "asked", limit).await?;
        let ids: Vec<_> = found.iter().map(|found| found.story.id.as_str()).collect();
        equal(&format!("the first {limit}"), ids, all[..limit.min(5)].to_vec())?;
        let in_order = found.windows(2).all(|pair| pair[0].score >= pair[1].score);
        holds(in_order && found.iter().all(|found| found.score > 0.0), || {
            format!("expected scores above 0 that fall, found {found:?}")
        })?;
    }
    Ok(())
}

pub(super) async fn a_related_story_is_shown_as_in_a_hit(engine: &dyn Engine) -> Verdict {
    let drafts = [
        Draft::new("asked", "Eclipse"),
        Draft::new("b", "Eclipse seen").feed("World").event("2025-03/2025-04", "Seen."),
    ];
    let subject = Subject::holding(engine, drafts).await?;
    let found = related(engine, "asked", 5).await?;
    let found = present("the related story", found.first())?;
    let query = super::ask::of_story("b")?;
    let results = subject.search(crate::SearchPlan::new(query)).await?;
    let is_story = |hit: &&crate::Hit| matches!(hit.id, DocumentId::Story(_));
    let hit = present("the hit", results.hits.iter().find(is_story))?;
    equal("its story and date", (&found.story, found.date), (&hit.story, hit.date))
}
