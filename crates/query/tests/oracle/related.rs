//! What is related to a story, against a naive comparison of all with all.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::random::Random;
use crate::rig::{Rig, put};

/// How many stories there are, and of how many words they are made.
const STORIES: usize = 44;
const WORDS: usize = 70;
/// A word in so few documents is never too common to relate stories.
const FEW: usize = 20;

/// A story as it is known here.
#[derive(Clone, Debug)]
struct Known {
    id: String,
    title: Vec<String>,
    text: Vec<String>,
    events: Vec<(u32, Vec<String>)>,
    addresses: BTreeSet<String>,
}

/// A word that no stemmer changes, the first ones in most stories.
fn word(random: &mut Random) -> String {
    let number = random.below(WORDS).min(random.below(WORDS));
    format!("w{number}x")
}

fn words(random: &mut Random, most: usize) -> Vec<String> {
    (0..random.between(0, most)).map(|_| word(random)).collect()
}

impl Known {
    fn random(random: &mut Random, number: usize) -> Self {
        let events = (0..random.between(0, 3)).map(|_| {
            let day = random.between(1, 28) as u32;
            (day, [word(random)].into_iter().chain(words(random, 2)).collect())
        });
        let events = events.collect();
        let addresses = (0..random.between(0, 3))
            .map(|_| random.below(12))
            .map(|article| format!("https://news.example/{article}"));
        let addresses = addresses.collect();
        let title = words(random, 3);
        let id = format!("story-{:02}", (number * 29) % 97);
        let text = [word(random)].into_iter().chain(words(random, 7)).collect();
        Self { id, title, text, events, addresses }
    }

    fn to_json(&self) -> Value {
        let articles: Vec<_> = (self.addresses.iter().zip(1..))
            .map(|(url, number)| json!({ "number": number, "url": url }))
            .collect();
        let events: Vec<_> = (self.events.iter())
            .map(|(day, words)| json!({ "date": format!("2025-05-{day:02}"), "text": words.join(" ") }))
            .collect();
        json!({
            "id": self.id, "title": format!("{} .", self.title.join(" ")),
            "sections": [{ "text": self.text.join(", ") }], "articles": articles, "timeline": events,
        })
    }

    fn words(&self) -> BTreeSet<&str> {
        let events = self.events.iter().flat_map(|(_, words)| words);
        self.title.iter().chain(&self.text).chain(events).map(String::as_str).collect()
    }

    fn shares<'a>(&'a self, other: &'a Self) -> BTreeSet<&'a str> {
        self.words().intersection(&other.words()).copied().collect()
    }

    fn days(&self) -> Option<(u32, u32)> {
        let days = || self.events.iter().map(|(day, _)| *day);
        days().min().zip(days().max())
    }

    /// In how many documents each of its words stands: in its own, and in those of its events.
    fn documents(&self) -> impl Iterator<Item = &str> {
        let events = self.events.iter().flat_map(|(_, words)| {
            words.iter().chain(&self.title).map(String::as_str).collect::<BTreeSet<_>>()
        });
        self.words().into_iter().chain(events)
    }
}

fn ask(rig: &Rig, id: &str, limit: usize) -> Vec<Value> {
    let path = format!("/api/v1/stories/{id}/related");
    let reply = rig.ask(&path, &[("limit", &limit.to_string())]);
    assert_eq!(reply["id"], id);
    reply["related"].as_array().unwrap().clone()
}

fn id(related: &Value) -> &str {
    related["story"]["id"].as_str().unwrap()
}

fn score(related: &Value) -> f64 {
    related["score"].as_f64().unwrap()
}

/// Random stories, half of them written after the index was built, some written again or removed.
fn world(random: &mut Random) -> (Rig, Vec<Known>) {
    let mut known: Vec<_> = (0..STORIES).map(|number| Known::random(random, number)).collect();
    let built: Vec<_> = known[..STORIES / 2].iter().map(Known::to_json).collect();
    let rig = Rig::with(&built);
    for number in (STORIES / 2..STORIES).chain([3, 5, STORIES - 2]) {
        if number != known.len() - 1 {
            let id = known[number].id.clone();
            known[number] = Known { id, ..Known::random(random, number) };
        }
        rig.apply(vec![put(&known[number].to_json())]);
    }
    let gone = known.swap_remove(7);
    rig.apply(vec![dateline_engine::Change::remove(gone.id.parse().unwrap())]);
    (rig, known)
}

#[test]
fn what_is_told_of_related_stories_is_so() {
    for seed in 1..=4 {
        let (rig, known) = world(&mut Random::of(seed));
        let by_id: BTreeMap<&str, &Known> = known.iter().map(|story| (&*story.id, story)).collect();
        let mut found_any = 0;
        for story in &known {
            let all = ask(&rig, &story.id, 50);
            let name = format!("seed {seed}: {}", story.id);
            let mut ids = BTreeSet::new();
            for related in &all {
                let name = format!("{name}: {related}");
                let other = by_id.get(id(related)).unwrap_or_else(|| panic!("{name}"));
                assert!(ids.insert(id(related)) && other.id != story.id, "{name}");
                let told: Vec<_> = related["because"]["words"].as_array().unwrap().clone();
                let told: BTreeSet<_> = told.iter().map(|word| word.as_str().unwrap()).collect();
                let shared = story.shares(other);
                assert!(!told.is_empty() && told.len() <= 8 && told.is_subset(&shared), "{name}");
                let articles = story.addresses.intersection(&other.addresses).count();
                assert_eq!(related["because"]["articles"], articles, "{name}");
                let dates = story.days().zip(other.days()).and_then(|(a, b)| {
                    let (from, to) = (a.0.max(b.0), a.1.min(b.1));
                    let day = |day| format!("2025-05-{day:02}");
                    (from <= to).then(|| json!({ "from": day(from), "to": day(to) }))
                });
                assert_eq!(related["because"].get("dates"), dates.as_ref(), "{name}");
                assert!(score(related) > 0.0, "{name}");
            }
            in_order(&all, &by_id, &name);
            for limit in [1, 3, 5] {
                let some = ask(&rig, &story.id, limit);
                assert_eq!(some, all[..limit.min(all.len())], "{name}, {limit} of them");
            }
            found_any += usize::from(!all.is_empty());
        }
        assert!(found_any > STORIES / 2, "seed {seed}: {found_any}");
    }
}

/// By score, then newest, then id.
fn in_order(all: &[Value], by_id: &BTreeMap<&str, &Known>, name: &str) {
    for pair in all.windows(2) {
        let key = |related: &Value| {
            let last = by_id[id(related)].days().map(|(_, last)| last);
            (score(related), last)
        };
        let ((a, a_last), (b, b_last)) = (key(&pair[0]), key(&pair[1]));
        let tie = a == b && (a_last > b_last || a_last == b_last && id(&pair[0]) < id(&pair[1]));
        assert!(a > b || tie, "{name}: {} before {}", pair[0], pair[1]);
    }
}

#[test]
fn every_story_that_shares_a_rare_word_is_found() {
    for seed in 11..=14 {
        let (rig, known) = world(&mut Random::of(seed));
        let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
        for word in known.iter().flat_map(Known::documents) {
            *documents.entry(word).or_default() += 1;
        }
        for story in &known {
            // Of so few words each is looked at.
            assert!(story.words().len() <= 25);
            let found = ask(&rig, &story.id, 50);
            let found: BTreeSet<&str> = found.iter().map(id).collect();
            for other in known.iter().filter(|other| other.id != story.id) {
                // What was deleted may still count, so that a word well below is taken.
                let rare = |word: &&str| documents[word] <= FEW / 2;
                if story.shares(other).iter().any(rare) {
                    assert!(found.contains(&*other.id), "seed {seed}: {} {}", story.id, other.id);
                } else if story.shares(other).is_empty() {
                    assert!(!found.contains(&*other.id), "seed {seed}: {} {}", story.id, other.id);
                }
            }
        }
    }
}

#[test]
fn who_shares_more_words_stands_first_where_all_else_is_equal() {
    for seed in 21..=26 {
        let mut random = Random::of(seed);
        let known: Vec<_> = (0..30)
            .map(|number| {
                // As many words in each, none twice.
                let mut words = BTreeSet::new();
                while words.len() < 10 {
                    words.insert(word(&mut random));
                }
                let id = format!("story-{number:02}");
                let (title, events, addresses) = (Vec::new(), Vec::new(), BTreeSet::new());
                Known { id, title, text: words.into_iter().collect(), events, addresses }
            })
            .collect();
        let rig = Rig::with(&known.iter().map(Known::to_json).collect::<Vec<_>>());
        let by_id: BTreeMap<&str, &Known> = known.iter().map(|story| (&*story.id, story)).collect();
        let mut compared = 0;
        for story in &known {
            let found = ask(&rig, &story.id, 50);
            let shared: Vec<_> = found.iter().map(|other| story.shares(by_id[id(other)])).collect();
            for (place, more) in shared.iter().enumerate() {
                for less in shared[..place].iter().filter(|less| less.len() < more.len()) {
                    assert!(!less.is_subset(more), "seed {seed}: {} {less:?} {more:?}", story.id);
                }
                let behind = shared[place..].iter();
                compared +=
                    behind.filter(|less| less.len() < more.len() && less.is_subset(more)).count();
            }
        }
        assert!(compared > 50, "seed {seed}: {compared} pairs");
    }
}
