//! The words by which a story is told from others, and the stories that have them.

use dateline_indexer::{Fields, IndexError};
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Term as IndexTerm};

use super::words::{StoryWord, StoryWords};
use crate::embedded::stop::Stop;
use crate::embedded::view::View;

/// So many words are looked up in the dictionary, the most frequent of the story.
const MOST_LOOKED_UP: usize = 200;
/// The postings of so many are read, as far as they are not longer than so many all together.
const MOST_READ: usize = 40;
const MOST_POSTINGS: u64 = 100_000;
/// So many then relate the story to others: as many as a shared word fits into a bit of its own.
pub(super) const MOST_TERMS: usize = 25;
/// A word that stands in more than one of so many documents, or stories, tells nothing; but for so few
/// that it is too early to say.
const COMMON: u64 = 10;
const FEW: u64 = 20;

/// A word that tells the story from others.
pub(super) struct Term {
    pub(super) word: StoryWord,
    /// How many stories have it, this one among them.
    pub(super) stories: u64,
    /// What it weighs: tf·idf over the stories.
    pub(super) weight: f32,
    /// The other stories that have it.
    pub(super) others: Vec<Occurrence>,
}

/// A story that has a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    /// The story's own document.
    pub(super) own: DocAddress,
    /// How often the word counts there.
    pub(super) frequency: u32,
}

/// A word as the dictionary knows it.
struct Known {
    word: StoryWord,
    /// In each segment.
    places: Vec<Option<TermInfo>>,
    documents: u64,
    weight: f32,
}

/// The words by which a story is told from others, the weightiest first.
pub(super) fn terms(
    view: &View,
    fields: Fields,
    words: StoryWords,
    (own, stop): (DocAddress, &Stop),
) -> Result<Vec<Term>, IndexError> {
    let documents = view.searcher.num_docs();
    let is_story = IndexTerm::from_field_text(fields.kind, dateline_model::Kind::Story.as_str());
    let all_stories = view.searcher.doc_freq(&is_story)?;
    let mut known = Vec::with_capacity(MOST_LOOKED_UP);
    for word in words.0.into_iter().take(MOST_LOOKED_UP) {
        let word = look_up(view, fields, word, documents)?;
        // A word that stands in this story alone relates it to none.
        if word.documents > word.word.own_documents && tells(word.documents, documents) {
            known.push(word);
        }
    }
    known.sort_unstable_by(|a, b| {
        b.weight.total_cmp(&a.weight).then_with(|| a.word.stem.cmp(&b.word.stem))
    });

    let mut terms = Vec::new();
    let mut left = MOST_POSTINGS;
    for known in known.into_iter().take(MOST_READ) {
        stop.check()?;
        let Some(rest) = left.checked_sub(known.documents) else { continue };
        left = rest;
        let others = read(view, fields, &known, own)?;
        let stories = others.len() as u64 + 1;
        if !others.is_empty() && tells(stories, all_stories) {
            let weight = tf_idf(known.word.frequency, stories, all_stories);
            terms.push(Term { word: known.word, stories, weight, others });
        }
    }
    terms.sort_unstable_by(|a, b| {
        b.weight.total_cmp(&a.weight).then_with(|| a.word.stem.cmp(&b.word.stem))
    });
    terms.truncate(MOST_TERMS);
    Ok(terms)
}

fn look_up(view: &View, fields: Fields, word: StoryWord, all: u64) -> Result<Known, IndexError> {
    let term = IndexTerm::from_field_text(fields.stems, &word.stem);
    let mut places = Vec::with_capacity(view.segments.len());
    for reader in view.searcher.segment_readers() {
        let index = reader.inverted_index(fields.stems)?;
        places.push(index.get_term_info(&term).map_err(tantivy::TantivyError::from)?);
    }
    let documents = places.iter().flatten().map(|place| u64::from(place.doc_freq)).sum();
    let weight = tf_idf(word.frequency, documents, all);
    Ok(Known { word, places, documents, weight })
}

/// The other stories that have a word. Events have it too, and are passed over.
fn read(
    view: &View,
    fields: Fields,
    known: &Known,
    own: DocAddress,
) -> Result<Vec<Occurrence>, IndexError> {
    let mut others = Vec::new();
    for (ordinal, place) in known.places.iter().enumerate() {
        let Some(place) = place else { continue };
        let reader = view.searcher.segment_reader(ordinal as u32);
        let segment = &view.segments[ordinal];
        // Most documents are events, and one that is of the same story as that before it is one, which
        // is quicker to see than its number; unless that before it is of an earlier form of the story.
        let is_story = |doc: DocId| {
            let begins = doc.checked_sub(1).is_none_or(|before| {
                segment.stories.ordinal(before) != segment.stories.ordinal(doc)
                    || reader.is_deleted(before)
            });
            begins && !reader.is_deleted(doc) && segment.event.first(doc) == Some(0)
        };
        let index = reader.inverted_index(fields.stems)?;
        let option = IndexRecordOption::WithFreqs;
        let mut postings = index
            .read_block_postings_from_terminfo(place, option)
            .map_err(tantivy::TantivyError::from)?;
        while !postings.docs().is_empty() {
            for (doc, frequency) in postings.docs().iter().zip(postings.freqs()) {
                let address = DocAddress::new(ordinal as u32, *doc);
                if is_story(*doc) && address != own {
                    others.push(Occurrence { own: address, frequency: *frequency });
                }
            }
            postings.advance();
        }
    }
    Ok(others)
}

/// Whether a word that so many of all have tells one of them from others.
fn tells(having: u64, all: u64) -> bool {
    having <= (all / COMMON).max(FEW)
}

/// What a word weighs that stands so often in a story and in so many of all: what is said again is
/// what the story is about, but ten times is not ten times as much.
fn tf_idf(frequency: u32, having: u64, all: u64) -> f32 {
    let (having, all) = (having as f32, (all as f32).max(having as f32));
    let idf = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
    (1.0 + (frequency as f32).ln()) * idf
}
