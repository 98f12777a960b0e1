//! A story in one of its versions, told apart from every other by a word of its own.

use serde_json::{Value, json};

use super::Random;

/// One version of one story.
#[derive(Debug)]
pub(crate) struct Edition {
    /// The story that it is a version of.
    pub(crate) id: String,
    /// A word that no other edition has. It stands in the title and in each event; with digits in
    /// it, it is neither stemmed nor taken for a misspelling of another.
    pub(crate) word: String,
    /// The whole story in the form in which the API gives it back, no field left out.
    pub(crate) story: Value,
    /// How many events it has.
    pub(crate) events: u64,
}

/// What the texts are made of. Many editions share them, so that postings are long.
const WORDS: [&str; 12] = [
    "river",
    "museum",
    "treaty",
    "harbour",
    "storm",
    "council",
    "bridge",
    "election",
    "satellite",
    "vaccine",
    "drought",
    "orchestra",
];

/// Dates of all precisions.
const DATES: [&str; 6] =
    ["2024", "2025-10", "2025-11-04", "2025-11-28/2025-12-02", "2024-21", "2025~"];

impl Edition {
    /// The edition of a story with a number and an author; the two together are used once. Most are
    /// short, and some so long that half of one would be noticed.
    pub(crate) fn new(id: &str, number: u64, author: u64, random: &mut Random) -> Self {
        let plain: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
        let word = format!("w{plain}n{number}a{author}");
        let events = if random.percent(5) { 60 } else { random.below(7) };
        let timeline: Vec<_> = (0..events).map(|n| event(n, &word, random)).collect();
        let story = json!({
            "id": id,
            "title": format!("{} {word}", text(random)),
            "feeds": ["World", random.pick(&WORDS)],
            "url": format!("https://news.example/{id}/{number}"),
            "language": "en",
            "updated": "2025-12-03",
            "sections": [{"heading": text(random), "text": text(random), "citations": [1]}],
            "sources": [{"number": 1, "title": text(random), "publisher": "Reuters"}],
            "articles": [{"number": 1, "publisher": "BBC"}],
            "timeline": timeline,
        });
        Self { id: id.to_owned(), word, story, events }
    }

    /// The number of an edition, read from a story that the API gave.
    #[track_caller]
    pub(crate) fn number_of(story: &Value) -> u64 {
        let url = story["url"].as_str().unwrap_or_else(|| panic!("not an edition: {story:#}"));
        url.rsplit('/').next().unwrap().parse().unwrap()
    }

    /// Whether a story that the API gave is this edition, in full.
    pub(crate) fn is(&self, found: &Value) -> bool {
        self.story == *found
    }
}

fn event(number: u64, word: &str, random: &mut Random) -> Value {
    let date = *random.pick(&DATES);
    let text = format!("{} {word} and {number} more", text(random));
    json!({"date": date, "date_text": date, "text": text, "citations": [1]})
}

fn text(random: &mut Random) -> String {
    let words: Vec<_> = (0..random.between(2, 9)).map(|_| *random.pick(&WORDS)).collect();
    words.join(" ")
}
