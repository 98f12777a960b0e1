//! Other words for the rare ones, so that a corpus that grows by copies grows as corpora do: the
//! common words become more frequent, and there are more rare ones, each as rare as before.

use std::collections::HashMap;

use dateline_model::Story;

/// A word that stands there less often is rare.
const RARE: u32 = 500;

/// How often each word stands in a corpus.
#[derive(Default)]
pub(crate) struct Words(HashMap<String, u32>);

impl Words {
    /// Counts the words of a story.
    pub(crate) fn count(&mut self, story: &Story) {
        let events = story.timeline.iter().map(|event| &event.text);
        let sections = story.sections.iter().map(|section| &section.text);
        for text in events.chain(sections).chain([&story.title]) {
            for word in text.split(|c: char| !c.is_alphabetic()) {
                if let Some(count) = self.0.get_mut(word) {
                    *count += 1;
                } else if !word.is_empty() {
                    self.0.insert(word.to_owned(), 1);
                }
            }
        }
    }

    /// The text with other words for the rare ones, others for each copy.
    pub(crate) fn bend(&self, text: &str, copy: u32) -> String {
        let ending = ending(copy);
        let mut bent = String::with_capacity(text.len() + text.len() / 4);
        let mut word = 0..0;
        for (at, c) in text.char_indices() {
            if c.is_alphabetic() {
                word.end = at + c.len_utf8();
                continue;
            }
            self.push(&text[word.clone()], &ending, &mut bent);
            bent.push(c);
            word = at + c.len_utf8()..at + c.len_utf8();
        }
        self.push(&text[word], &ending, &mut bent);
        bent
    }

    fn push(&self, word: &str, ending: &str, bent: &mut String) {
        bent.push_str(word);
        if !word.is_empty() && self.0.get(word).is_none_or(|count| *count < RARE) {
            bent.push_str(ending);
        }
    }
}

/// What the rare words of a copy end in: syllables that no stemmer cuts off.
fn ending(copy: u32) -> String {
    const SYLLABLES: [&str; 10] = ["bo", "da", "fu", "ga", "ko", "lu", "ma", "nu", "po", "ta"];
    let mut ending = String::from("x");
    for digit in copy.to_string().bytes() {
        ending.push_str(SYLLABLES[usize::from(digit - b'0')]);
    }
    ending
}
