//! Source readers: files on disk become stories.
//!
//! The question that this folder answers is "why was this record read so, or not at all?". A
//! record takes four steps, each in a file of its own:
//!
//! 1. [`discover`] resolves what was named on the command line to [`SourceFile`]s.
//! 2. [`open`] cuts a file into [`RawRecord`]s, streaming: memory holds one record at a time.
//! 3. [`parse`] makes a story of a record. It is pure, so that several threads can do it.
//! 4. What could not be read is a [`Reject`] (a whole record) or a [`Note`] (a part of one), with
//!    file and line. Nothing is dropped silently.
//!
//! Three formats are read: story pages (`page`), and stories as JSON (`story_json`), a file of one
//! or of a list (cut by `json_file`) or one a line (cut by `lines`).

mod context;
mod discover;
mod format;
mod input;
mod json_element;
mod json_file;
mod lines;
mod note;
mod page;
mod page_file;
mod reader;
mod reject;
mod request;
mod story_json;

pub use discover::{Discovered, SourceError, SourceFile, discover};
pub use format::Format;
pub use note::{Note, NoteKind};
pub use reader::{Limits, RawRecord, RecordReader, open};
pub use reject::{Reason, Reject};
pub use request::{line_too_large, parse_body, parse_line};

use dateline_model::Story;

use context::Context;
use reject::Fault;

/// What became of a record.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The story, or why there is none.
    pub story: Result<Story, Reject>,
    /// The parts of it that could not be read, in their order.
    pub notes: Vec<Note>,
    /// How many fields it has that are not part of the format. They are ignored.
    pub unknown_fields: u64,
    /// How many entries its timeline has, readable or not.
    pub events_read: u64,
    /// How many of them could not be read. The story has the others.
    pub events_rejected: u64,
}

/// Makes a story of a record. It is pure work for the processor, of which several threads can do
/// some each.
pub fn parse(record: &RawRecord) -> Parsed {
    let body = match std::str::from_utf8(&record.body) {
        Ok(body) => body,
        Err(error) => return Parsed::rejected(record, Fault::utf8(record, error)),
    };
    let mut context = Context::new(record, body);
    let story = match record.file.format {
        Format::Page => page::parse(&mut context),
        Format::Json | Format::Ndjson => story_json::parse(&mut context),
    };
    let (notes, counts) = context.into_findings();
    Parsed {
        story: story.map_err(|fault| fault.in_file(&record.file.path)),
        notes,
        unknown_fields: counts.unknown_fields,
        events_read: counts.events_read,
        events_rejected: counts.events_rejected,
    }
}

impl Parsed {
    fn rejected(record: &RawRecord, fault: Fault) -> Self {
        Self {
            story: Err(fault.in_file(&record.file.path)),
            notes: Vec::new(),
            unknown_fields: 0,
            events_read: 0,
            events_rejected: 0,
        }
    }
}
