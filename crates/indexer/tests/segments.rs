//! What a reindex writes is what tantivy's own writer writes of the same documents, byte for byte:
//! postings, positions, terms, norms, columns and stored documents.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod runs;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dateline_indexer::generation::{Building, check};
use dateline_indexer::{DocumentBuilder, Input, ReindexOptions, StoryWriter, reindex};
use dateline_model::{Article, Event, Section, Story, StoryId};
use proptest::prelude::*;
use runs::{Runs, THREAD_BYTES, Watcher, listing, timeline};
use tantivy::Index;

/// Words and scripts that the analysis treats each in its own way.
const PIECES: [&str; 32] = [
    "flood",
    "floods",
    "Flooding",
    "the",
    "of",
    "rain",
    "rains",
    "Kim’s",
    "U.S.",
    "U.S",
    "35,000",
    "1990s",
    "F-16s",
    "news-paper",
    "Überschwemmung",
    "Häuser",
    "l’eau",
    "forêt",
    "наводнение",
    "домов",
    "فيضان",
    "洪水",
    "洪水警報",
    "東京",
    "น้ำท่วม",
    "서울에서",
    "AI가",
    "㊗",
    ".",
    ",",
    "\n",
    "—",
];

fn text(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        20 => (0..PIECES.len()).prop_map(|at| PIECES[at].to_owned()),
        2 => "[a-z]{1,12}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.join(" "))
}

fn article() -> impl Strategy<Value = Article> {
    let publisher =
        prop::option::of(prop::sample::select(vec!["AFP", "afp", "Reuters", "Der Bote", "…"]));
    (1_u32..4, publisher).prop_map(|(number, publisher)| {
        let publisher = publisher.map(|publisher| format!(",\"publisher\":\"{publisher}\""));
        let json = format!("{{\"number\":{number}{}}}", publisher.unwrap_or_default());
        serde_json::from_str(&json).unwrap()
    })
}

fn event() -> impl Strategy<Value = Event> {
    let date =
        prop::sample::select(vec!["", "2024-06", "2025-01-05", "2024/..", "2025-01~/2025-04~"]);
    (date, text(12), prop::collection::vec(0_u32..4, 0..3)).prop_map(|(date, text, citations)| {
        let date = if date.is_empty() { serde_json::Value::Null } else { date.into() };
        let json = serde_json::json!({ "date": date, "text": text, "citations": citations });
        serde_json::from_value(json).unwrap()
    })
}

fn section() -> impl Strategy<Value = Section> {
    (prop::option::of(text(4)), text(25)).prop_map(|(heading, text)| {
        let json = serde_json::json!({ "heading": heading, "text": text, "citations": [] });
        serde_json::from_value(json).unwrap()
    })
}

fn a_story() -> impl Strategy<Value = Story> {
    let languages = vec![None, Some("en"), Some("de"), Some("ru"), Some("ja"), Some("xx")];
    (
        text(8),
        prop::sample::select(languages),
        prop::sample::subsequence(vec!["World", "wörld", "Asia"], 0..=3),
        prop::collection::vec(section(), 0..3),
        prop::collection::vec(article(), 0..3),
        prop::collection::vec(article(), 0..4),
        prop::collection::vec(event(), 0..6),
    )
        .prop_map(|(title, language, feeds, sections, sources, articles, timeline)| {
            let mut story = Story::new(StoryId::new("x").unwrap(), format!("T{title}"));
            story.language = language.map(str::to_owned);
            story.feeds = feeds.into_iter().map(str::to_owned).collect();
            Story { sections, sources, articles, timeline, ..story }
        })
}

/// The files of the only segment, by what they hold.
fn files(index: &Index, folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let ids = index.searchable_segment_ids().unwrap();
    assert_eq!(ids.len(), 1, "{ids:?}");
    let id = ids[0].uuid_string();
    let of_segment = listing(folder).into_iter().filter(|name| name.starts_with(&id));
    let read = |name: String| (name[id.len()..].to_owned(), fs::read(folder.join(&name)).unwrap());
    of_segment.map(read).collect()
}

/// The stories as tantivy's writer writes them.
fn by_tantivy(stories: &[Story]) -> BTreeMap<String, Vec<u8>> {
    let runs = Runs::new();
    let building = Building::start(&runs.index).unwrap();
    let mut writer = StoryWriter::open(&building.index, building.fields, 1, THREAD_BYTES).unwrap();
    let mut builder = DocumentBuilder::new(building.fields);
    for story in stories {
        writer.add(builder.build(story.clone()).unwrap()).unwrap();
    }
    writer.commit().unwrap();
    writer.finish().unwrap();
    let folder = listing(&runs.index).into_iter().find(|name| name.starts_with("gen-")).unwrap();
    files(&building.index, &runs.index.join(folder))
}

/// A reindex of the stories, and the same stories, as it has read them, by tantivy.
fn are_the_same(mut stories: Vec<Story>) {
    for (number, story) in stories.iter_mut().enumerate() {
        story.id = StoryId::new(format!("s{number:03}")).unwrap();
    }
    let runs = Runs::new();
    let lines = stories.iter().map(|story| serde_json::to_string(story).unwrap() + "\n");
    runs.write("stories.ndjson", lines.collect::<String>());
    let (generation, report) = runs.reindex_with(1, true, &mut Watcher::default()).unwrap();
    assert_eq!(report.stories, stories.len() as u64);
    assert!(check(&runs.index, &mut |_, _| {}).unwrap().is_sound());

    let read: Vec<_> = runs.stories().into_values().collect();
    let (ours, theirs) = (files(&generation.index, &runs.live()), by_tantivy(&read));
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    assert!(ours.len() >= 6, "{:?}", ours.keys());
    for (name, bytes) in &ours {
        assert!(*bytes == theirs[name], "{name} differs of {read:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn a_segment_is_what_tantivy_would_write(stories in prop::collection::vec(a_story(), 1..12)) {
        are_the_same(stories);
    }
}

/// So many documents that lists of postings have blocks, and stored documents too.
#[test]
fn a_larger_segment_is_too() {
    let line = |at: usize| {
        timeline(&format!("s{at}"), &format!("Title {} of {}", at % 7, at % 90), at % 40)
    };
    let stories = (0..400).map(|at| serde_json::from_str(&line(at)).unwrap());
    are_the_same(stories.collect());
}

/// However little memory there is, a story is not cut, and every story is found.
#[test]
fn with_little_memory_there_are_more_segments() {
    let runs = Runs::new();
    let lines: Vec<_> =
        (0..3_000).map(|at| timeline(&format!("s{at}"), "Title", at % 30)).collect();
    runs.write("stories.ndjson", lines.concat());
    let segments = |memory_bytes| {
        // One thread, so that as many are written each time.
        let options = ReindexOptions { memory_bytes, ..runs::options(1, true) };
        let input = Input::Paths(vec![runs.sources.clone()]);
        let (generation, report) =
            reindex(&runs.index, input, &options, &mut Watcher::default()).unwrap();
        assert_eq!(report.stories, 3_000);
        assert!(check(&runs.index, &mut |_, _| {}).unwrap().is_sound());
        generation.index.searchable_segment_ids().unwrap().len()
    };
    assert_eq!(segments(64 << 20), 1);
    let few = segments(8 << 20);
    assert!((2..8).contains(&few), "{few}");
    // One for each chunk that is read, merged meanwhile, so that their number says nothing.
    segments(1 << 20);
}
