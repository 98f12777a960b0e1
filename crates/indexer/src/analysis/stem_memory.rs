//! Stems that were made before. A stemmer takes a microsecond, and a corpus repeats its words.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// How many words are remembered before the memory is emptied: those of a language that are in
/// steady use, at some 30 bytes each.
const MOST_WORDS: usize = 40_000;
/// The same for the bytes of the text, so that a place in it fits its number.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Words with their stems, all in one text, so that the frequent ones, which are met first, lie
/// close together.
#[derive(Default)]
pub(super) struct StemMemory {
    places: HashTable<Place>,
    text: String,
}

/// Where a word and its stem stand in the text. The stem most often lies at the word's beginning.
struct Place {
    word: u32,
    stem: u32,
    word_bytes: u16,
    stem_bytes: u16,
}

impl StemMemory {
    /// The stem of a word, made by `stem` where it is not known. Words are of at most 65,535 bytes;
    /// longer ones are their own stems.
    pub(super) fn stem<'a>(&'a mut self, word: &'a str, stem: impl FnOnce() -> String) -> &'a str {
        let hash = FxBuildHasher.hash_one(word);
        let found = self.places.find(hash, |place| place.word(&self.text) == word);
        if let Some(place) = found {
            let start = place.stem as usize;
            return &self.text[start..start + usize::from(place.stem_bytes)];
        }
        let stem = stem();
        let lengths = (u16::try_from(word.len()), u16::try_from(stem.len()));
        let (Ok(word_bytes), Ok(stem_bytes)) = lengths else { return word };
        if self.places.len() >= MOST_WORDS || self.text.len() >= MOST_BYTES {
            self.places.clear();
            self.text.clear();
        }
        let at = self.text.len() as u32;
        self.text.push_str(word);
        let stem_at = if word.starts_with(&stem) {
            at
        } else {
            self.text.push_str(&stem);
            at + u32::from(word_bytes)
        };
        let place = Place { word: at, stem: stem_at, word_bytes, stem_bytes };
        let text = &self.text;
        self.places.insert_unique(hash, place, |place| FxBuildHasher.hash_one(place.word(text)));
        &self.text[stem_at as usize..stem_at as usize + stem.len()]
    }
}

impl Place {
    fn word<'a>(&self, text: &'a str) -> &'a str {
        let start = self.word as usize;
        &text[start..start + usize::from(self.word_bytes)]
    }
}
