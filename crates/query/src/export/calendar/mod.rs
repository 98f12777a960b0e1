//! Events as a calendar: iCalendar as RFC 5545 has it, each event a day or several.

mod line;

use std::io;

use dateline_engine::Hit;
use dateline_model::{DateSpan, Day, Precision};

use super::citation::cited;
use super::excerpt::excerpt;
use super::{Absolute, Format};
use crate::web::hit::address;
use line::{line, text};

/// When the entry was written, which every entry has to say. The index does not know, and the time
/// of the request would make each download another file, so it is a day that says nothing.
const WRITTEN: &str = "19700101T000000Z";

/// Events as a calendar.
pub(crate) struct Calendar {
    /// What the calendar is called.
    pub(crate) title: String,
    /// How many events match, those without a date among them.
    pub(crate) total: u64,
    /// How many have no date, and so no place in a calendar.
    pub(crate) undated: u64,
    /// Links to stories.
    pub(crate) absolute: Absolute,
}

impl Format for Calendar {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let Self { total, undated, .. } = self;
        let dated = total.saturating_sub(*undated);
        let about = format!("Events with a date: {dated}. Left out, as they have none: {undated}.");
        line(out, "BEGIN", "VCALENDAR");
        line(out, "VERSION", "2.0");
        line(out, "PRODID", "-//Dateline//Dateline//EN");
        line(out, "CALSCALE", "GREGORIAN");
        line(out, "X-WR-CALNAME", &text(&self.title));
        line(out, "X-WR-CALDESC", &text(&about));
        Ok(())
    }

    fn hits(&mut self, hits: Vec<Hit>, out: &mut Vec<u8>) -> io::Result<()> {
        for hit in &hits {
            if let Some(date) = &hit.date {
                self.event(hit, date, out);
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        line(out, "END", "VCALENDAR");
        Ok(())
    }
}

impl Calendar {
    fn event(&self, hit: &Hit, date: &DateSpan, out: &mut Vec<u8>) {
        let feeds: Vec<String> = hit.story.feeds.iter().map(|feed| text(feed)).collect();
        line(out, "BEGIN", "VEVENT");
        // The name of the host is no part of it: under another one it is the same event.
        line(out, "UID", &text(&format!("{}@dateline", hit.id)));
        line(out, "DTSTAMP", WRITTEN);
        days(date, out);
        line(out, "SUMMARY", &text(&excerpt(&hit.text)));
        line(out, "DESCRIPTION", &text(&description(hit, date)));
        line(out, "URL", &(self.absolute)(&address(&hit.id.to_string())));
        if !feeds.is_empty() {
            line(out, "CATEGORIES", &feeds.join(","));
        }
        // What happened in the world does not keep the reader from anything.
        line(out, "TRANSP", "TRANSPARENT");
        line(out, "END", "VEVENT");
    }
}

/// From the first day to the one after the last. Of a date with an open end, the day that is known.
fn days(date: &DateSpan, out: &mut Vec<u8>) {
    let (first, last) = match (date.is_open_start(), date.is_open_end()) {
        (false, false) => (date.first(), date.last()),
        (true, _) => (date.last(), date.last()),
        (false, true) => (date.first(), date.first()),
    };
    line(out, "DTSTART;VALUE=DATE", &basic(first));
    match last.next() {
        Some(behind) => line(out, "DTEND;VALUE=DATE", &basic(behind)),
        // Behind the last day of the year 9999 there is none that has four digits for its year.
        None => line(out, "DURATION", &format!("P{}D", last.number() - first.number() + 1)),
    }
}

/// A day without hyphens.
fn basic(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}{month:02}{day:02}")
}

/// The whole text, what the days of the entry do not say of the date, the story and the sources.
fn description(hit: &Hit, date: &DateSpan) -> String {
    let mut parts = vec![hit.text.clone(), String::new()];
    if let Some(doubt) = doubt(date) {
        parts.push(format!("Date: {} ({doubt})", date.label()));
    }
    parts.push(format!("Story: {}", hit.story.title));
    parts.extend(hit.citations.iter().map(|article| format!("Source: {}", cited(article))));
    parts.join("\n")
}

/// What keeps the date from being exactly the days of the entry, if anything does.
fn doubt(date: &DateSpan) -> Option<String> {
    let mut doubts = Vec::new();
    match date.precision() {
        Precision::Day => {}
        Precision::Open if date.is_open_start() => doubts.push("its start is not given"),
        Precision::Open => doubts.push("its end is not given"),
        Precision::PartOfMonth => doubts.push("known to a part of the month"),
        Precision::Month => doubts.push("known to the month"),
        Precision::Season => doubts.push("known to the season"),
        Precision::Quarter => doubts.push("known to the quarter"),
        Precision::PartOfYear => doubts.push("known to a part of the year"),
        Precision::Year => doubts.push("known to the year"),
        Precision::Decade => doubts.push("known to the decade"),
    }
    if date.is_approximate() {
        doubts.push("approximate");
    }
    if date.is_uncertain() {
        doubts.push("uncertain");
    }
    (!doubts.is_empty()).then(|| doubts.join(", "))
}
