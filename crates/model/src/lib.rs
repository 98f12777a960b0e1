//! The values that every other crate of Dateline speaks of: stories, their events, their ids, and
//! dates as spans with a precision. Nothing here does I/O or knows of an engine or of HTTP.
//!
//! # Where to begin
//! - [`DateSpan`] is the heart: a span of civil days that remembers how precisely it was written.
//!   `Jun 2024` is a month and stays one, in EDTF (`2024-06`) as in its label (`Jun 2024`).
//! - [`Story`] is a news story with its sections, sources, related articles and timeline of
//!   [`Event`]s.
//! - [`StoryId`], [`EventId`] and [`DocumentId`] name them.
//!
//! # What holds of every value
//! A `DateSpan` never ends before it starts, a `StoryId` can stand in a URL path as it is, and a
//! `Day` or `Month` lies in the years 0001 to 9999: what cannot be so cannot be built.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod article;
mod date;
mod document_id;
mod event;
mod event_id;
mod story;
mod story_id;
mod text_serde;

pub use article::{Article, Section};
pub use date::{
    DateError, DateProblem, DateSpan, Day, Month, Precision, PrecisionError, ReversedSpan,
};
pub use document_id::{DocumentId, DocumentIdError, Kind, KindError};
pub use event::Event;
pub use event_id::{EventId, EventIdError};
pub use story::Story;
pub use story_id::{StoryId, StoryIdError};
