//! The texts of a segment under construction, and how their words occur in each field.

use tantivy::DocId;

use super::lists::Occurrences;
use super::stream::Stream;
use super::terms::Ranks;
use super::vocabulary::{LanguageIndex, Vocabulary, WordTerms};
use super::word_table::WordId;
use crate::analysis::{Analyzer, Stemming, Word, WordSink};
use crate::layout::Role;

/// The texts of the stories, in the order of their documents.
#[derive(Default)]
pub(super) struct Texts {
    /// The first document of each story.
    stories: Vec<DocId>,
    /// How many documents there are.
    pub(super) documents: DocId,
    /// A unit for each story.
    titles: Stream,
    /// A unit for each story: events have no headings.
    headings: Stream,
    /// A unit for each document.
    bodies: Stream,
    /// How many words the title of the story has, and those of all documents.
    title_words: usize,
    titles_words: usize,
}

/// A field of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordField {
    Title,
    OwnTitle,
    Heading,
    Text,
    Stems,
}

impl Texts {
    /// Begins the next story.
    pub(super) fn begin_story(&mut self) {
        self.stories.push(self.documents);
        self.titles.begin_unit();
        self.headings.begin_unit();
    }

    /// Begins the next document of the story.
    pub(super) fn begin_document(&mut self) {
        self.documents += 1;
        self.bodies.begin_unit();
        self.titles_words += self.title_words;
    }

    /// The title of the story, in this language.
    pub(super) fn title(&mut self, text: &str, analyzer: &mut Analyzer, words: &mut Vocabulary) {
        let before = self.titles.len();
        append(&mut self.titles, text, analyzer, words);
        self.title_words = self.titles.len() - before;
    }

    /// A text of the document.
    pub(super) fn text(
        &mut self,
        role: Role,
        text: &str,
        analyzer: &mut Analyzer,
        words: &mut Vocabulary,
    ) {
        let stream = match role {
            Role::Heading => &mut self.headings,
            Role::Body => &mut self.bodies,
        };
        append(stream, text, analyzer, words);
    }

    /// What they take in memory, in bytes, when their words are put in order.
    pub(super) fn bytes(&self) -> usize {
        const POSITION: usize = size_of::<(DocId, u32)>();
        let streams = self.titles.bytes() + self.headings.bytes() + self.bodies.bytes();
        let words = self.headings.len() + self.bodies.len();
        // A stem of an event may occur in its story too.
        let stems = (self.titles_words + 2 * words) * size_of::<DocId>();
        streams + stems.max(POSITION * self.titles_words).max(POSITION * words)
    }

    /// The occurrences of words in a field.
    pub(super) fn field<'a>(
        &'a self,
        field: WordField,
        words: &'a [WordTerms],
        ranks: &'a Ranks,
    ) -> WordOccurrences<'a> {
        WordOccurrences { texts: self, field, words, ranks }
    }
}

fn append(stream: &mut Stream, text: &str, analyzer: &mut Analyzer, words: &mut Vocabulary) {
    stream.begin_text();
    let language = words.language(Some(analyzer.language()));
    analyzer.words(text, &mut Numbering { stream, words, language, last: None });
}

/// Numbers the words of a text.
struct Numbering<'a> {
    stream: &'a mut Stream,
    words: &'a mut Vocabulary,
    language: LanguageIndex,
    last: Option<WordId>,
}

impl WordSink for Numbering<'_> {
    fn word(&mut self, word: Word<'_>, stemming: &mut Stemming) {
        self.last = self.words.number(self.language, &word, stemming);
        self.stream.push(self.last, word.position);
    }

    fn take_known(&mut self, written: &str, position: u32) -> bool {
        let known = self.words.written(self.language, written);
        if known.is_some() {
            self.stream.push(known, position);
        }
        known.is_some()
    }

    fn learn(&mut self, written: &str) {
        if let Some(word) = self.last {
            self.words.learn(self.language, written, word);
        }
    }
}

/// See [`Texts::field`].
pub(super) struct WordOccurrences<'a> {
    texts: &'a Texts,
    field: WordField,
    words: &'a [WordTerms],
    ranks: &'a Ranks,
}

impl WordOccurrences<'_> {
    fn word(&self, word: u32) -> u32 {
        self.ranks.of_term[self.words[word as usize].word as usize]
    }

    fn stem(&self, word: u32) -> u32 {
        self.ranks.of_term[self.words[word as usize].stem as usize]
    }

    /// The stems of a story: in its own document everything that it says anywhere, what its events say
    /// once, as what is asked of a timeline is whether a word is there; then those of each event.
    fn stems(
        &self,
        story: usize,
        documents: std::ops::Range<DocId>,
        seen: &mut [u32],
        sink: &mut impl FnMut(u32, DocId, u32),
    ) {
        let Texts { titles, headings, bodies, .. } = self.texts;
        let own = documents.start;
        titles.each(story, |word, _| sink(self.stem(word), own, 0));
        headings.each(story, |word, _| sink(self.stem(word), own, 0));
        bodies.each(own as usize, |word, _| sink(self.stem(word), own, 0));
        let stamp = story as u32 + 1;
        for event in own + 1..documents.end {
            bodies.each(event as usize, |word, _| {
                let stem = self.stem(word);
                if std::mem::replace(&mut seen[stem as usize], stamp) != stamp {
                    sink(stem, own, 0);
                }
            });
        }
        for event in own + 1..documents.end {
            titles.each(story, |word, _| sink(self.stem(word), event, 0));
            bodies.each(event as usize, |word, _| sink(self.stem(word), event, 0));
        }
    }
}

impl Occurrences for WordOccurrences<'_> {
    fn each(&self, mut sink: impl FnMut(u32, DocId, u32)) {
        let Texts { stories, titles, headings, bodies, .. } = self.texts;
        let mut seen = match self.field {
            WordField::Stems => vec![0; self.ranks.in_order.len()],
            _ => Vec::new(),
        };
        for (story, own) in stories.iter().enumerate() {
            let end = stories.get(story + 1).copied().unwrap_or(self.texts.documents);
            match self.field {
                WordField::Title => {
                    for doc in *own..end {
                        titles.each(story, |word, at| sink(self.word(word), doc, at));
                    }
                }
                WordField::OwnTitle => {
                    titles.each(story, |word, at| sink(self.stem(word), *own, at));
                }
                WordField::Heading => {
                    headings.each(story, |word, at| sink(self.word(word), *own, at));
                }
                WordField::Text => {
                    for doc in *own..end {
                        bodies.each(doc as usize, |word, at| sink(self.word(word), doc, at));
                    }
                }
                WordField::Stems => self.stems(story, *own..end, &mut seen, &mut sink),
            }
        }
    }
}
