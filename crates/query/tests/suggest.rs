//! Suggestions against a naive scan of a random corpus, and for texts that are not meant well.
//!
//! The scan knows nothing of dictionaries or automata: a word begins so or its beginning is so many
//! edits away, it stands in a document or not, a title has so many words.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

mod rig;

use std::collections::{BTreeMap, BTreeSet};

use rig::Rig;
use serde_json::{Value, json};

const SUGGEST: &str = "/api/v1/suggest";
const SYLLABLES: [&str; 8] = ["ka", "mu", "se", "um", "ki", "mar", "kus", "e"];

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    /// Words of a few syllables are near each other, and begin alike.
    fn word(&mut self) -> String {
        (0..=1 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    fn text(&mut self, vocabulary: &[String], most: usize) -> Vec<String> {
        let count = 1 + self.below(most);
        // The first words are more frequent.
        let mut at = || self.below(vocabulary.len()).min(self.below(vocabulary.len()));
        (0..count).map(|_| vocabulary[at()].clone()).collect()
    }
}

struct Story {
    id: String,
    title: Vec<String>,
    year: usize,
    section: Vec<String>,
    event: Vec<String>,
}

/// The words that stand in a document exactly, and all that it is found by.
struct Document {
    exact: BTreeSet<String>,
    all: BTreeSet<String>,
}

impl Story {
    fn random(random: &mut Random, vocabulary: &[String], number: usize) -> Self {
        Self {
            id: format!("s{number:04}"),
            title: random.text(vocabulary, 4),
            year: 2000 + random.below(6),
            section: random.text(vocabulary, 8),
            event: random.text(vocabulary, 8),
        }
    }

    /// No language has the stems of these words, so they stand for themselves.
    fn json(&self) -> Value {
        json!({
            "id": self.id, "title": self.title.join(" "), "language": "xx",
            "updated": self.year.to_string(),
            "sections": [{ "text": self.section.join(" ") }],
            "timeline": [{ "text": self.event.join(" ") }],
        })
    }

    fn documents(&self) -> [Document; 2] {
        let set =
            |lists: &[&Vec<String>]| lists.iter().flat_map(|list| list.iter().cloned()).collect();
        let event: BTreeSet<String> = set(&[&self.title, &self.event]);
        [
            Document {
                exact: set(&[&self.title, &self.section]),
                all: set(&[&self.title, &self.section, &self.event]),
            },
            Document { exact: event.clone(), all: event },
        ]
    }
}

/// The fewest edits, two neighbours changing places being one, from a text to a beginning of a word.
fn distance_of_beginning(word: &str, typed: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, _) => j,
                (_, 0) => i,
                _ => {
                    let changed = usize::from(a[i - 1] != b[j - 1]);
                    let edits =
                        [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + changed];
                    let least = edits.into_iter().min().unwrap();
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least.min(table[i - 2][j - 2] + 1)
                    } else {
                        least
                    }
                }
            };
        }
    }
    table[a.len()].iter().copied().min().unwrap()
}

/// The words to expect: (word, documents, corrected).
fn expected_words(
    documents: &[Document],
    earlier: &[String],
    typed: &str,
    limit: usize,
) -> Vec<(String, u64, bool)> {
    let mut counts: BTreeMap<&String, u64> = BTreeMap::new();
    let mut together: BTreeSet<&String> = BTreeSet::new();
    for document in documents {
        let has_all = earlier.iter().all(|word| document.all.contains(word));
        for word in &document.exact {
            *counts.entry(word).or_default() += 1;
            if has_all {
                together.insert(word);
            }
        }
    }
    let listed = |such: &dyn Fn(&str) -> bool, corrected: bool| {
        let such = counts.iter().filter(|(word, _)| such(word) && together.contains(*word));
        let mut such: Vec<_> = such.map(|(word, n)| ((*word).clone(), *n, corrected)).collect();
        such.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        such
    };
    let mut words = listed(&|word| word.starts_with(typed), false);
    if let [(only, ..)] = words.as_slice()
        && only == typed
    {
        words.clear();
    }
    words.truncate(limit);
    let allowed = match typed.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let is_near = |word: &str, distance: usize| {
        !word.starts_with(typed)
            && distance_of_beginning(word, typed) <= distance
            && (distance < 2 || word.chars().next() == typed.chars().next())
    };
    let nearest = (1..=allowed).find(|distance| counts.keys().any(|word| is_near(word, *distance)));
    if let Some(distance) = nearest.filter(|_| words.len() < limit) {
        words.extend(listed(&|word| is_near(word, distance), true));
        words.truncate(limit);
    }
    words
}

fn expected_titles(
    stories: &[Story],
    earlier: &[String],
    typed: &str,
    limit: usize,
) -> Vec<String> {
    let fits = stories.iter().filter(|story| {
        earlier.iter().all(|word| story.title.contains(word))
            && story.title.iter().any(|word| word.starts_with(typed))
    });
    let mut fits: Vec<_> = fits
        .map(|story| (story.title.len(), std::cmp::Reverse(story.year), story.id.clone()))
        .collect();
    fits.sort();
    fits.into_iter().take(limit).map(|(.., id)| id).collect()
}

/// A random corpus and what is asked of it.
struct Corpus {
    seed: u64,
    words: usize,
    stories: usize,
    questions: usize,
    /// Whether words stand before the one that is typed: whether they stand together is told exactly of few
    /// documents.
    has_earlier: bool,
}

#[test]
fn suggestions_are_those_of_a_naive_scan() {
    let small = |seed| Corpus { seed, words: 150, stories: 120, questions: 250, has_earlier: true };
    let told = scan(&[small(1), small(2), small(3)]);
    assert!(told.corrected > 100 && told.titled > 100 && told.words > 500, "{told:?}");
}

/// Of segments with so many documents the words are read in the background, while it is asked.
#[test]
fn suggestions_of_a_large_index_are_those_of_a_naive_scan() {
    let large = Corpus { seed: 4, words: 800, stories: 6_000, questions: 80, has_earlier: false };
    let told = scan(&[large]);
    assert!(told.corrected > 30 && told.titled > 20 && told.words > 200, "{told:?}");
}

/// How much was told.
#[derive(Debug, Default)]
struct Told {
    words: usize,
    corrected: usize,
    titled: usize,
}

/// Asks these corpora, and compares.
fn scan(corpora: &[Corpus]) -> Told {
    let mut told = Told::default();
    for corpus in corpora {
        let seed = corpus.seed;
        let mut random = Random(seed);
        let vocabulary: Vec<String> = (0..corpus.words).map(|_| random.word()).collect();
        let stories: Vec<Story> = (0..corpus.stories)
            .map(|number| Story::random(&mut random, &vocabulary, number))
            .collect();
        let documents: Vec<Document> = stories.iter().flat_map(Story::documents).collect();
        let rig = Rig::with(&stories.iter().map(Story::json).collect::<Vec<_>>());
        for _ in 0..corpus.questions {
            let mut typed = vocabulary[random.below(vocabulary.len())].clone();
            typed.truncate(1 + random.below(typed.len()));
            if random.below(3) == 0 {
                let letter = char::from(b'a' + random.below(26) as u8);
                typed.insert(random.below(typed.len() + 1), letter);
            }
            let earlier = match random.below(3) {
                0 => Vec::new(),
                _ if !corpus.has_earlier => Vec::new(),
                count => {
                    let story = &stories[random.below(stories.len())];
                    let words = if random.below(2) == 0 { &story.title } else { &story.event };
                    words.iter().take(count).cloned().collect()
                }
            };
            let limit = 1 + random.below(20);
            let text = [&earlier[..], std::slice::from_ref(&typed)].concat().join(" ");
            let reply = rig.ask(SUGGEST, &[("q", &text), ("limit", &limit.to_string())]);
            let word = |word: &Value| {
                let name = word["word"].as_str().unwrap().to_owned();
                assert!(word["text"].as_str().unwrap().ends_with(&name));
                (name, word["documents"].as_u64().unwrap(), word["corrected"].as_bool().unwrap())
            };
            let words: Vec<_> = reply["words"].as_array().unwrap().iter().map(word).collect();
            let expected = expected_words(&documents, &earlier, &typed, limit);
            assert_eq!(words, expected, "seed {seed}, {text:?}, limit {limit}");
            told.corrected += words.iter().filter(|(.., corrected)| *corrected).count();
            told.words += words.len();
            let titles = expected_titles(&stories, &earlier, &typed, limit);
            if !titles.is_empty() {
                let found: Vec<_> = reply["titles"].as_array().unwrap().iter().collect();
                let found: Vec<_> =
                    found.iter().map(|title| title["id"].as_str().unwrap()).collect();
                assert_eq!(found, titles, "seed {seed}, titles for {text:?}, limit {limit}");
                told.titled += 1;
            }
        }
    }
    told
}

#[test]
fn what_was_found_once_is_forgotten_with_its_story() {
    let stories: Vec<Value> = (0..600)
        .map(|number| json!({ "id": format!("s{number}"), "title": format!("Museum {number}") }))
        .collect();
    let rig = Rig::with(&stories);
    let ask = || rig.ask(SUGGEST, &[("q", "m"), ("limit", "1")]);
    assert_eq!(ask()["words"][0]["documents"], 600);
    assert_eq!(ask()["titles"][0]["id"], "s0");
    let removal =
        |id: &str| dateline_engine::Change::remove(dateline_model::StoryId::new(id).unwrap());
    rig.apply(vec![removal("s0")]);
    assert_eq!(ask()["words"][0]["documents"], 599);
    assert_eq!(ask()["titles"][0]["id"], "s1");
    rig.apply((1..600).map(|number| removal(&format!("s{number}"))).collect());
    assert_eq!(ask()["words"], json!([]));
    assert_eq!(ask()["titles"], json!([]));
}

#[test]
fn another_digit_makes_another_number() {
    let titles = ["covid19", "covidx", "museum", "mus3um"];
    let stories = titles.map(|title| json!({ "id": title, "title": title, "language": "xx" }));
    let rig = Rig::with(&stories);
    let words = |text: &str| {
        let reply = rig.ask(SUGGEST, &[("q", text)]);
        let words = reply["words"].as_array().unwrap().iter();
        words.map(|word| word["word"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(words("mus"), ["mus3um", "museum"]);
    assert_eq!(words("musaum"), ["museum"]);
    assert_eq!(words("covid1"), ["covid19"]);
    assert_eq!(words("covidy"), ["covidx"]);
    assert_eq!(words("covid18"), [""; 0]);
}

#[test]
fn no_text_is_an_error() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "Museum <b>of</b> music" })]);
    let long = ["mus ".repeat(2_500), "m".repeat(10_000), "東".repeat(700), "\"".repeat(1_999)];
    let texts = [
        "",
        " ",
        "\0",
        "mus\0",
        "\u{1F}\u{1E}mus",
        "\u{7}\u{202E}",
        "?!…",
        "\"",
        "\"mus",
        "mus\"",
        "((((mus",
        "title:mus",
        "title:",
        "-mus",
        "- mus",
        "+mus",
        "mus*",
        "mus~",
        "mus~2",
        "feed:mus",
        "on:2025-1",
        "story:a",
        "nonsense:mus",
        "mus OR",
        "OR mus",
        "NOT mus",
        "mus AND",
        "\\mus",
        "mu\\s",
        "'mus",
        "mus'",
        "l’mus",
        "mus\u{301}",
        "\u{301}",
        "\u{10FFFF}",
        "🙂mus",
        "mus🙂",
        "mus\u{200B}",
        "ｍｕｓ",
        "<mus>",
        "&lt;mus",
    ];
    for text in texts.into_iter().chain(long.iter().map(String::as_str)) {
        for limit in ["1", "20"] {
            let reply = rig.ask(SUGGEST, &[("q", text), ("limit", limit)]);
            assert_eq!(reply["text"].as_str().unwrap().trim(), text.trim(), "{text:?}");
            for title in reply["titles"].as_array().unwrap() {
                let marked = title["highlighted"].as_str().unwrap();
                let plain = marked.replace("<mark>", "").replace("</mark>", "");
                assert_eq!(plain, "Museum &lt;b&gt;of&lt;/b&gt; music", "{text:?}");
            }
        }
    }
}

#[test]
fn wrong_parameters_are_told() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "A" })]);
    for (name, value, code) in [
        ("limit", "0", "invalid_parameter"),
        ("limit", "21", "invalid_parameter"),
        ("offset", "1", "unknown_parameter"),
        ("query", "a", "unknown_parameter"),
    ] {
        let reply = rig.client.get(SUGGEST, &[(name, value)]);
        assert_eq!(
            (reply.status.as_u16(), reply.json()["code"].as_str()),
            (400, Some(code)),
            "{name}"
        );
    }
    let reply = rig.ask(SUGGEST, &[]);
    assert_eq!((&reply["words"], &reply["titles"]), (&json!([]), &json!([])));
}
