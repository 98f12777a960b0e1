//! The words of texts, and which events each stands in.

use std::collections::{BTreeSet, HashMap};

use dateline_indexer::analysis::{Analyzer, Language};
use dateline_model::{Event, Story};

/// Where a word stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) story: &'a Story,
    pub(crate) event: &'a Event,
    /// The number of the event, from 1.
    pub(crate) number: usize,
}

/// The events that have a word.
#[derive(Default)]
pub(crate) struct Words<'a>(HashMap<String, Vec<Place<'a>>>);

impl<'a> Words<'a> {
    /// Reads the words of all events.
    pub(crate) fn of(stories: &'a [Story]) -> Self {
        let mut words = Self::default();
        for story in stories {
            for (number, event) in (1..).zip(&story.timeline) {
                let place = Place { story, event, number };
                let distinct: BTreeSet<String> = list(&event.text).into_iter().collect();
                distinct.into_iter().for_each(|word| words.0.entry(word).or_default().push(place));
            }
        }
        words
    }

    /// The events that have this one.
    pub(crate) fn events_with(&self, word: &str) -> &[Place<'a>] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The folded words of a text in order, without those that the grammar of queries has a meaning for.
pub(crate) fn list(text: &str) -> Vec<String> {
    let mut analyzer = Analyzer::new(Language::of(Some("en")));
    let mut words = Vec::new();
    analyzer.analyze(text, |token| {
        let is_operator = matches!(token.word, "and" | "or" | "not" | "near");
        if !is_operator && token.word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            words.push(token.word.to_owned());
        }
    });
    words
}
