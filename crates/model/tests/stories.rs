//! Stories as JSON and the questions that are asked of them.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a helper of tests fails by panicking, as a test does"
)]

use dateline_model::{Article, DateSpan, Event, Section, Story, StoryId};
use proptest::prelude::*;

#[track_caller]
fn story(json: serde_json::Value) -> Story {
    serde_json::from_value(json).expect("a story")
}

fn flood() -> Story {
    story(serde_json::json!({
        "id": "flood", "title": "Flood", "feeds": ["World"],
        "sections": [{"text": "It rained.", "citations": [1, 9]}],
        "sources": [{"number": 1, "publisher": "Reuters"}, {"number": 2}],
        "articles": [{"number": 1, "publisher": "AFP"}, {"number": 3, "publisher": "BBC"}],
        "timeline": [
            {"date": "2024-06", "text": "Rain", "citations": [3, 7, 1]},
            {"date": "2024-06-05/2024-07-02", "date_text": "Jun 5 - Jul 2, 2024", "text": "Flood"},
            {"text": "Some day"},
        ],
    }))
}

#[test]
fn the_two_citation_spaces_are_never_mixed() {
    let story = flood();
    let publisher = |article: Option<&Article>| article?.publisher.clone();
    assert_eq!(publisher(story.source(1)).as_deref(), Some("Reuters"));
    assert_eq!(publisher(story.article(1)).as_deref(), Some("AFP"));
    assert!(story.source(3).is_none());
    assert!(story.article(2).is_none());
}

#[test]
fn an_event_has_the_articles_that_it_cites_in_its_order() {
    let story = flood();
    let cited = |index: usize| -> Vec<u32> {
        story.cited_articles(&story.timeline[index]).map(|article| article.number).collect()
    };
    assert_eq!(cited(0), [3, 1]);
    assert!(cited(1).is_empty());
    assert_eq!(story.publishers().into_iter().collect::<Vec<_>>(), ["AFP", "BBC", "Reuters"]);
}

#[test]
fn events_are_numbered_from_one_in_the_order_of_the_timeline() {
    let story = flood();
    let ids: Vec<String> = story.events().map(|(id, _)| id.to_string()).collect();
    assert_eq!(ids, ["flood#1", "flood#2", "flood#3"]);
    assert_eq!(story.event_id(2).unwrap().to_string(), "flood#3");
    assert_eq!(story.event_id(3), None);
    assert_eq!(story.event_id(usize::MAX), None);
}

#[test]
fn a_story_has_its_own_date_or_the_last_day_of_its_latest_event() {
    let date = |updated: Option<&str>, events: &[Option<&str>]| {
        let parse = |text: &str| text.parse::<DateSpan>().unwrap();
        let event = |date: &Option<&str>| Event { date: date.map(parse), ..Event::default() };
        let mut story = flood();
        story.updated = updated.map(parse);
        story.timeline = events.iter().map(event).collect();
        story.date().map(|date| date.to_string())
    };
    assert_eq!(flood().date().unwrap().to_string(), "2024-07-02");
    assert_eq!(date(Some("2025-10"), &[Some("2026")]).as_deref(), Some("2025-10"));
    assert_eq!(date(None, &[Some("2024"), Some("2024-06")]).as_deref(), Some("2024-12-31"));
    assert_eq!(date(None, &[Some("2024-03/.."), Some("2023")]).as_deref(), Some("2024-03-01"));
    assert_eq!(date(None, &[Some("../2024-03"), None]).as_deref(), Some("2024-03-31"));
    assert_eq!(date(None, &[None]), None);
    assert_eq!(date(None, &[]), None);
}

#[test]
fn absent_lists_are_empty_and_are_written_as_lists() {
    let read = story(serde_json::json!({"id": "a", "title": "A", "unknown": 1}));
    let expected = serde_json::json!({
        "id": "a", "title": "A", "feeds": [], "sections": [], "sources": [], "articles": [],
        "timeline": [],
    });
    assert_eq!(serde_json::to_value(read).unwrap(), expected);
}

#[test]
fn a_story_without_an_id_takes_the_slug_of_its_title() {
    let read = story(serde_json::json!({"title": "Kim’s Museum"}));
    assert_eq!(read.id.as_str(), "kims-museum");
    let nameless = serde_json::json!({"title": "…"});
    let error = serde_json::from_value::<Story>(nameless).unwrap_err();
    assert!(error.to_string().starts_with("a story has no id"), "{error}");
}

#[test]
fn the_text_of_a_date_is_what_was_written() {
    let event = |json: &str| serde_json::from_str::<Event>(json);
    let text = |json: &str| event(json).unwrap().date_text;
    assert_eq!(text(r#"{"date": "2024-06", "text": ""}"#), "2024-06");
    assert_eq!(text(r#"{"date": "June 2024", "text": ""}"#), "June 2024");
    assert_eq!(text(r#"{"date": "2024-06", "date_text": "June", "text": ""}"#), "June");
    assert_eq!(text(r#"{"date": null, "text": ""}"#), "");
    // A date_text alone is not read: whether it can be is for the reader of the source to say.
    assert_eq!(event(r#"{"date_text": "June 2024", "text": ""}"#).unwrap().date, None);
    let error = event(r#"{"date": "2024-02-30", "text": ""}"#).unwrap_err().to_string();
    assert!(error.contains("there is no day 30 in 2024-02"), "{error}");
}

fn article() -> impl Strategy<Value = Article> {
    let text = || prop::option::of(any::<String>());
    (any::<u32>(), text(), text(), text(), text()).prop_map(
        |(number, title, publisher, url, published)| Article {
            number,
            title,
            publisher,
            url,
            published,
        },
    )
}

fn date() -> impl Strategy<Value = Option<DateSpan>> {
    let texts = ["2024-06", "2025-12-12", "2024~/2025?", "2024/..", "early 2025", "202X"];
    prop::option::of(prop::sample::select(texts.to_vec()).prop_map(|text| text.parse().unwrap()))
}

fn any_story() -> impl Strategy<Value = Story> {
    let few = 0..3usize;
    let citations = || prop::collection::vec(any::<u32>(), 0..3);
    let section = (prop::option::of(any::<String>()), any::<String>(), citations())
        .prop_map(|(heading, text, citations)| Section { heading, text, citations });
    let event = (date(), any::<String>(), any::<String>(), citations())
        .prop_map(|(date, date_text, text, citations)| Event { date, date_text, text, citations });
    let head = (
        "[a-z0-9_-]{1,20}",
        any::<String>(),
        prop::collection::vec(any::<String>(), few.clone()),
        prop::option::of(any::<String>()),
        prop::option::of(any::<String>()),
        date(),
    );
    let lists = (
        prop::collection::vec(section, few.clone()),
        prop::collection::vec(article(), few.clone()),
        prop::collection::vec(article(), few.clone()),
        prop::collection::vec(event, few),
    );
    (head, lists).prop_map(
        |((id, title, feeds, url, language, updated), (sections, sources, articles, timeline))| {
            Story {
                id: StoryId::new(id).unwrap(),
                title,
                feeds,
                url,
                language,
                updated,
                sections,
                sources,
                articles,
                timeline,
            }
        },
    )
}

proptest! {
    #[test]
    fn a_story_is_the_same_after_json(story in any_story()) {
        let json = serde_json::to_string(&story).unwrap();
        prop_assert_eq!(serde_json::from_str::<Story>(&json).unwrap(), story);
    }

    #[test]
    fn every_title_with_a_slug_gives_a_valid_id(title in any::<String>()) {
        if let Some(id) = StoryId::from_title(&title) {
            prop_assert_eq!(StoryId::new(id.as_str()), Ok(id));
        }
    }
}
