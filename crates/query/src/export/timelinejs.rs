//! Events as data for TimelineJS 3 of Knight Lab: <https://timeline.knightlab.com/docs/json-format.html>.
//!
//! Its texts are HTML. What stories say is escaped, so that nothing of it becomes markup.

use std::io;

use dateline_engine::Hit;
use dateline_model::{DateSpan, Day, Precision};
use quick_xml::escape::escape;
use serde::Serialize;

use super::excerpt::excerpt;
use super::{Absolute, Format};
use crate::web::hit::address;

/// Events as slides, behind them a title that says what they are.
pub(crate) struct TimelineJs {
    title: String,
    undated: u64,
    absolute: Absolute,
    /// How many slides were written.
    slides: u64,
}

impl TimelineJs {
    /// The slides of events of which so many have no date, and so no place among them.
    pub(crate) fn new(title: String, undated: u64, absolute: Absolute) -> Self {
        Self { title, undated, absolute, slides: 0 }
    }
}

#[derive(Serialize)]
struct Slide<'a> {
    start_date: DateParts,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<DateParts>,
    display_date: String,
    text: SlideText,
    unique_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
}

#[derive(Serialize)]
struct Title {
    text: SlideText,
}

#[derive(Serialize)]
struct SlideText {
    headline: String,
    text: String,
}

/// A date, no more precise than it is known.
#[derive(PartialEq, Serialize)]
struct DateParts {
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

impl Format for TimelineJs {
    fn begin(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        out.extend_from_slice(b"{\"events\":[");
        Ok(())
    }

    fn hits(&mut self, hits: Vec<Hit>, out: &mut Vec<u8>) -> io::Result<()> {
        for hit in &hits {
            let Some(date) = &hit.date else { continue };
            if self.slides > 0 {
                out.push(b',');
            }
            out.push(b'\n');
            serde_json::to_writer(&mut *out, &self.slide(hit, date))?;
            self.slides += 1;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        let Self { slides, undated, .. } = self;
        let about =
            format!("Events with a date: {slides}. Left out, as they have none: {undated}.");
        let text = SlideText { headline: html(&self.title), text: html(&about) };
        out.extend_from_slice(b"\n],\"title\":");
        serde_json::to_writer(&mut *out, &Title { text })?;
        out.extend_from_slice(b"}\n");
        Ok(())
    }
}

impl TimelineJs {
    fn slide<'a>(&self, hit: &'a Hit, date: &DateSpan) -> Slide<'a> {
        let headline = excerpt(&hit.text);
        let place = (self.absolute)(&address(&hit.id.to_string()));
        let link = format!("<p><a href=\"{}\">{}</a></p>", html(&place), html(&hit.story.title));
        // A text that is whole in the headline is not told twice.
        let whole = if headline.ends_with('…') {
            format!("<p>{}</p>", html(&hit.text))
        } else {
            String::new()
        };
        let (start_date, end_date) = parts_of(date);
        Slide {
            start_date,
            end_date,
            display_date: html(&date.label()),
            text: SlideText { headline: html(&headline), text: whole + &link },
            // In the address of a slide a number sign would end it. Two events stay apart, as the
            // number of the event is always what stands behind the last hyphen.
            unique_id: hit.id.to_string().replace('#', "-"),
            group: hit.story.feeds.first().map(String::as_str),
        }
    }
}

/// Where a date begins, and where it ends if that is another date. A slide has to begin somewhere:
/// a date with an open start is placed at its end.
fn parts_of(date: &DateSpan) -> (DateParts, Option<DateParts>) {
    // Of a part of a month, the days are ours.
    let is_part = date.precision() == Precision::PartOfMonth;
    let known = |precision| if is_part { Precision::Month } else { precision };
    let first = || parts(date.first(), known(date.start_precision()));
    let last = || parts(date.last(), known(date.end_precision()));
    match (date.is_open_start(), date.is_open_end()) {
        (true, _) => (last(), None),
        (false, true) => (first(), None),
        (false, false) => (first(), Some(last()).filter(|end| *end != first())),
    }
}

fn parts(day: Day, precision: Precision) -> DateParts {
    let (year, month, day) = day.ymd();
    DateParts {
        year,
        month: (precision < Precision::Year).then_some(month),
        day: (precision < Precision::Month).then_some(day),
    }
}

fn html(text: &str) -> String {
    escape(text).into_owned()
}
