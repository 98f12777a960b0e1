//! A story turned into index documents: its own and one for each event.

use std::sync::Arc;

use dateline_model::{DateSpan, Kind, Story};
use rustc_hash::FxHashSet;
use tantivy::schema::Field;
use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::{Analysis, Analyzer, Language, TokenText};
use crate::budget::Permit;
use crate::schema::Fields;
use crate::stored::{StoredEvent, StoredStory};
use crate::{IndexDocument, IndexError, NameKey};

/// The documents of one story, which enter and leave the index together.
#[derive(Debug)]
pub struct StoryDocuments {
    /// The id of the story.
    pub story: dateline_model::StoryId,
    /// The story's own document, then one for each event.
    pub documents: Vec<IndexDocument>,
}

impl StoryDocuments {
    /// How many events there are.
    pub fn events(&self) -> u64 {
        self.documents.len() as u64 - 1
    }

    /// Roughly what they take in memory.
    pub fn bytes(&self) -> usize {
        self.documents.iter().map(IndexDocument::size).sum()
    }

    /// Ties the documents to a share of memory that is free again when the last is indexed.
    pub(crate) fn hold(&mut self, permit: Permit) {
        let permit = Arc::new(permit);
        for document in &mut self.documents {
            document.hold(Arc::clone(&permit));
        }
    }
}

/// Builds documents. Keeps an analyzer for each language that it has met; one per thread.
pub struct DocumentBuilder {
    fields: Fields,
    analysis: Analysis,
    analyzers: Vec<Analyzer>,
    timeline: Distinct,
}

impl DocumentBuilder {
    /// A builder for an index with these fields, without words that are never stemmed.
    pub fn new(fields: Fields) -> Self {
        Self::with(Analysis::default(), fields)
    }

    /// A builder for an index with these fields and analysis.
    pub fn with(analysis: Analysis, fields: Fields) -> Self {
        Self { fields, analysis, analyzers: Vec::new(), timeline: Distinct::default() }
    }

    /// The documents of a story.
    ///
    /// # Errors
    /// [`IndexError::Encode`] where the story cannot be written as JSON.
    pub fn build(&mut self, story: Story) -> Result<StoryDocuments, IndexError> {
        let fields = self.fields;
        let language = Language::of_story(&story);
        let analyzer = analyzer_for(&mut self.analyzers, &self.analysis, language);
        let title = TitleTokens::of(&story.title, analyzer);
        let feeds = NameKey::distinct(story.feeds.iter().map(String::as_str));
        let id = story.id.clone();

        let mut own = IndexDocument::default();
        own.text(fields.kind, Kind::Story.as_str());
        own.text(fields.story, id.as_str());
        own.text(fields.language, language.code());
        own.unsigned(fields.event, 0);
        own.dated(fields, story.date().as_ref());
        own.names(fields.feed, &feeds);
        own.names(fields.publisher, &NameKey::distinct(story.publishers()));
        own.title(fields, &title);
        own.tokens(fields.own_title, title.stems.clone());
        for section in &story.sections {
            if let Some(heading) = &section.heading {
                own.body(fields.heading, fields.stems, heading, analyzer);
            }
            own.body(fields.text, fields.stems, &section.text, analyzer);
        }

        let timeline = &mut self.timeline;
        // A story that was given up half way may have left something.
        timeline.take();
        let mut documents = Vec::with_capacity(1 + story.timeline.len());
        // The story's own document stands first, and is put there when it is complete.
        documents.push(IndexDocument::default());
        for (index, event) in story.timeline.iter().enumerate() {
            let number = u32::try_from(index + 1)
                .map_err(|_| IndexError::TooManyEvents { story: id.clone() })?;
            let mut document = IndexDocument::default();
            document.text(fields.kind, Kind::Event.as_str());
            document.text(fields.story, id.as_str());
            document.unsigned(fields.event, u64::from(number));
            document.dated(fields, event.date.as_ref());
            document.names(fields.feed, &feeds);
            let cited: Vec<_> = story.cited_articles(event).collect();
            document.names(
                fields.publisher,
                &NameKey::distinct(cited.iter().filter_map(|article| article.publisher.as_deref())),
            );
            document.title(fields, &title);
            let empty = || TokenText::for_text(event.text.len());
            let (mut words, mut stemmed) = (empty(), empty());
            analyzer.analyze(&event.text, |token| {
                words.push(token.word, token.position);
                stemmed.push(token.stem, token.position);
                timeline.push(token.stem);
            });
            document.tokens(fields.text, words);
            document.tokens(fields.stems, stemmed);
            let stored = StoredEvent::to_text(number, event).map_err(IndexError::Encode)?;
            document.text(fields.source, stored);
            documents.push(document);
        }
        own.tokens(fields.stems, timeline.take());
        let (stored, _) = StoredStory::split(story, language);
        own.text(fields.source, stored.to_text().map_err(IndexError::Encode)?);
        documents[0] = own;
        Ok(StoryDocuments { story: id, documents })
    }
}

/// The stems of a timeline, each once: what is asked of a story's timeline is whether a word is
/// there, and a posting that is not written again is cheaper than one that is. Kept from story to
/// story for the room that it has grown to.
#[derive(Default)]
struct Distinct {
    seen: FxHashSet<u64>,
    list: TokenText,
}

impl Distinct {
    fn push(&mut self, token: &str) {
        if self.seen.insert(xxh3_64(token.as_bytes())) {
            self.list.push(token, self.seen.len() as u32);
        }
    }

    /// The list, which begins anew with the next token.
    fn take(&mut self) -> TokenText {
        self.seen.clear();
        std::mem::take(&mut self.list)
    }
}

/// The tokens of a title, which stand in the story's document and in those of its events.
struct TitleTokens {
    words: TokenText,
    stems: TokenText,
}

impl TitleTokens {
    fn of(title: &str, analyzer: &mut Analyzer) -> Self {
        let empty = || TokenText::for_text(title.len());
        let (mut words, mut stems) = (empty(), empty());
        analyzer.analyze(title, |token| {
            words.push(token.word, token.position);
            stems.push(token.stem, token.position);
        });
        Self { words, stems }
    }
}

impl IndexDocument {
    fn dated(&mut self, fields: Fields, date: Option<&DateSpan>) {
        if let Some(date) = date {
            self.day(fields.first, date.first());
            self.day(fields.last, date.last());
            self.unsigned(fields.precision, u64::from(date.precision().code()));
        }
    }

    fn names(&mut self, field: Field, names: &[NameKey]) {
        for name in names {
            self.text(field, name.as_str());
        }
    }

    fn title(&mut self, fields: Fields, title: &TitleTokens) {
        self.tokens(fields.title, title.words.clone());
        self.tokens(fields.stems, title.stems.clone());
    }

    fn body(&mut self, exact: Field, all: Field, text: &str, analyzer: &mut Analyzer) {
        let empty = || TokenText::for_text(text.len());
        let (mut words, mut stems) = (empty(), empty());
        analyzer.analyze(text, |token| {
            words.push(token.word, token.position);
            stems.push(token.stem, token.position);
        });
        self.tokens(exact, words);
        self.tokens(all, stems);
    }
}

fn analyzer_for<'a>(
    analyzers: &'a mut Vec<Analyzer>,
    analysis: &Analysis,
    language: Language,
) -> &'a mut Analyzer {
    let index = analyzers.iter().position(|known| known.language() == language);
    let index = index.unwrap_or_else(|| {
        analyzers.push(Analyzer::with(analysis.clone(), language));
        analyzers.len() - 1
    });
    &mut analyzers[index]
}
