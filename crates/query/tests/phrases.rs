//! Phrases of words that most documents have, alone and within dates, against a naive scan.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

mod rig;

use std::collections::BTreeMap;

use rig::Rig;
use serde_json::{Value, json};

const WORDS: [&str; 4] = ["kamu", "semar", "umki", "tosel"];

/// A document: the day of its date, its title and its text.
struct Document {
    day: u32,
    title: Vec<&'static str>,
    text: Vec<&'static str>,
}

impl Document {
    fn random(next: &mut impl FnMut(usize) -> usize, title: &[&'static str]) -> Self {
        let (day, title) = (next(700) as u32, title.to_vec());
        Self { day, title, text: words(next, 24) }
    }

    fn date(&self) -> String {
        let (month, day) = (self.day / 28, 1 + self.day % 28);
        format!("{}-{:02}-{day:02}", 2020 + month / 12, 1 + month % 12)
    }

    fn has(&self, phrase: &[&str]) -> bool {
        [&self.title, &self.text]
            .iter()
            .any(|text| text.windows(phrase.len()).any(|words| words == phrase))
    }
}

fn words(next: &mut impl FnMut(usize) -> usize, most: usize) -> Vec<&'static str> {
    let count = 1 + next(most);
    (0..count).map(|_| WORDS[next(WORDS.len())]).collect()
}

/// Stories of one event each, which has their title too, both with a text.
fn documents(stories: usize) -> (Vec<Value>, Vec<Document>) {
    let mut state = 7_u64;
    let mut next = |end: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    let (mut values, mut documents) = (Vec::new(), Vec::new());
    for number in 0..stories {
        let title = words(&mut next, 8);
        let (story, event) =
            (Document::random(&mut next, &title), Document::random(&mut next, &title));
        values.push(json!({
            "id": format!("s{number}"), "title": title.join(" "), "language": "xx",
            "updated": story.date(),
            "sections": [{ "text": story.text.join(" ") }],
            "timeline": [{ "date": event.date(), "text": event.text.join(" ") }],
        }));
        documents.extend([story, event]);
    }
    (values, documents)
}

/// The ids and scores of the hits.
fn places(reply: &Value) -> Vec<(&Value, &Value, &Value)> {
    let hits = reply["hits"].as_array().unwrap().iter();
    hits.map(|hit| (&hit["story"]["id"], &hit["id"], &hit["score"])).collect()
}

#[test]
fn phrases_of_frequent_words_are_those_of_a_naive_scan() {
    let (stories, documents) = documents(2_500);
    let rig = Rig::with(&stories);
    let dates = [None, Some(("2020-03-10", "2020-03-20")), Some(("2020-06-01", "2021-02-14"))];
    let mut seen = 0;
    for phrase in [&[0, 1][..], &[1, 0], &[2, 2], &[3, 1, 0], &[0, 0, 0], &[0, 1, 2, 3]] {
        let phrase: Vec<_> = phrase.iter().map(|word| WORDS[*word]).collect();
        for dates in dates {
            let q = format!("\"{}\"", phrase.join(" "));
            let mut parameters = vec![("q", q.as_str()), ("facets", "month"), ("explain", "true")];
            if let Some((from, to)) = dates {
                parameters.extend([("from", from), ("to", to)]);
            }
            let reply = rig.ask("/api/v1/search", &parameters);
            let is_within = |date: &str| dates.is_none_or(|(from, to)| from <= date && date <= to);
            let mut months = BTreeMap::<String, u64>::new();
            for document in documents.iter().filter(|document| document.has(&phrase)) {
                let date = document.date();
                if is_within(&date) {
                    *months.entry(date[..7].to_owned()).or_default() += 1;
                }
            }
            let told = reply["facets"]["month"]["buckets"].as_array().unwrap().iter();
            let told = told.map(|bucket| {
                (bucket["key"].as_str().unwrap().to_owned(), bucket["count"].as_u64().unwrap())
            });
            let what = format!("{q} {dates:?}");
            assert_eq!(told.collect::<BTreeMap<_, _>>(), months, "{what}");
            assert_eq!(reply["total"].as_u64().unwrap(), months.values().sum::<u64>(), "{what}");
            seen += months.len();
            // With another one that is nowhere it is asked for in the common way, and ranks the same.
            let with_another = format!("{q} OR \"nowhere kamu\"");
            for more in
                [&[][..], &[("sort", "newest")], &[("group", "story")], &[("precision", "day")]]
            {
                let mut parameters = [&parameters, more].concat();
                let reply = rig.ask("/api/v1/search", &parameters);
                if let Some((_, q)) = parameters.first_mut() {
                    *q = &with_another;
                }
                let other = rig.ask("/api/v1/search", &parameters);
                assert_eq!(places(&reply), places(&other), "{what} {more:?}");
                assert_eq!(reply["total"], other["total"], "{what} {more:?}");
            }
        }
    }
    assert!(seen > 200, "{seen}");
}
