//! A story that came in a request instead of a file.
//!
//! It takes the reader that a file of JSON takes, so that a story means the same whichever way it
//! comes. There is no file to name: the [`Reject`]s and [`Note`](super::Note)s have an empty path,
//! and callers show line, kind and text alone.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_model::StoryId;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::reject::Fault;
use super::{Format, Parsed, RawRecord, Reject, SourceFile, parse};

/// What a text file may begin with to say that it is UTF-8. It is no part of the story.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Makes a story of one line of NDJSON, as [`parse`] does with a line of a file. With it comes the
/// id that the line names, even where the story is one that cannot be read.
pub fn parse_line(line: u64, body: Vec<u8>) -> (Parsed, Option<String>) {
    let record = record(Format::Ndjson, line, body);
    let parsed = parse(&record);
    let id = match &parsed.story {
        Ok(story) => Some(story.id.to_string()),
        Err(_) => given_id(&record.body),
    };
    (parsed, id)
}

/// Makes a story of a body of JSON, in one line or in many. Where it gives no id, the story has
/// this one, also where its title would not make one.
pub fn parse_body(mut body: Vec<u8>, id: &StoryId) -> Parsed {
    if body.starts_with(BYTE_ORDER_MARK) {
        body.drain(..BYTE_ORDER_MARK.len());
    }
    let lacks_id = read_head(&body).is_some_and(|head| head.id == GivenId::None && head.fields);
    if lacks_id {
        // Of a field that stands twice the last counts. Put behind all others it moves no line and
        // no column that an error would name.
        let end = body.trim_ascii_end().len().saturating_sub(1);
        body.truncate(end);
        body.extend_from_slice(format!(",\"id\":\"{id}\"}}").as_bytes());
    }
    parse(&record(Format::Json, 1, body))
}

/// The id that an object of JSON gives.
fn given_id(body: &[u8]) -> Option<String> {
    match read_head(body)?.id {
        GivenId::Text(id) => Some(id),
        GivenId::None | GivenId::Other => None,
    }
}

/// The reject of a line that is longer than a record may be.
pub fn line_too_large(line: u64, limit: usize) -> Reject {
    Fault::too_large(line, limit).in_file(Path::new(""))
}

fn record(format: Format, line: u64, body: Vec<u8>) -> RawRecord {
    let bytes = body.len() as u64;
    let path = PathBuf::new();
    let file = SourceFile { path, feeds: Vec::new(), format, compressed: false, bytes };
    RawRecord { file: Arc::new(file), line, body }
}

/// What there is to know of a story before it is parsed.
#[derive(Default)]
struct Head {
    id: GivenId,
    /// Whether it has any field.
    fields: bool,
}

/// What stands where the id should.
#[derive(Default, PartialEq, Eq)]
enum GivenId {
    /// Nothing, or `null`.
    #[default]
    None,
    Text(String),
    Other,
}

/// Looks through a body for the id, or finds that it is no object of JSON.
fn read_head(body: &[u8]) -> Option<Head> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let head = json.deserialize_any(HeadVisitor).ok()?;
    json.end().ok().map(|()| head)
}

struct HeadVisitor;

impl<'de> Visitor<'de> for HeadVisitor {
    type Value = Head;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a story object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head, A::Error> {
        let mut head = Head::default();
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            if name == "id" {
                head.id = match map.next_value::<serde_json::Value>()? {
                    serde_json::Value::Null => GivenId::None,
                    serde_json::Value::String(id) => GivenId::Text(id),
                    _ => GivenId::Other,
                };
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            head.fields = true;
        }
        Ok(head)
    }
}
