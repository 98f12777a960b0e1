//! The words of a view: those of large segments in one dictionary, once it is read, and those of the others
//! in theirs.

use std::sync::Arc;

use super::ranked_words::{Ranked, RankedWords};
use super::reading::ReadWords;
use crate::embedded::exact_words::ALL;
use crate::embedded::view::{SegmentView, View};

/// The words of titles, headings and texts.
pub(super) struct KnownWords<'a> {
    pub(super) view: &'a View,
    read: Option<Arc<ReadWords>>,
    /// The place of each segment among those that were read.
    places: Vec<Option<usize>>,
}

impl<'a> KnownWords<'a> {
    /// What is known by now.
    pub(super) fn of(view: &'a View) -> Self {
        let read = view.ranked_words.get(view);
        let place = |segment: &Arc<SegmentView>| {
            read.as_ref()?.segments.iter().position(|read| *read == segment.id)
        };
        let places = view.segments.iter().map(place).collect();
        Self { view, read, places }
    }

    /// Those in one dictionary.
    pub(super) fn ranked(&self) -> Option<&RankedWords> {
        self.read.as_ref().map(|read| &read.words)
    }

    /// The numbers of the segments whose words are not in it.
    pub(super) fn others(&self) -> impl Iterator<Item = usize> {
        self.places.iter().enumerate().filter_map(|(number, place)| match place {
            Some(_) => None,
            None => Some(number),
        })
    }

    /// These segments.
    pub(super) fn other_segments(&self) -> impl Iterator<Item = &'a SegmentView> {
        self.others().filter_map(|number| Some(self.view.segments.get(number)?.as_ref()))
    }

    /// Each segment, and which of its dictionaries may have a word: a bit for each.
    pub(super) fn dictionaries(&self, word: &str) -> impl Iterator<Item = (&'a SegmentView, u32)> {
        let ranked = self.ranked().and_then(|words| words.get(word));
        let of_place = move |place| ranked.map_or(0, |ranked: Ranked| ranked.dictionaries(place));
        let segments = self.view.segments.iter().zip(&self.places);
        segments.map(move |(segment, place)| (segment.as_ref(), place.map_or(ALL, of_place)))
    }
}
