//! The words of texts, and which events each stands in.

use std::collections::{BTreeSet, HashMap};

use dateline_model::{Event, Story};
use dateline_query::language::plain_words;

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
                let distinct: BTreeSet<String> = plain_words(&event.text).into_iter().collect();
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
