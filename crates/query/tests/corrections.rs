//! What stands in for misspelt words, against a scan of all words with their edit distances.

mod rig;

use std::cell::Cell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rig::Rig;
use serde_json::{Value, json};

/// So many words stand in for one.
const MOST: usize = 5;

/// Of few letters, so that many words are near each other; of such as no stemmer cuts off.
const WORD: &str = "[abc]{4,9}";

/// What a scan says stands in for a word; none where it is no matter of edit distance alone.
fn scanned(asked: &str, texts: &[Vec<String>]) -> Option<Vec<String>> {
    let mut events: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        let distinct: std::collections::BTreeSet<&String> = text.iter().collect();
        distinct.into_iter().for_each(|word| *events.entry(word).or_default() += 1);
    }
    if events.contains_key(asked) {
        return Some(Vec::new());
    }
    let within = |distance: usize| {
        let mut near: Vec<(usize, &str)> = events
            .iter()
            .filter(|(word, _)| strsim::osa_distance(word, asked) == distance)
            .map(|(word, events)| (*events, *word))
            .collect();
        near.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        near.into_iter().take(MOST).map(|(_, word)| word.to_owned()).collect::<Vec<_>>()
    };
    let near = within(1);
    if !near.is_empty() {
        return Some(near);
    }
    // Two words that stand side by side come before two wrong letters.
    let is_split = |pair: &[String]| pair.concat() == asked;
    if texts.iter().any(|text| text.windows(2).any(is_split)) {
        return None;
    }
    Some(if asked.len() >= 8 { within(2) } else { Vec::new() })
}

#[test]
fn stand_ins_are_those_of_a_scan() {
    let texts = prop::collection::vec(prop::collection::vec(WORD, 1..6), 20..60);
    let asked = prop::collection::vec(WORD, 30);
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
    let (corrected, by_two) = (Cell::new(0), Cell::new(0));
    let run = TestRunner::new_with_rng(config, random).run(&(texts, asked), |(texts, asked)| {
        let events = texts.iter().map(|text| json!({ "date": null, "text": text.join(" ") }));
        let story = json!({ "id": "a", "title": "Zz", "timeline": events.collect::<Vec<_>>() });
        let rig = Rig::with(&[story]);
        for word in &asked {
            let Some(expected) = scanned(word, &texts) else { continue };
            let reply = rig.ask("/api/v1/search", &[("q", word), ("limit", "0")]);
            let found = match reply["query"]["corrections"].as_array().unwrap().as_slice() {
                [] => Vec::new(),
                [one] => {
                    prop_assert_eq!(&one["word"], word);
                    let with = one["with"].as_array().unwrap().iter();
                    with.map(|word| Value::as_str(word).unwrap().to_owned()).collect()
                }
                more => return Err(TestCaseError::fail(format!("{word}: {more:?}"))),
            };
            prop_assert_eq!(&found, &expected, "{}", word);
            if let Some(first) = found.first() {
                corrected.set(corrected.get() + 1);
                by_two.set(by_two.get() + usize::from(strsim::osa_distance(first, word) == 2));
            }
        }
        Ok(())
    });
    run.unwrap();
    assert!(corrected.get() > 50 && by_two.get() > 5, "{corrected:?} were, {by_two:?} by two");
}
