//! A story as JSON, in the field names of the model.
//!
//! Only the story itself can be rejected: for what is no JSON, for a title that is missing, and for
//! a field of its own whose type is wrong. What is wrong further in costs the part that it stands
//! in (an event, a section, a citation) and is noted.

mod parts;
mod place;
mod raw;
mod value;

use std::borrow::Cow;

use dateline_model::{DateSpan, Story, StoryId};

use super::context::{Context, shortened};
use super::reject::{Fault, Reason};
use super::{Format, NoteKind};
use raw::RawStory;
use value::{List, Object, Value};

/// Parses a record of JSON.
pub(super) fn parse(context: &mut Context<'_>) -> Result<Story, Fault> {
    let raw: Object<RawStory<'_>> =
        serde_json::from_str(context.body).map_err(|error| json_fault(context, &error))?;
    match raw {
        Object::Fields(raw) => story(raw, context),
        Object::Wrong(kind) => {
            let detail = format!("{kind} stands where a story object should");
            Err(Fault::new(context.line(), Reason::NotAStory, detail))
        }
    }
}

fn story(raw: RawStory<'_>, context: &mut Context<'_>) -> Result<Story, Fault> {
    context.counts.unknown_fields += raw.unknown;
    let title = required_title(raw.title, context)?;
    let id = story_id(raw.id, &title, context)?;
    let (feeds, url) = (feeds(raw.feeds, context)?, text(raw.url, "url", context)?);
    let language = text(raw.language, "language", context)?;
    // In the order of the fields of the model, so that notes come in it too.
    Ok(Story {
        id,
        title,
        feeds,
        url,
        language,
        updated: updated(raw.updated, context),
        sections: parts::sections(elements(raw.sections, "sections", context)?, context),
        sources: parts::articles(elements(raw.sources, "sources", context)?, "source", context),
        articles: parts::articles(elements(raw.articles, "articles", context)?, "article", context),
        timeline: parts::events(elements(raw.timeline, "timeline", context)?, context),
    })
}

/// The fault of a text that is no JSON, with the line and column of the file.
fn json_fault(context: &Context<'_>, error: &serde_json::Error) -> Fault {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    let within = (error.line() as u64).saturating_sub(1);
    // A story in a list may start in the middle of its first line, where the parser's columns are
    // not those of the file.
    let detail = if context.format() == Format::Ndjson || within > 0 {
        format!("{message} at column {}", error.column())
    } else {
        message.to_owned()
    };
    Fault::new(context.line() + within, Reason::InvalidJson, detail)
}

fn required_title(title: Value<'_>, context: &Context<'_>) -> Result<String, Fault> {
    text(title, "title", context)?.ok_or_else(|| {
        let detail = "a story needs a `title` that is not blank";
        Fault::new(context.line(), Reason::MissingTitle, detail)
    })
}

fn story_id(id: Value<'_>, title: &str, context: &Context<'_>) -> Result<StoryId, Fault> {
    let invalid = |detail| Fault::new(context.line(), Reason::InvalidId, detail);
    match id {
        Value::Null => slug(title, context.line()),
        Value::Text(id) => StoryId::new(id).map_err(|error| invalid(error.to_string())),
        other => Err(invalid(format!("`id` is {} and must be a string", other.kind()))),
    }
}

/// The id of a story whose source gives none.
pub(super) fn slug(title: &str, line: u64) -> Result<StoryId, Fault> {
    StoryId::from_title(title).ok_or_else(|| {
        let title = shortened(title);
        let detail =
            format!("the title “{title}” has nothing to make an id of; give the story one");
        Fault::new(line, Reason::InvalidId, detail)
    })
}

fn feeds(feeds: List<Value<'_>>, context: &mut Context<'_>) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    for feed in elements(feeds, "feeds", context)? {
        match feed {
            Value::Text(name) => names.extend(not_blank(name)),
            other => {
                let detail = format!("a feed is {} and must be a string", other.kind());
                context.note(context.line(), NoteKind::DroppedField, detail);
            }
        }
    }
    Ok(names)
}

fn updated(updated: Value<'_>, context: &mut Context<'_>) -> Option<DateSpan> {
    match updated {
        Value::Null => None,
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Text(text) => {
            let line = context.line_of(Some(&text));
            context.updated(line, &text)
        }
        Value::Whole(year) => context.updated(context.line(), &year_text(year)),
        Value::Wrong(kind) => {
            let detail = format!("`updated` is {kind} and must be a date");
            context.note(context.line(), NoteKind::UnreadableUpdated, detail);
            None
        }
    }
}

/// A field of the story that must be a string if it is there. A blank one counts as absent.
fn text(value: Value<'_>, field: &str, context: &Context<'_>) -> Result<Option<String>, Fault> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) => Ok(not_blank(text)),
        other => Err(wrong_type(field, other.kind(), "a string", context)),
    }
}

/// A field of the story that must be a list if it is there.
fn elements<T>(list: List<T>, field: &str, context: &Context<'_>) -> Result<Vec<T>, Fault> {
    match list {
        List::Null => Ok(Vec::new()),
        List::Elements(elements) => Ok(elements),
        List::One(element) => Ok(vec![element]),
        List::Wrong(kind) => Err(wrong_type(field, kind, "a list", context)),
    }
}

fn wrong_type(field: &str, found: &str, expected: &str, context: &Context<'_>) -> Fault {
    let detail = format!("`{field}` is {found} and must be {expected}");
    Fault::new(context.line(), Reason::InvalidField, detail)
}

/// A text without the space around it, unless nothing is left.
fn not_blank(text: Cow<'_, str>) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        None
    } else if trimmed.len() == text.len() {
        Some(text.into_owned())
    } else {
        Some(trimmed.to_owned())
    }
}

/// The text of a date that is written as a number: its year.
fn year_text(year: i128) -> String {
    format!("{year:04}")
}
