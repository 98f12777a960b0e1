//! What is left out of a search because it cannot come onto the page does not change the page: the
//! first hits are the same however few are asked for.

use serde_json::{Value, json};

use super::random::Random;
use crate::rig::Rig;

/// Words by rank: the first stands in nearly every text, the last in a few.
const WORDS: usize = 60;

fn word(random: &mut Random) -> String {
    // The less likely the rarer, roughly as in texts.
    let bound = 1 + random.below(WORDS);
    let number = random.below(bound);
    let letter = char::from(b'a' + (number % 26) as u8);
    format!("word{letter}{}", ["", "x", "y"][number / 26])
}

fn text(random: &mut Random, most: usize) -> String {
    let words: Vec<_> = (0..=random.below(most)).map(|_| word(random)).collect();
    words.join(" ")
}

fn stories(random: &mut Random) -> Vec<Value> {
    (0..150)
        .map(|number| {
            let events = 1 + random.below(40);
            let timeline = (0..events).map(|_| {
                let date = format!("20{}-{:02}", 10 + random.below(9), 1 + random.below(12));
                json!({"date": date, "text": text(random, 30)})
            });
            let timeline: Vec<_> = timeline.collect();
            json!({"id": format!("story-{number}"), "title": text(random, 4), "timeline": timeline,
                "sections": [{"heading": text(random, 3), "text": text(random, 60)}]})
        })
        .collect()
}

#[test]
fn the_first_hits_are_the_same_however_few_are_asked_for() {
    let mut random = Random::of(7);
    let rig = Rig::with(&stories(&mut random));
    let hits = |query: &str, limit: usize| {
        let reply = rig.ask("/api/v1/search", &[("q", query), ("limit", &limit.to_string())]);
        let hits = reply["hits"].as_array().unwrap().iter();
        let hits: Vec<_> = hits.map(|hit| (hit["id"].clone(), hit["score"].clone())).collect();
        (hits, reply["total"].as_u64().unwrap())
    };
    let mut most = 0;
    for _ in 0..150 {
        let words: Vec<_> = (0..=random.below(3)).map(|_| word(&mut random)).collect();
        let query = words.join(" ");
        let (all, total) = hits(&query, 100);
        most = most.max(total);
        for limit in [1, 3, 10] {
            let (few, same_total) = hits(&query, limit);
            assert_eq!(few, all[..few.len()], "{query}, the first {limit}");
            assert_eq!((few.len(), same_total), (all.len().min(limit), total), "{query}");
        }
    }
    assert!(most > 1_000, "{most} matches at the most leave little to be left out");
}
