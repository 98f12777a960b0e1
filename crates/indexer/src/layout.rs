//! What a story becomes in the index: its own document, then one for each event. Who takes the
//! documents decides in which form, so that an index that is built anew and one that is written to
//! hold the same.

use dateline_model::{Article, DateSpan, Event, Kind, Story};
use rustc_hash::FxHashMap;
use tantivy::schema::Field;

use crate::analysis::Language;
use crate::schema::Fields;
use crate::stored::{StoredEvent, StoredStory};
use crate::{IndexDocument, IndexError, NameKey};

/// Takes the documents of a story, in the order in which they stand in the index.
pub(crate) trait Documents {
    /// A story begins, all of whose documents have this title.
    fn begin(&mut self, title: &str);

    /// Its next document, as far as it is no text to analyse.
    ///
    /// # Errors
    /// Those of the receiver.
    fn document(&mut self, values: IndexDocument) -> Result<(), IndexError>;

    /// The next text of that document, where there are any: first those of its sections, each with its
    /// heading before it; then, with an event, its own.
    fn text(&mut self, role: Role, text: &str);
}

/// What a text is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The heading of a section.
    Heading,
    /// The text of a section or an event.
    Body,
}

/// Hands over the documents of a story, whose words are analysed in this language.
///
/// # Errors
/// [`IndexError::Encode`] where it cannot be written as JSON, [`IndexError::TooManyEvents`], and those
/// of the receiver.
pub(crate) fn lay_out(
    story: Story,
    language: Language,
    fields: Fields,
    into: &mut impl Documents,
) -> Result<(), IndexError> {
    let feeds = NameKey::distinct(story.feeds.iter().map(String::as_str));
    let publishers = NameKey::distinct(story.publishers());
    let (stored, timeline) = StoredStory::split(story, language);
    let id = stored.head.id.as_str();
    let cited = Cited::of(&stored.articles);

    into.begin(repeatable(&stored.head.title, 1 + timeline.len()));
    let mut own = IndexDocument::default();
    own.text(fields.kind, Kind::Story.as_str());
    own.text(fields.story, id);
    own.text(fields.language, language.code());
    own.unsigned(fields.event, 0);
    own.dated(fields, stored.head.date.as_ref());
    own.names(fields.feed, &feeds);
    own.names(fields.publisher, &publishers);
    own.text(fields.source, stored.to_text().map_err(IndexError::Encode)?);
    into.document(own)?;
    for section in stored.sections() {
        if let Some(heading) = &section.heading {
            into.text(Role::Heading, heading);
        }
        into.text(Role::Body, &section.text);
    }

    for (index, event) in timeline.iter().enumerate() {
        let number = u32::try_from(index + 1)
            .map_err(|_| IndexError::TooManyEvents { story: stored.head.id.clone() })?;
        let mut document = IndexDocument::default();
        document.text(fields.kind, Kind::Event.as_str());
        document.text(fields.story, id);
        document.unsigned(fields.event, u64::from(number));
        document.dated(fields, event.date.as_ref());
        document.names(fields.feed, &feeds);
        document.names(fields.publisher, cited.publishers(event));
        document
            .text(fields.source, StoredEvent::to_text(number, event).map_err(IndexError::Encode)?);
        into.document(document)?;
        into.text(Role::Body, &event.text);
    }
    Ok(())
}

/// The titles of all documents of a story may have so many bytes together. A title of usual length may
/// have a million events.
const MOST_TITLE_BYTES: usize = 64 << 20;

/// As much of a title as can stand in so many documents: one of megabytes with as many events, which no
/// story has, would else be more than fits into memory or on the disk.
fn repeatable(title: &str, documents: usize) -> &str {
    let mut end = title.len().min(MOST_TITLE_BYTES / documents);
    while !title.is_char_boundary(end) {
        end -= 1;
    }
    &title[..end]
}

/// The publishers of the articles that a story's events cite.
struct Cited(FxHashMap<u32, Option<NameKey>>);

impl Cited {
    fn of(articles: &[Article]) -> Self {
        let mut publishers = FxHashMap::default();
        for article in articles {
            // Of several with one number, the first is meant.
            publishers
                .entry(article.number)
                .or_insert_with(|| article.publisher.as_deref().and_then(NameKey::new));
        }
        Self(publishers)
    }

    /// Who published what an event cites.
    fn publishers(&self, event: &Event) -> Vec<&NameKey> {
        let keys = event.citations.iter().filter_map(|number| self.0.get(number)?.as_ref());
        NameKey::distinct_of(keys.collect())
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

    fn names<'a>(&mut self, field: Field, names: impl IntoIterator<Item = &'a NameKey>) {
        for name in names {
            self.text(field, name.as_str());
        }
    }
}
