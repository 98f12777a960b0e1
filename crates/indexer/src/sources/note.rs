//! A part of a record that could not be read, while the rest of it could.

use std::fmt;
use std::path::PathBuf;

use serde::{Serialize, Serializer};

use super::reject::path_as_text;

/// Something in a record that was left out, or was kept less well than it was meant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Note {
    /// The file.
    #[serde(serialize_with = "path_as_text")]
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u64,
    /// What kind of thing happened, for counting.
    pub kind: NoteKind,
    /// What exactly, with the text that it happened to.
    pub text: String,
}

/// What happened to a part of a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum NoteKind {
    /// An event has a date that cannot be read; it is kept without.
    UndatedEvent,
    /// An entry of the timeline has no text or is no event; it is left out.
    RejectedEvent,
    /// The date of the last update cannot be read; it is left out.
    UnreadableUpdated,
    /// A citation is no positive number; it is left out.
    DroppedCitation,
    /// A section has neither heading nor text, or is no section; it is left out.
    DroppedSection,
    /// An entry of the sources or of the articles is no article; it is left out.
    DroppedArticle,
    /// A lesser field has a value of the wrong type; the field is left out.
    DroppedField,
}

impl NoteKind {
    /// Its code, such as `undated-event`. It is stable.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UndatedEvent => "undated-event",
            Self::RejectedEvent => "rejected-event",
            Self::UnreadableUpdated => "unreadable-updated",
            Self::DroppedCitation => "dropped-citation",
            Self::DroppedSection => "dropped-section",
            Self::DroppedArticle => "dropped-article",
            Self::DroppedField => "dropped-field",
        }
    }
}

/// For people: `undated event`.
impl fmt::Display for NoteKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::UndatedEvent => "undated event",
            Self::RejectedEvent => "rejected event",
            Self::UnreadableUpdated => "unreadable date of update",
            Self::DroppedCitation => "dropped citation",
            Self::DroppedSection => "dropped section",
            Self::DroppedArticle => "dropped article",
            Self::DroppedField => "dropped field",
        })
    }
}

impl Serialize for NoteKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, kind, text } = self;
        write!(formatter, "{}:{line}: {kind}: {text}", file.display())
    }
}
