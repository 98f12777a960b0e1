//! Feeds, publishers, stories and kinds, as conditions and as filters.

use dateline_model::Kind;

use super::ask::{all, feed, kind, of_story, publisher, word};
use super::draft::{Draft, story_id};
use super::subject::{Subject, Verdict, equal};
use crate::{DateMode, Engine, Expr, Filters, SearchPlan};

fn filtered(filters: Filters) -> SearchPlan {
    SearchPlan { filters, ..SearchPlan::new(Expr::All) }
}

pub(super) async fn names_of_feeds_are_compared_folded(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "A").feed("World News").feed("Asia").event("2025", "x"),
            Draft::new("b", "B").feed("wörld-news"),
            Draft::new("c", "C").feed("World"),
            Draft::new("d", "D"),
        ],
    )
    .await?;
    for name in ["World News", "WORLD   NEWS", " world news ", "Wörld/News"] {
        subject.finds(feed(name), &["a", "a#1", "b"]).await?;
        let filters = Filters { feeds: vec![name.to_owned()], ..Filters::default() };
        subject.matches(filtered(filters), &["a", "a#1", "b"]).await?;
    }
    subject.finds(feed("asia"), &["a", "a#1"]).await?;
    subject.finds(feed("news"), &[]).await
}

/// A story of two events, each citing an article, with a source besides.
fn cited() -> Draft {
    Draft::new("a", "Flood")
        .source(1, "AFP")
        .article(1, "Reuters")
        .article(2, "Al Jazeera")
        .event("2025", "Rain")
        .citing(&[1])
        .event("2025", "Dam")
        .citing(&[2, 9])
        .event("2025", "Sun")
}

pub(super) async fn publishers_of_an_event_are_those_it_cites(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [cited()]).await?;
    subject.finds(publisher("reuters"), &["a", "a#1"]).await?;
    subject.finds(publisher("AL-JAZEERA"), &["a", "a#2"]).await?;
    subject.finds(publisher("afp"), &["a"]).await?;
    subject.finds(publisher("jazeera"), &[]).await?;
    subject.finds(all([publisher("Reuters"), word("flood"), kind(Kind::Event)]), &["a#1"]).await?;
    let publishers = vec!["afp".to_owned(), "al jazeera".to_owned()];
    subject.matches(filtered(Filters { publishers, ..Filters::default() }), &["a", "a#2"]).await
}

pub(super) async fn the_two_citation_spaces_are_not_mixed(engine: &dyn Engine) -> Verdict {
    // The source has the number that the event cites, and is not what it cites.
    let draft = Draft::new("a", "Flood").source(1, "AFP").article(2, "Reuters");
    let draft = draft.event("2025", "Rain").citing(&[1]);
    let subject = Subject::holding(engine, [draft]).await?;
    subject.finds(publisher("afp"), &["a"]).await?;
    subject.finds(publisher("reuters"), &["a"]).await?;
    let plan = SearchPlan::new(kind(Kind::Event));
    let hits = subject.search(plan).await?.hits;
    let cited: Vec<_> = hits.iter().flat_map(|hit| &hit.citations).collect();
    let shown: Vec<_> = cited.iter().map(|cited| (cited.number, cited.publisher.clone())).collect();
    equal("the citations of the event", shown, vec![(1, None)])
}

pub(super) async fn a_story_stands_for_itself_and_its_events(engine: &dyn Engine) -> Verdict {
    let other = Draft::new("a-2", "Flood").event("2025", "Rain");
    let subject = Subject::holding(engine, [cited(), other]).await?;
    subject.finds(of_story("a")?, &["a", "a#1", "a#2", "a#3"]).await?;
    subject.finds(all([of_story("a-2")?, word("rain")]), &["a-2", "a-2#1"]).await?;
    subject.finds(of_story("b")?, &[]).await?;
    let stories = vec![story_id("a-2")?, story_id("b")?];
    subject.matches(filtered(Filters { stories, ..Filters::default() }), &["a-2", "a-2#1"]).await
}

pub(super) async fn kinds_are_told_apart(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(engine, [cited(), Draft::new("b", "Storm")]).await?;
    for (of, expected) in [(Kind::Story, &["a", "b"][..]), (Kind::Event, &["a#1", "a#2", "a#3"])] {
        subject.finds(kind(of), expected).await?;
        let filters = Filters { kind: Some(of), ..Filters::default() };
        subject.matches(filtered(filters), expected).await?;
    }
    Ok(())
}

pub(super) async fn alternatives_of_a_filter_and_all_filters_hold(engine: &dyn Engine) -> Verdict {
    let subject = Subject::holding(
        engine,
        [
            Draft::new("a", "A").feed("World").article(1, "AFP").updated("2025-01-01"),
            Draft::new("b", "B").feed("Sport").article(1, "AFP").updated("2025-02-01"),
            Draft::new("c", "C").feed("World").article(1, "BBC").updated("2025-03-01"),
            Draft::new("d", "D").feed("Other").article(1, "AFP").updated("2025-03-01"),
        ],
    )
    .await?;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let feeds = Filters { feeds: names(&["world", "sport"]), ..Filters::default() };
    subject.matches(filtered(feeds.clone()), &["a", "b", "c"]).await?;
    let both = Filters { publishers: names(&["afp", "none"]), ..feeds };
    subject.matches(filtered(both.clone()), &["a", "b"]).await?;
    let early = super::ask::range("", "2025-01", DateMode::Overlaps)?;
    subject.matches(filtered(Filters { dates: vec![early], ..both }), &["a"]).await
}

pub(super) async fn filters_have_no_say_in_the_score(engine: &dyn Engine) -> Verdict {
    let draft = |id: &str, feed: &str| {
        Draft::new(id, "Flood").feed(feed).article(1, "AFP").updated("2025-01-01")
    };
    let subject =
        Subject::holding(engine, [draft("a", "World"), draft("b", "Rare"), draft("c", "World")])
            .await?;
    let plain = SearchPlan::new(word("flood"));
    let filters = Filters {
        kind: Some(Kind::Story),
        feeds: vec!["rare".to_owned()],
        publishers: vec!["afp".to_owned()],
        stories: vec![story_id("b")?],
        dates: vec![super::ask::range("2025", "2025", DateMode::Within)?],
        precision: Some(dateline_model::Precision::Day),
    };
    let narrowed = SearchPlan { filters, ..plain.clone() };
    let free = subject.search(plain).await?.hits;
    let free = free.iter().find(|hit| hit.story.id.as_str() == "b").and_then(|hit| hit.score);
    let bound = subject.search(narrowed).await?.hits;
    equal("the score under filters", bound.first().and_then(|hit| hit.score), free)
}
