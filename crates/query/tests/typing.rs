//! Who is still typing, or asks for near words, loses nothing: what has the very word comes before all
//! that stands in for it.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

mod rig;

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rig::Rig;
use serde_json::{Value, json};

/// Words of which some begin others, and most are near others.
const WORDS: [&str; 14] = [
    "flood",
    "floods",
    "flooding",
    "floodgate",
    "floor",
    "blood",
    "bloods",
    "harbour",
    "harbor",
    "harbours",
    "museum",
    "museums",
    "minister",
    "ministers",
];

fn story(number: usize, titles: &[usize], events: &[Vec<usize>]) -> Value {
    let text = |words: &[usize]| words.iter().map(|at| WORDS[*at]).collect::<Vec<_>>().join(" ");
    let timeline = events.iter().map(|words| json!({ "date": "2025", "text": text(words) }));
    json!({ "id": format!("s{number}"), "title": text(titles), "timeline": timeline.collect::<Vec<_>>() })
}

/// The events that a query lists, best first: whether each has the very word, in its text or title.
fn listed(rig: &Rig, query: &str, prefix: &str, word: &str) -> Vec<(bool, String)> {
    let asked = [("q", query), ("prefix", prefix), ("kind", "event"), ("limit", "100")];
    let reply = rig.client.get("/api/v1/search", &asked);
    assert_eq!(reply.status, 200, "{}", reply.text());
    let hits = reply.json()["hits"].as_array().unwrap().clone();
    let has = |hit: &Value| {
        let texts = [&hit["text"], &hit["story"]["title"]];
        texts.iter().any(|text| text.as_str().unwrap().split(' ').any(|other| other == word))
    };
    hits.iter().map(|hit| (has(hit), hit["id"].to_string())).collect()
}

#[test]
fn what_has_the_very_word_comes_before_what_stands_in_for_it() {
    let events = prop::collection::vec(prop::collection::vec(0..WORDS.len(), 1..7), 0..5);
    let titles = prop::collection::vec(0..WORDS.len(), 1..4);
    let stories = prop::collection::vec((titles, events), 4..14);
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let approximations = Cell::new(0);
    let run = TestRunner::new_with_rng(config, random).run(&(stories,), |(drawn,)| {
        let drawn = drawn.iter().enumerate();
        let stories: Vec<_> =
            drawn.map(|(at, (titles, events))| story(at, titles, events)).collect();
        let rig = Rig::with(&stories);
        for word in WORDS {
            let plain = listed(&rig, word, "false", word);
            let exact: Vec<_> = plain.iter().filter(|(has, _)| *has).map(|(_, id)| id).collect();
            let near = format!("{word}~");
            for (query, prefix) in [(word, "true"), (near.as_str(), "false")] {
                let listed = listed(&rig, query, prefix, word);
                let first_of_others = listed.iter().position(|(has, _)| !has);
                let others = first_of_others.map_or(0, |first| listed.len() - first);
                approximations.set(approximations.get() + others);
                let last_exact = listed.iter().rposition(|(has, _)| *has);
                prop_assert!(
                    first_of_others.is_none_or(|first| last_exact.is_none_or(|last| last < first)),
                    "{query} with prefix={prefix} lists {listed:?}"
                );
                for id in &exact {
                    prop_assert!(listed.iter().any(|(_, other)| other == *id), "{query}: no {id}");
                }
            }
        }
        Ok(())
    });
    run.unwrap();
    let approximations = approximations.get();
    assert!(approximations > 100, "only {approximations} approximations were listed");
}
