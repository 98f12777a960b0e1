//! A story turned into index documents: its own and one for each event.

use dateline_model::Story;
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use crate::analysis::{Analysis, Analyzer, Language, TokenText};
use crate::layout::{Documents, Role, lay_out};
use crate::schema::Fields;
use crate::{IndexDocument, IndexError};

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
}

/// Builds documents; one per thread.
pub struct DocumentBuilder {
    fields: Fields,
    analysis: Analysis,
    timeline: Distinct,
}

impl DocumentBuilder {
    /// A builder for an index with these fields, without words that are never stemmed.
    pub fn new(fields: Fields) -> Self {
        Self::with(Analysis::default(), fields)
    }

    /// A builder for an index with these fields and analysis.
    pub fn with(analysis: Analysis, fields: Fields) -> Self {
        Self { fields, analysis, timeline: Distinct::default() }
    }

    /// The documents of a story.
    ///
    /// # Errors
    /// [`IndexError::Encode`] where the story cannot be written as JSON, [`IndexError::TooManyEvents`].
    pub fn build(&mut self, story: Story) -> Result<StoryDocuments, IndexError> {
        let (id, language) = (story.id.clone(), Language::of_story(&story));
        // A story that was given up half way may have left something.
        self.timeline.take();
        self.analysis.with_analyzer(language, |analyzer| {
            let mut collected = Collected {
                fields: self.fields,
                analyzer,
                timeline: &mut self.timeline,
                title: TitleTokens::default(),
                documents: Vec::with_capacity(1 + story.timeline.len()),
            };
            lay_out(story, language, self.fields, &mut collected)?;
            Ok(StoryDocuments { story: id, documents: collected.finish() })
        })
    }
}

/// The documents of a story as lists of tokens.
struct Collected<'a> {
    fields: Fields,
    analyzer: &'a mut Analyzer,
    timeline: &'a mut Distinct,
    title: TitleTokens,
    documents: Vec<IndexDocument>,
}

impl Documents for Collected<'_> {
    fn begin(&mut self, title: &str) {
        let (words, stems) = tokens(self.analyzer, title, |_| {});
        self.title = TitleTokens { words, stems };
    }

    fn document(&mut self, mut values: IndexDocument) -> Result<(), IndexError> {
        values.tokens(self.fields.title, self.title.words.clone());
        values.tokens(self.fields.stems, self.title.stems.clone());
        if self.documents.is_empty() {
            values.tokens(self.fields.own_title, self.title.stems.clone());
        }
        self.documents.push(values);
        Ok(())
    }

    fn text(&mut self, role: Role, text: &str) {
        let is_event = self.documents.len() > 1;
        let (words, stems) = tokens(self.analyzer, text, |stem| {
            if is_event {
                self.timeline.push(stem);
            }
        });
        let field = match role {
            Role::Heading => self.fields.heading,
            Role::Body => self.fields.text,
        };
        if let Some(document) = self.documents.last_mut() {
            document.tokens(field, words);
            document.tokens(self.fields.stems, stems);
        }
    }
}

impl Collected<'_> {
    fn finish(mut self) -> Vec<IndexDocument> {
        if let Some(own) = self.documents.first_mut() {
            own.tokens(self.fields.stems, self.timeline.take());
        }
        self.documents
    }
}

/// The words of a text and their stems, each of which is also handed to `sink`.
fn tokens(
    analyzer: &mut Analyzer,
    text: &str,
    mut sink: impl FnMut(&str),
) -> (TokenText, TokenText) {
    let (mut words, mut stems) = (TokenText::for_text(text.len()), TokenText::for_text(text.len()));
    analyzer.analyze(text, |token| {
        words.push(token.word, token.position);
        stems.push(token.stem, token.position);
        sink(token.stem);
    });
    (words, stems)
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
#[derive(Default)]
struct TitleTokens {
    words: TokenText,
    stems: TokenText,
}
