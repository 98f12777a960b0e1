//! Stories as index documents: what is stored comes back as it was, whatever it holds.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod runs;

use dateline_indexer::analysis::Language;
use dateline_indexer::generation::{Building, load_story, read_document, read_head};
use dateline_indexer::{
    DocumentBuilder, Fields, NameKey, StoredDocument, StoredEvent, StoredStory, StoryWriter,
};
use dateline_model::{Event, Story, StoryId};
use runs::{Runs, THREAD_BYTES};
use tantivy::schema::document::ReferenceValueLeaf;
use tantivy::schema::{Document, Field, Value};
use tantivy::{DocAddress, Searcher};

const RICH: &str = r#"{"id":"rich","title":"Kim’s “giant” \u001f\u0000 sculptures","feeds":["World","wörld","Asia"],
    "url":"https://example.org/","language":"pt-BR","updated":"2026-01-05/2026-01-07",
    "sections":[{"heading":"Rain","text":"It rained. ","citations":[1,9]},{"text":"","citations":[]}],
    "sources":[{"number":1,"publisher":"AFP"},{"number":2}],
    "articles":[{"number":1,"publisher":"Reuters","url":"https://example.org/1","title":"T","published":"now"},
                {"number":2,"publisher":"REUTERS"},{"number":3,"publisher":"BBC"}],
    "timeline":[{"date":"2025-10","date_text":"Oct 2025","text":"One","citations":[2,1,7]},
                {"date_text":"some day","text":"Two"},{"date":"2025-01~/2025-04~","text":"Three","citations":[3]},
                {"date":"2024/..","text":"","citations":[0,4294967295]}]}"#;

fn story(json: &str) -> Story {
    serde_json::from_str(json).unwrap()
}

/// An index of one segment with these stories.
fn index(runs: &Runs, stories: Vec<Story>) -> (Searcher, Fields) {
    let building = Building::start(&runs.index).unwrap();
    let mut writer = StoryWriter::open(&building.index, building.fields, 1, THREAD_BYTES).unwrap();
    let mut builder = DocumentBuilder::new(building.fields);
    for story in stories {
        writer.replace(builder.build(story).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    writer.finish().unwrap();
    (building.index.reader().unwrap().searcher(), building.fields)
}

/// The texts of a field of each document of a story.
fn texts(json: &str, field: fn(&Fields) -> Field) -> Vec<Vec<String>> {
    let (_, fields) = Fields::declare();
    let built = DocumentBuilder::new(fields).build(story(json)).unwrap();
    let of = |document: &dateline_indexer::IndexDocument| {
        let values = document.iter_fields_and_values().filter(|(of, _)| *of == field(&fields));
        let text = |value: &ReferenceValueLeaf<'_>| value.as_str().unwrap().to_owned();
        values.map(|(_, value)| text(value.as_value().as_leaf().unwrap())).collect()
    };
    built.documents.iter().map(of).collect()
}

#[test]
fn a_story_comes_back_with_every_field() {
    let (runs, rich) = (Runs::new(), story(RICH));
    let (searcher, fields) =
        index(&runs, vec![rich.clone(), story(r#"{"id":"bare","title":"B"}"#)]);
    assert_eq!(load_story(&searcher, fields, &rich.id).unwrap(), Some(rich));
    let bare = StoryId::new("bare").unwrap();
    assert_eq!(
        load_story(&searcher, fields, &bare).unwrap(),
        Some(story(r#"{"id":"bare","title":"B"}"#))
    );
    let absent = StoryId::new("absent").unwrap();
    assert_eq!(load_story(&searcher, fields, &absent).unwrap(), None);
}

#[test]
fn a_story_is_a_document_and_so_is_each_of_its_events() {
    let (_, fields) = Fields::declare();
    let built = DocumentBuilder::new(fields).build(story(RICH)).unwrap();
    assert_eq!((built.documents.len(), built.events()), (5, 4));
    assert_eq!(
        texts(RICH, |fields| fields.kind),
        [["story"], ["event"], ["event"], ["event"], ["event"]]
    );
    assert!(texts(RICH, |fields| fields.story).iter().all(|ids| *ids == ["rich"]));
    assert_eq!(texts(RICH, |fields| fields.language)[..2], [vec!["pt".to_owned()], vec![]]);
}

#[test]
fn names_are_those_of_the_document_each_once() {
    let folded = |field: fn(&Fields) -> Field| {
        let of = |names: Vec<String>| {
            names.iter().map(|name| NameKey::split(name).0.to_owned()).collect::<Vec<_>>()
        };
        texts(RICH, field).into_iter().map(of).collect::<Vec<_>>()
    };
    assert!(folded(|fields| fields.feed).iter().all(|feeds| *feeds == ["world", "asia"]));
    let mut publishers = folded(|fields| fields.publisher);
    publishers.iter_mut().for_each(|names| names.sort());
    assert_eq!(publishers[0], ["afp", "bbc", "reuters"]);
    assert_eq!(publishers[1], ["reuters"]);
    assert!(publishers[2].is_empty() && publishers[4].is_empty());
    assert_eq!(publishers[3], ["bbc"]);
}

#[test]
fn of_articles_with_one_number_the_first_is_cited() {
    let twice = r#"{"id":"x","title":"T","articles":[{"number":1,"publisher":"First"},{"number":1,"publisher":"Second"}],
        "timeline":[{"text":"One","citations":[1]}]}"#;
    let names = texts(twice, |fields| fields.publisher);
    assert_eq!(NameKey::split(&names[1][0]).1, "First");
    assert_eq!((names[0].len(), names[1].len()), (2, 1));
}

/// A title of a megabyte, a thousand times, would be a gigabyte; its beginning is searched, and all of
/// it comes back.
#[test]
fn a_title_that_would_fill_the_memory_is_searched_as_far_as_it_fits() {
    let title = format!("First {} last", "ünd ".repeat(200_000));
    let events = vec![r#"{"text":"One"}"#; 999].join(",");
    let json = format!(r#"{{"id":"long","title":"{title}","timeline":[{events}]}}"#);
    let titles = texts(&json, |fields| fields.title);
    let bytes: usize = titles.iter().flatten().map(String::len).sum();
    assert!((50 << 20..64 << 20).contains(&bytes), "{bytes}");
    assert!(titles.iter().all(|title| title[0].starts_with("first")));
    let runs = Runs::new();
    runs.write("long.json", json);
    let (generation, _) = runs.reindex().unwrap();
    assert_eq!(runs::stories(&generation)["long"].title, title);
}

#[test]
fn only_dated_documents_have_days() {
    let (_, fields) = Fields::declare();
    let built = DocumentBuilder::new(fields).build(story(RICH)).unwrap();
    let dated = |field: Field| {
        let has = |document: &dateline_indexer::IndexDocument| {
            document.iter_fields_and_values().any(|(of, _)| of == field)
        };
        built.documents.iter().map(has).collect::<Vec<_>>()
    };
    for field in [fields.first, fields.last, fields.precision] {
        assert_eq!(dated(field), [true, true, false, true, true]);
    }
}

#[test]
fn an_event_leads_to_what_a_hit_shows_of_its_story() {
    let runs = Runs::new();
    let (searcher, _) = index(&runs, vec![story(RICH)]);
    let read = |doc| read_document(&searcher, DocAddress::new(0, doc)).unwrap();
    let StoredDocument::Event(event) = read(1) else { unreachable!("the second is an event") };
    assert_eq!(event.number, 1);
    assert_eq!(event.event, story(RICH).timeline[0]);
    let head = |articles: &[u32]| {
        read_head(&searcher, DocAddress::new(0, 1), event.number, articles).unwrap()
    };
    let (head, cited) = (head(&[]).0, head(&event.event.citations).1);
    assert_eq!((head.id.as_str(), &head.feeds), ("rich", &story(RICH).feeds));
    assert_eq!(head.title, story(RICH).title);
    let mut cited: Vec<_> =
        cited.iter().map(|article| (article.number, article.publisher.as_deref())).collect();
    cited.sort_unstable();
    assert_eq!(cited, [(1, Some("Reuters")), (2, Some("REUTERS"))]);
    let StoredDocument::Story(own) = read(0) else { unreachable!("the first is the story") };
    assert_eq!(own.head.date, story(RICH).date());
    let (split, timeline) = StoredStory::split(story(RICH), Language::of(Some("pt")));
    assert_eq!(own, split);
    assert_eq!(own.join(timeline), story(RICH));
}

#[test]
fn a_story_is_stored_with_the_date_that_follows_from_its_events() {
    let runs = Runs::new();
    let timeline = r#"[{"date":"2025-10","text":"x"},{"date":"2024","text":"y"}]"#;
    let undated = story(&format!(r#"{{"id":"a","title":"A","timeline":{timeline}}}"#));
    let (searcher, _) = index(&runs, vec![undated]);
    let own = read_document(&searcher, DocAddress::new(0, 0)).unwrap();
    let StoredDocument::Story(own) = own else { unreachable!("the first is the story") };
    assert_eq!((own.updated(), own.head.date), (None, Some("2025-10-31".parse().unwrap())));
}

#[test]
fn a_story_that_names_no_language_comes_back_without_but_keeps_what_it_was_found_to_be() {
    let text = "Die Bundesregierung hat am Donnerstag ein neues Gesetz zum Schutz der Küsten \
                beschlossen, das schon im nächsten Jahr gelten soll.";
    let german = |language: &str| {
        story(&format!(
            r#"{{"id":"a","title":"Gesetz zum Schutz der Küsten"{language},
                "timeline":[{{"text":"{text}"}}]}}"#
        ))
    };
    for (language, code) in [
        ("", "de"),
        (r#","language":" ""#, "de"),
        (r#","language":"und""#, "de"),
        (r#","language":"en""#, "en"),
        (r#","language":"uk""#, "xx"),
    ] {
        let written = german(language);
        let (runs, json) = (Runs::new(), serde_json::to_string(&written).unwrap());
        assert_eq!(texts(&json, |fields| fields.language)[0], [code], "{language}");
        let (searcher, fields) = index(&runs, vec![written.clone()]);
        let (head, _) = read_head(&searcher, DocAddress::new(0, 1), 1, &[]).unwrap();
        assert_eq!(head.analyzed_in().code(), code, "{language}");
        assert_eq!(load_story(&searcher, fields, &written.id).unwrap(), Some(written));
    }
}

#[test]
fn bytes_that_are_no_document_are_an_error() {
    for bytes in [
        &b""[..],
        b"s",
        b"e",
        b"s{}\n{}",
        b"e{}",
        b"{}",
        b"{\"kind\":\"story\"}",
        b"{\"kind\":\"other\"}",
        b"\xFF",
    ] {
        assert!(StoredDocument::from_bytes(bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn every_event_is_read_back_as_it_was() {
    let dates =
        [None, Some("2024-06"), Some("2025-12-12"), Some("2026-01-05/2026-01-07"), Some("2024~")];
    for (date, date_text) in
        dates.iter().flat_map(|date| ["", "2024-06", "Jun 2024"].map(|text| (date, text)))
    {
        let event = Event {
            date: date.map(|date| date.parse().unwrap()),
            date_text: date_text.to_owned(),
            text: "a line\nand \u{2028} another".to_owned(),
            citations: vec![3, 1],
        };
        let text = StoredEvent::to_text(7, &event).unwrap();
        let read = StoredDocument::from_bytes(text.as_bytes()).unwrap();
        assert_eq!(read, StoredDocument::Event(StoredEvent { number: 7, event }));
    }
}

#[test]
fn what_version_2_stored_is_still_read() {
    let story = br#"{"kind":"story","id":"a","title":"A","feeds":["World"],"date":"2024",
        "sections":[{"text":"x","citations":[1]}],"articles":[{"number":1,"publisher":"AP"}]}"#;
    let event = br#"{"kind":"event","story":"a","number":2,"title":"A","feeds":["World"],
        "event":{"date":"2024","date_text":"in 2024","text":"y","citations":[1]},
        "cited":[{"number":1,"publisher":"AP"}]}"#;
    let StoredDocument::Story(own) = StoredDocument::from_bytes(story).unwrap() else {
        unreachable!("it is a story")
    };
    assert_eq!((own.head.id.as_str(), own.sections().len()), ("a", 1));
    assert_eq!(own.join(Vec::new()).articles[0].publisher.as_deref(), Some("AP"));
    let StoredDocument::Event(event) = StoredDocument::from_bytes(event).unwrap() else {
        unreachable!("it is an event")
    };
    assert_eq!((event.number, event.event.date_text.as_str()), (2, "in 2024"));
}

#[test]
fn a_timeline_of_1257_events_keeps_its_order() {
    let mut long = story(r#"{"id":"long","title":"Long"}"#);
    long.timeline = (1..=1_257)
        .map(|number| Event { text: format!("entry {number}"), ..Event::default() })
        .collect();
    let runs = Runs::new();
    let neighbour = story(r#"{"id":"long-2","title":"L","timeline":[{"text":"x"}]}"#);
    let (searcher, fields) = index(&runs, vec![neighbour, long.clone()]);
    assert_eq!(searcher.num_docs(), 1_260);
    assert_eq!(load_story(&searcher, fields, &long.id).unwrap(), Some(long));
}

#[test]
fn a_story_that_is_replaced_leaves_nothing_behind() {
    let runs = Runs::new();
    let short = story(r#"{"id":"rich","title":"Short","timeline":[{"text":"only"}]}"#);
    let (searcher, fields) = index(&runs, vec![story(RICH), short.clone()]);
    assert_eq!(searcher.num_docs(), 2);
    assert_eq!(load_story(&searcher, fields, &short.id).unwrap(), Some(short));
}
