//! The events of a story in its order, with their years to jump to.

use dateline_model::{DateSpan, Day};

use super::citations::{Citations, Cited};
use crate::response::{DateReply, EventReply};
use crate::web::hit::When;

/// From so many events on, years stand between them and can be jumped to.
const LONG: usize = 12;

/// An event.
#[derive(Debug)]
pub(crate) struct EventView {
    /// Its number in the story, from 1.
    pub(crate) number: usize,
    /// When it happened.
    pub(crate) date: Option<DateSpan>,
    /// The same for people.
    pub(crate) when: Option<When>,
    /// What the source wrote in place of a date that can be read.
    pub(crate) date_text: String,
    pub(crate) text: String,
    pub(crate) citations: Vec<Cited>,
    /// The year that begins with it, where years are told.
    pub(crate) year: Option<i32>,
}

/// The years of a long timeline.
#[derive(Debug)]
pub(crate) struct Years(pub(crate) Vec<i32>);

/// The events of a story.
pub(super) fn events(timeline: &[EventReply], citations: &Citations<'_>) -> Vec<EventView> {
    let is_long = timeline.len() > LONG;
    let mut years = Vec::new();
    let view = |(index, event): (usize, &EventReply)| {
        let date = event.date.as_deref().and_then(|edtf| DateSpan::parse(edtf).ok());
        let begins = date.map(known).map(Day::year).filter(|_| is_long);
        let year = begins.filter(|year| !years.contains(year));
        years.extend(year);
        EventView {
            number: index + 1,
            when: date.as_ref().map(DateReply::from).as_ref().map(When::from),
            date,
            date_text: event.date_text.clone(),
            text: event.text.clone(),
            citations: citations.of(&event.citations),
            year,
        }
    };
    timeline.iter().enumerate().map(view).collect()
}

impl Years {
    /// Those that are told; one alone needs no jump.
    pub(super) fn of(events: &[EventView]) -> Self {
        let years: Vec<_> = events.iter().filter_map(|event| event.year).collect();
        Self(if years.len() > 1 { years } else { Vec::new() })
    }
}

/// The first day of a date, or the last one where its beginning is open.
pub(super) fn known(date: DateSpan) -> Day {
    if date.is_open_start() { date.last() } else { date.first() }
}
