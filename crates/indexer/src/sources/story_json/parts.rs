//! The parts of a story: sections, articles, events. A bad one is left out with a note, and the
//! story stays.

use dateline_model::{Article, DateSpan, Event, Section};

use super::place::Place;
use super::raw::{RawArticle, RawEvent, RawSection};
use super::value::{Object, Value};
use super::{not_blank, year_text};
use crate::sources::NoteKind;
use crate::sources::context::Context;

/// The sections that have a heading or a text.
pub(super) fn sections(
    raw: Vec<Object<RawSection<'_>>>,
    context: &mut Context<'_>,
) -> Vec<Section> {
    let mut sections = Vec::with_capacity(raw.len());
    for (section, number) in raw.into_iter().zip(1_u32..) {
        let Object::Fields(section) = section else {
            Place::nowhere("section", number).no_object(
                &section,
                NoteKind::DroppedSection,
                context,
            );
            continue;
        };
        context.counts.unknown_fields += section.unknown;
        let place = Place::of("section", number, [&section.text, &section.heading]);
        let heading = place.text(section.heading, "heading", context);
        let text = place.text(section.text, "text", context);
        let citations = place.citations(section.citations, context);
        if heading.is_none() && text.is_none() {
            place.note(NoteKind::DroppedSection, "has neither heading nor text", context);
            continue;
        }
        sections.push(Section { heading, text: text.unwrap_or_default(), citations });
    }
    sections
}

/// The articles of one of the two lists. One that has no number is numbered by its place.
pub(super) fn articles(
    raw: Vec<Object<RawArticle<'_>>>,
    part: &'static str,
    context: &mut Context<'_>,
) -> Vec<Article> {
    let mut articles = Vec::with_capacity(raw.len());
    for (article, number) in raw.into_iter().zip(1_u32..) {
        let Object::Fields(article) = article else {
            Place::nowhere(part, number).no_object(&article, NoteKind::DroppedArticle, context);
            continue;
        };
        context.counts.unknown_fields += article.unknown;
        let place = Place::of(part, number, [&article.title, &article.publisher, &article.url]);
        articles.push(Article {
            number: place.number(&article.number, context),
            title: place.text(article.title, "title", context),
            publisher: place.text(article.publisher, "publisher", context),
            url: place.text(article.url, "url", context),
            published: match article.published {
                Value::Whole(year) => Some(year_text(year)),
                other => place.text(other, "published", context),
            },
        });
    }
    articles
}

/// The events that have a text, with a date where it can be read.
pub(super) fn events(raw: Vec<Object<RawEvent<'_>>>, context: &mut Context<'_>) -> Vec<Event> {
    let read = raw.len();
    let mut events = Vec::with_capacity(read);
    for (event, number) in raw.into_iter().zip(1_u32..) {
        match event {
            Object::Fields(event) => events.extend(self::event(event, number, context)),
            Object::Wrong(_) => {
                let place = Place::nowhere("event", number);
                place.no_object(&event, NoteKind::RejectedEvent, context);
            }
        }
    }
    context.counts.events_read += read as u64;
    context.counts.events_rejected += (read - events.len()) as u64;
    events
}

fn event(raw: RawEvent<'_>, number: u32, context: &mut Context<'_>) -> Option<Event> {
    context.counts.unknown_fields += raw.unknown;
    let place = Place::of("event", number, [&raw.text, &raw.date, &raw.date_text]);
    let text = match raw.text {
        Value::Text(text) => not_blank(text),
        Value::Null => None,
        other => {
            let detail = format!("has a `text` that is {} and must be a string", other.kind());
            place.note(NoteKind::RejectedEvent, &detail, context);
            return None;
        }
    };
    let Some(text) = text else {
        place.note(NoteKind::RejectedEvent, "has no `text`", context);
        return None;
    };
    let citations = place.citations(raw.citations, context);
    let as_written = place.text(raw.date_text, "date_text", context);
    let given = match raw.date {
        Value::Null => None,
        Value::Text(date) => not_blank(date),
        Value::Whole(year) => Some(year_text(year)),
        Value::Wrong(kind) => {
            // Such a date is there and cannot be read, whatever its text says.
            let detail = format!("has a `date` that is {kind} and must be a string or a year");
            place.note(NoteKind::UndatedEvent, &detail, context);
            let date_text = undated_text(as_written, None);
            return Some(Event { date: None, date_text, text, citations });
        }
    };
    let date = match given.as_deref().or(as_written.as_deref()).map(DateSpan::parse) {
        None => None,
        Some(Ok(date)) => Some(date),
        Some(Err(error)) => {
            let line = place.line(context);
            context.undated(line, &error, &text);
            let date_text = undated_text(as_written, given);
            return Some(Event { date: None, date_text, text, citations });
        }
    };
    let date_text = as_written.or(given).unwrap_or_default();
    Some(Event { date, date_text, text, citations })
}

/// The text of a date that is there and cannot be read. One that could be would date the event when it is
/// written out and read again.
fn undated_text(as_written: Option<String>, given: Option<String>) -> String {
    as_written.filter(|text| DateSpan::parse(text).is_err()).or(given).unwrap_or_default()
}
