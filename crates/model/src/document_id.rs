use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::text_serde::as_text;
use crate::{EventId, EventIdError, StoryId, StoryIdError};

/// The id of anything that a search can find. It is text in serde; an event's has a `#`, which no
/// story's can have.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DocumentId {
    /// A story.
    Story(StoryId),
    /// An event of a story.
    Event(EventId),
}

impl DocumentId {
    /// Which of the two it is.
    pub const fn kind(&self) -> Kind {
        match self {
            DocumentId::Story(_) => Kind::Story,
            DocumentId::Event(_) => Kind::Event,
        }
    }

    /// The story that it is, or to which it belongs.
    pub const fn story(&self) -> &StoryId {
        match self {
            DocumentId::Story(story) => story,
            DocumentId::Event(event) => &event.story,
        }
    }
}

/// A text that is no [`DocumentId`].
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DocumentIdError {
    /// It has no `#` and is no story id.
    #[error(transparent)]
    Story(#[from] StoryIdError),
    /// It has a `#` and is no event id.
    #[error(transparent)]
    Event(#[from] EventIdError),
}

impl fmt::Display for DocumentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DocumentId::Story(id) => id.fmt(formatter),
            DocumentId::Event(id) => id.fmt(formatter),
        }
    }
}

impl FromStr for DocumentId {
    type Err = DocumentIdError;

    fn from_str(text: &str) -> Result<DocumentId, DocumentIdError> {
        Ok(if text.contains('#') {
            DocumentId::Event(text.parse()?)
        } else {
            DocumentId::Story(text.parse()?)
        })
    }
}

as_text!(DocumentId, "the id of a story or of an event");

/// The two kinds of document. It reads and writes `story` and `event`, in serde too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A whole story.
    Story,
    /// One event of a story's timeline.
    Event,
}

impl Kind {
    /// `story` or `event`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Story => "story",
            Kind::Event => "event",
        }
    }
}

/// A text that names no [`Kind`].
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("`{0}` is no kind of document; it is `story` or `event`")]
pub struct KindError(String);

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = KindError;

    fn from_str(text: &str) -> Result<Kind, KindError> {
        match text {
            "story" => Ok(Kind::Story),
            "event" => Ok(Kind::Event),
            _ => Err(KindError(text.to_owned())),
        }
    }
}

as_text!(Kind, "`story` or `event`");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_sign_tells_events_from_stories() {
        let story: DocumentId = "flood".parse().unwrap();
        let event: DocumentId = "flood#2".parse().unwrap();
        assert_eq!((story.kind(), event.kind()), (Kind::Story, Kind::Event));
        assert_eq!(story.story(), event.story());
        assert_eq!(story.to_string(), "flood");
        assert_eq!(event.to_string(), "flood#2");
        assert!("flood#".parse::<DocumentId>().is_err());
        assert!("Flood".parse::<DocumentId>().is_err());
    }

    #[test]
    fn a_kind_is_its_name() {
        for kind in [Kind::Story, Kind::Event] {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert!("stories".parse::<Kind>().is_err());
    }
}
