//! Stories in which much has to be looked at: a few words that stand in every text, in any order, and
//! very many that stand in one.

use serde_json::{Value, json};

const STORIES: u64 = 100;
const EVENTS: u64 = 150;
const FREQUENT: [&str; 12] = [
    "museum", "treaty", "harbor", "winter", "signal", "garden", "copper", "planet", "window",
    "button", "forest", "rocket",
];

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    /// A word that nobody knows.
    fn word(&mut self) -> String {
        (0..9).map(|_| char::from(b"abcdefghijklmnop"[self.below(16)])).collect()
    }
}

/// The stories.
pub(crate) fn stories() -> Vec<Value> {
    let mut numbers = Numbers(1);
    (0..STORIES).map(|number| story(number, &mut numbers)).collect()
}

fn story(number: u64, numbers: &mut Numbers) -> Value {
    let event = |_| {
        let mut words: Vec<String> =
            (0..60).map(|_| FREQUENT[numbers.below(FREQUENT.len())].to_owned()).collect();
        words.extend((0..20).map(|_| numbers.word()));
        json!({ "date": "2024-05-01", "text": words.join(" ") })
    };
    let timeline: Vec<Value> = (0..EVENTS).map(event).collect();
    json!({ "id": format!("s{number}"), "title": "Everything at once", "timeline": timeline })
}

/// Words that stand in every text and may stand far from one another.
pub(crate) fn phrases() -> String {
    let mut numbers = Numbers(2);
    let phrase = |_| {
        let words: Vec<&str> = (0..5).map(|_| FREQUENT[numbers.below(FREQUENT.len())]).collect();
        format!("\"{}\"~9", words.join(" "))
    };
    (0..44).map(phrase).collect::<Vec<_>>().join(" OR ")
}

/// Words that are in no text, each with something before and behind.
pub(crate) fn rare_words(before: &str, behind: &str) -> String {
    let mut numbers = Numbers(3);
    let words = (0..64).map(|_| format!("{before}{}{behind}", numbers.word()));
    words.collect::<Vec<_>>().join(" ")
}
