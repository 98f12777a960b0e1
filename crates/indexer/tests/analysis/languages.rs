//! Which language a story is taken to be in that names none.

use std::path::Path;
use std::sync::Arc;

use dateline_indexer::analysis::Language;
use dateline_indexer::sources::{Limits, discover, open, parse};
use dateline_model::{Event, Story, StoryId};
use proptest::prelude::*;

use super::samples::SAMPLES;

#[expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]
fn story(title: &str, events: &[&str]) -> Story {
    let mut story = Story::new(StoryId::new("a").unwrap(), title);
    story.timeline = events
        .iter()
        .map(|text| Event {
            date: None,
            date_text: String::new(),
            text: (*text).to_owned(),
            citations: Vec::new(),
        })
        .collect();
    story
}

#[test]
fn two_sentences_tell_their_language() {
    let found = SAMPLES.iter().map(|(code, text)| (Language::of_story(&story("", &[text])), code));
    let wrong: Vec<_> = SAMPLES
        .iter()
        .zip(found)
        // Danish is hardly told from Norwegian, nor Turkish from its neighbours: either has no
        // stemmer then, and neither is English.
        .filter(|(_, (found, code))| {
            let is_in_doubt = matches!(**code, "da" | "tr") && found.code() == "xx";
            found.code() != **code && !is_in_doubt
        })
        .map(|((_, text), (found, code))| format!("{code}, not {}: {text}", found.code()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_leaves_a_doubt_is_english() {
    for (title, events) in [
        ("", &[][..]),
        ("World, July 2002", &[]),
        ("Überschwemmungen in Österreich", &[]),
        ("東京", &[]),
        ("Deaths in 2002", &["Jürgen Müller", "François Mitterrand", "José María Aznar López"]),
        ("Copa de la Reina", &["Real Madrid and Atlético de Madrid play in Rio de Janeiro."]),
        ("2013 protests", &["Police again fire tear gas at demonstrators across Brazil."]),
        ("El Niño", &["La Niña follows El Niño off the coast of Peru, say experts in La Paz."]),
        (
            "Sentence",
            &["The court of Nürnberg said: Das Urteil ist nicht gerecht und der Mann geht."],
        ),
        ("12 345 678", &["1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26"]),
    ] {
        assert_eq!(Language::of_story(&story(title, events)), Language::ENGLISH, "{title:?}");
    }
}

#[test]
fn what_a_story_says_of_itself_holds() {
    let (_, german) = SAMPLES.iter().find(|(code, _)| *code == "de").unwrap();
    let mut story = story("", &[german]);
    assert_eq!(Language::of_story(&story).code(), "de");
    for (given, code) in [("en", "en"), ("sv-FI", "sv"), ("uk", "xx"), ("", "de"), ("und", "de")] {
        story.language = Some(given.to_owned());
        assert_eq!(Language::of_story(&story).code(), code, "{given:?}");
    }
}

#[test]
fn no_story_of_the_corpus_is_anything_but_english() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = path.join("stories-2002-2023.ndjson.gz");
    if !path.exists() {
        eprintln!("SKIPPED: {} is not there", path.display());
        return;
    }
    let source = Arc::new(discover(&[path]).unwrap().files.remove(0));
    let stories = open(source, Limits::default()).unwrap();
    let stories = stories.map(|record| parse(&record.unwrap()).story.unwrap());
    let (mut count, mut wrong) = (0, Vec::new());
    for story in stories {
        count += 1;
        let found = Language::of_story(&story);
        if found != Language::ENGLISH {
            wrong.push((found.code(), story.title));
        }
    }
    assert_eq!((count, wrong), (14_865, Vec::new()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// The detector is another's: no text may make it fail.
    #[test]
    fn any_text_is_in_some_language(
        title in "\\PC{0,80}",
        text in "([a-zäöüçşñ ]{0,40}|[а-яіїё ]{0,40}|[ء-ي۰-ۿ ]{0,40}|[一-龥ぁ-ヿ가-깋]{0,20}|\\PC{0,40}){0,12}",
    ) {
        Language::of_story(&story(&title, &[&text]));
    }
}
