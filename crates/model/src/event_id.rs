use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use thiserror::Error;

use crate::text_serde::as_text;
use crate::{StoryId, StoryIdError};

/// The id of an event: its story, and its number in the order of the timeline, from 1. Written
/// `STORY#N`, in serde too. Ids sort by story, then by number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EventId {
    /// The story to which it belongs.
    pub story: StoryId,
    /// Its place in the timeline, from 1.
    pub number: NonZeroU32,
}

/// A text that is no [`EventId`].
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum EventIdError {
    /// There is no `#`.
    #[error("an event id has no `#`; write STORY#N, such as flood-in-spain#3")]
    NoNumberSign,
    /// What follows the `#` is no number from 1, or is one with a sign or leading zeros.
    #[error("an event id has no number from 1 after `#`; write STORY#N, such as flood-in-spain#3")]
    Number,
    /// What precedes the `#` is no story id.
    #[error(transparent)]
    Story(#[from] StoryIdError),
}

impl fmt::Display for EventId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}#{}", self.story, self.number)
    }
}

impl FromStr for EventId {
    type Err = EventIdError;

    fn from_str(text: &str) -> Result<EventId, EventIdError> {
        let (story, number) = text.split_once('#').ok_or(EventIdError::NoNumberSign)?;
        // One event has one id: `#01` and `#+1`, which a number's parser accepts, are not `#1`.
        if !number.starts_with(|first: char| first.is_ascii_digit() && first != '0') {
            return Err(EventIdError::Number);
        }
        Ok(EventId {
            story: StoryId::new(story)?,
            number: number.parse().map_err(|_| EventIdError::Number)?,
        })
    }
}

as_text!(EventId, "an event id such as flood-in-spain#3");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_id_is_read_as_it_is_written() {
        let id: EventId = "flood-in-spain#3".parse().unwrap();
        assert_eq!(id.story.as_str(), "flood-in-spain");
        assert_eq!(id.number.get(), 3);
        assert_eq!(id.to_string(), "flood-in-spain#3");
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"flood-in-spain#3\"");
    }

    #[test]
    fn an_event_id_has_one_form() {
        for wrong in ["a", "a#", "a#0", "a#01", "a#+1", "a#x", "a#1#2", "a#4294967296", "a#-1"] {
            assert!(wrong.parse::<EventId>().is_err(), "{wrong}");
        }
        assert_eq!("#1".parse::<EventId>(), Err(StoryIdError::Empty.into()));
    }

    #[test]
    fn ids_sort_by_number_not_by_text() {
        let id = |text: &str| text.parse::<EventId>().unwrap();
        assert!(id("a#9") < id("a#10"));
        assert!(id("a#10") < id("b#1"));
    }
}
