//! The words of a story, with how often they stand in it, from as much of it as need be read.

use std::collections::hash_map::Entry;

use dateline_indexer::analysis::Analyzer;
use dateline_indexer::generation::read_document;
use dateline_indexer::{IndexError, StoredDocument, StoredStory};
use rustc_hash::FxHashMap;
use tantivy::{DocAddress, Searcher};

use super::documents::StoryDocuments;
use crate::embedded::view::View;

/// So many bytes of the sections are read, and of the events; of longer ones each gives its beginning.
const MOST_BYTES: usize = 40_000;
/// So many events are read; of more, some in equal distances.
const MOST_EVENTS: u32 = 200;
/// How often a word counts that stands in a title or a heading.
const TITLE_WEIGHT: u32 = 3;
const HEADING_WEIGHT: u32 = 2;
/// Of so many ways to write a word the most frequent one is told.
const MOST_FORMS: usize = 6;

/// A word of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoryWord {
    pub(super) stem: String,
    /// As the story writes it.
    pub(super) written: String,
    /// How often it stands in what was read.
    pub(super) frequency: u32,
    /// In how many documents of the story it stands at least.
    pub(super) own_documents: u64,
}

/// The words of a story, the most frequent first.
pub(super) struct StoryWords(pub(super) Vec<StoryWord>);

/// A word that is being counted.
#[derive(Default)]
struct Counted {
    frequency: u32,
    events: u64,
    in_title: bool,
    /// The event or text that it was last met in, counted from 1.
    last_text: u32,
    forms: Vec<(String, u32)>,
}

/// Counts words.
struct Counter<'a> {
    analyzer: &'a mut Analyzer,
    words: FxHashMap<String, Counted>,
    texts: u32,
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Title,
    Heading,
    Text,
    /// Of which the index holds each word once.
    Event,
}

impl StoryWords {
    /// Reads the words of a story from what is stored of it.
    pub(super) fn read(
        view: &View,
        documents: &StoryDocuments,
        story: &StoredStory,
    ) -> Result<Self, IndexError> {
        let events = events(&view.searcher, documents)?;
        let analysis = &view.languages.analysis;
        let words = analysis.with_analyzer(story.head.analyzed_in(), |analyzer| {
            let mut counter = Counter { analyzer, words: FxHashMap::default(), texts: 0 };
            let sections = story.sections();
            let share = Share::of(sections.iter().map(|section| section.text.len()).sum());
            for section in sections {
                if let Some(heading) = &section.heading {
                    counter.count(Place::Heading, beginning(heading, MOST_BYTES / 100));
                }
                counter.count(Place::Text, share.of_text(&section.text));
            }
            let share = Share::of(events.iter().map(String::len).sum());
            for event in &events {
                counter.count(Place::Event, share.of_text(event));
            }
            // Last, as titles are often written in capitals, and are told where nothing else is.
            counter.count(Place::Title, beginning(&story.head.title, MOST_BYTES / 100));
            counter.words
        });
        let all_documents = 1 + u64::from(documents.events);
        let mut words: Vec<_> = words
            .into_iter()
            .filter(|(stem, _)| can_relate(stem))
            .map(|(stem, counted)| counted.finished(stem, all_documents))
            .collect();
        words.sort_unstable_by(|a, b| (b.frequency, &a.stem).cmp(&(a.frequency, &b.stem)));
        Ok(Self(words))
    }
}

/// The texts of the events, or of some.
fn events(searcher: &Searcher, documents: &StoryDocuments) -> Result<Vec<String>, IndexError> {
    let StoryDocuments { own, events } = *documents;
    let read = events.min(MOST_EVENTS);
    let mut texts = Vec::with_capacity(read as usize);
    for index in 0..read {
        // In equal distances from the first on; in a short timeline, one after the other.
        let number = 1 + u64::from(index) * u64::from(events) / u64::from(read);
        let address = DocAddress::new(own.segment_ord, own.doc_id + number as u32);
        if let StoredDocument::Event(event) = read_document(searcher, address)? {
            texts.push(event.event.text);
        }
    }
    Ok(texts)
}

/// Numbers relate nothing: years are dates, and so many dead are so many by chance.
fn can_relate(stem: &str) -> bool {
    stem.chars().any(char::is_alphabetic)
}

impl Counter<'_> {
    fn count(&mut self, place: Place, text: &str) {
        self.texts += 1;
        let (words, number) = (&mut self.words, self.texts);
        self.analyzer.analyze(text, |token| {
            if !token.gram.is_asked_for() {
                return;
            }
            let counted = match words.entry(token.stem.to_owned()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(Counted::default()),
            };
            counted.add(place, number);
            let written = &text[token.range];
            if place != Place::Title || counted.forms.is_empty() {
                counted.write(without_possessive(written));
            }
        });
    }
}

impl Counted {
    fn add(&mut self, place: Place, text: u32) {
        let again = std::mem::replace(&mut self.last_text, text) == text;
        self.in_title |= place == Place::Title;
        self.frequency += match place {
            Place::Title => TITLE_WEIGHT,
            Place::Heading => HEADING_WEIGHT,
            Place::Text => 1,
            Place::Event => u32::from(!again),
        };
        self.events += u64::from(place == Place::Event && !again);
    }

    fn write(&mut self, form: &str) {
        if let Some((_, count)) = self.forms.iter_mut().find(|(known, _)| known == form) {
            *count += 1;
        } else if self.forms.len() < MOST_FORMS {
            self.forms.push((form.to_owned(), 1));
        }
    }

    fn finished(self, stem: String, all_documents: u64) -> StoryWord {
        // Of forms as frequent, the one in small letters: what begins a sentence has a large one.
        let best = self.forms.into_iter().min_by(|(a, a_count), (b, b_count)| {
            (b_count, is_capital(a), a).cmp(&(a_count, is_capital(b), b))
        });
        StoryWord {
            written: best.map_or_else(|| stem.clone(), |(form, _)| form),
            stem,
            frequency: self.frequency,
            // The title stands with every event.
            own_documents: if self.in_title { all_documents } else { 1 + self.events },
        }
    }
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A word without the ending of a possessive, which is no part of it.
fn without_possessive(word: &str) -> &str {
    let is_apostrophe = |c| matches!(c, '\'' | '\u{2019}' | '`');
    let base = word.strip_suffix(['s', 'S']).filter(|base| base.ends_with(is_apostrophe));
    base.unwrap_or(word).trim_end_matches(is_apostrophe)
}

/// How much of each text is read, so that all have a part in it.
struct Share {
    total: usize,
}

impl Share {
    fn of(total: usize) -> Self {
        Self { total }
    }

    fn of_text<'a>(&self, text: &'a str) -> &'a str {
        if self.total <= MOST_BYTES {
            return text;
        }
        // Below the one by the other, and so below the length of the text.
        let bytes = text.len() as u128 * MOST_BYTES as u128 / self.total as u128;
        beginning(text, bytes as usize)
    }
}

/// Up to so many bytes of a text.
fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
