use serde::{Deserialize, Serialize};

use crate::{DateError, DateSpan};

/// An entry of a story's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "EventAsRead")]
pub struct Event {
    /// When it happened, or `None` if its date could not be read or was not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<DateSpan>,
    /// The date as it was written. In JSON that gives no `date_text` it is the text of `date`.
    pub date_text: String,
    /// What happened, without its citations.
    pub text: String,
    /// Numbers of the story's *articles* ("All related articles"); one without an entry there is
    /// kept.
    pub citations: Vec<u32>,
}

/// An event as JSON has it. The date is text here, as it may have to serve as `date_text` too.
#[derive(Deserialize)]
struct EventAsRead {
    date: Option<String>,
    date_text: Option<String>,
    text: String,
    #[serde(default)]
    citations: Vec<u32>,
}

impl TryFrom<EventAsRead> for Event {
    type Error = DateError;

    fn try_from(read: EventAsRead) -> Result<Event, DateError> {
        let date = read.date.as_deref().map(DateSpan::parse).transpose()?;
        Ok(Event {
            date,
            date_text: read.date_text.or(read.date).unwrap_or_default(),
            text: read.text,
            citations: read.citations,
        })
    }
}
