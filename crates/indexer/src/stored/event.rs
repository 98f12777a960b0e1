//! An event as it is stored.

use dateline_model::{DateSpan, Event};
use serde::ser::Error as _;
use serde::{Deserialize, Serialize};
use serde_json::Error;

use super::EVENT;

/// What most events take, so that their buffer need not grow.
const TYPICAL_BYTES: usize = 512;

/// An event with its number. What a hit shows of its story stands with the story's own document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StoredEvent {
    /// The number of the event, from 1: so many documents before it is that of its story.
    pub number: u32,
    /// The event.
    pub event: Event,
}

/// The same as it is written: what follows from something else is left out, and the JSON of an
/// event puts it there again.
#[derive(Serialize)]
struct Written<'a> {
    number: u32,
    event: WrittenEvent<'a>,
}

#[derive(Serialize)]
struct WrittenEvent<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_text: Option<&'a str>,
    text: &'a str,
    #[serde(skip_serializing_if = "<[u32]>::is_empty")]
    citations: &'a [u32],
}

impl StoredEvent {
    /// The stored form of an event with this number.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn to_text(number: u32, event: &Event) -> Result<String, Error> {
        let date = event.date.as_ref().map(DateSpan::to_string);
        let implied = date.as_deref().unwrap_or_default();
        let event = WrittenEvent {
            date_text: Some(event.date_text.as_str()).filter(|text| *text != implied),
            date: date.as_deref(),
            text: &event.text,
            citations: &event.citations,
        };
        let mut bytes = Vec::with_capacity(TYPICAL_BYTES);
        bytes.push(EVENT);
        serde_json::to_writer(&mut bytes, &Written { number, event })?;
        String::from_utf8(bytes).map_err(Error::custom)
    }
}
