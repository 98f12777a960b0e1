//! What the index gives back of a document: each text is kept once, an event with its own
//! document, the rest of the story with the story's, which stands right before its first event.
//!
//! A page of hits is mostly events with the title of their story and an article or two that they
//! cite. So what a story stores is in lines: reading its head, or one of its articles, leaves the
//! others alone.

mod event;
mod source;
mod story;
mod version_2;

use serde_json::Error;

pub use event::StoredEvent;
pub(crate) use source::Source;
pub use story::{StoredHead, StoredStory};

use version_2::DocumentOfVersion2;

/// What stands before the JSON, to tell what it is of.
const STORY: u8 = b's';
const EVENT: u8 = b'e';

/// A stored document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredDocument {
    /// A story without its timeline.
    Story(StoredStory),
    /// An event.
    Event(StoredEvent),
}

impl StoredDocument {
    /// Reads the stored form, also that of indexes of version 2.
    ///
    /// # Errors
    /// Where the bytes are no such form: a damaged index.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        match bytes.split_first() {
            Some((&STORY, lines)) => Ok(Self::Story(StoredStory::from_lines(lines, true)?)),
            Some((&EVENT, json)) => Ok(Self::Event(serde_json::from_slice(json)?)),
            _ => Ok(serde_json::from_slice::<DocumentOfVersion2>(bytes)?.into()),
        }
    }

    /// The same as far as a hit shows it: a story without its articles.
    ///
    /// # Errors
    /// As for [`StoredDocument::from_bytes`].
    pub fn of_hit(bytes: &[u8]) -> Result<Self, Error> {
        match bytes.split_first() {
            Some((&STORY, lines)) => Ok(Self::Story(StoredStory::from_lines(lines, false)?)),
            _ => Self::from_bytes(bytes),
        }
    }
}
