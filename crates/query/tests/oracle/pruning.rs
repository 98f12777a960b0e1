//! What is left out of a search because it cannot come onto the page does not change the page: the
//! first hits are the same however few are asked for.

use serde_json::{Value, json};

use super::random::Random;
use crate::rig::{Rig, put};

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

/// Stories with every so manieth number, their events being so long at the most.
fn stories(random: &mut Random, every: usize, longest: usize) -> Vec<Value> {
    (0..150)
        .step_by(every)
        .map(|number| {
            let events = 1 + random.below(40);
            let timeline = (0..events).map(|_| {
                let date = format!("20{}-{:02}", 10 + random.below(9), 1 + random.below(12));
                json!({"date": date, "text": text(random, longest)})
            });
            let timeline: Vec<_> = timeline.collect();
            json!({"id": format!("story-{number}"), "title": text(random, 4), "timeline": timeline,
                "sections": [{"heading": text(random, 3), "text": text(random, 60)}]})
        })
        .collect()
}

/// A search in one of the forms that score differently.
fn search(random: &mut Random) -> Vec<(&'static str, String)> {
    let words: Vec<_> = (0..=random.below(3)).map(|_| word(random)).collect();
    let words = words.join(" ");
    let query = match random.below(8) {
        0 => format!("\"{} {}\"", word(random), word(random)),
        1 => format!("{words} \"{} {}\"", word(random), word(random)),
        2 => format!("{words} {}*", &word(random)[..5]),
        3 => format!("{words} OR {}", word(random)),
        4 => format!("{words} -{}", word(random)),
        _ => words,
    };
    let mut parameters = vec![("q", query)];
    match random.below(6) {
        0 => parameters.push(("from", format!("201{}-03", random.below(9)))),
        1 => parameters.push(("recency", "1y".to_owned())),
        2 => parameters.push(("kind", "event".to_owned())),
        _ => {}
    }
    parameters
}

#[test]
fn the_first_hits_are_the_same_however_few_are_asked_for() {
    let mut random = Random::of(7);
    let rig = Rig::with(&stories(&mut random, 1, 30));
    // More segments than one, in the first of them what was replaced, and in the others longer texts.
    stories(&mut random, 4, 90).chunks(12).for_each(|some| {
        rig.apply(some.iter().map(put).collect());
    });
    let hits = |search: &[(&str, String)], limit: usize| {
        let mut parameters: Vec<_> =
            search.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let limit = limit.to_string();
        parameters.push(("limit", limit.as_str()));
        let reply = rig.ask("/api/v1/search", &parameters);
        let hits = reply["hits"].as_array().unwrap().iter();
        let hits: Vec<_> = hits.map(|hit| (hit["id"].clone(), hit["score"].clone())).collect();
        (hits, reply["total"].as_u64().unwrap())
    };
    let mut most = 0;
    for _ in 0..300 {
        let search = search(&mut random);
        let (all, total) = hits(&search, 100);
        most = most.max(total);
        for limit in [1, 3, 10] {
            let (few, same_total) = hits(&search, limit);
            assert_eq!(few, all[..few.len()], "{search:?}, the first {limit}");
            assert_eq!((few.len(), same_total), (all.len().min(limit), total), "{search:?}");
        }
    }
    assert!(most > 1_000, "{most} matches at the most leave little to be left out");
}
