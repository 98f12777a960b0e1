//! What a parser knows of the record that it is parsing, and what it finds out on the way.

use dateline_model::{DateError, DateSpan};

use super::{Format, Note, NoteKind, RawRecord};

/// The most characters of a text that a note repeats.
const SHOWN_CHARS: usize = 80;

/// A record being parsed.
pub(super) struct Context<'a> {
    record: &'a RawRecord,
    /// The record's text.
    pub(super) body: &'a str,
    /// What is being counted.
    pub(super) counts: Counts,
    notes: Vec<Note>,
    /// A place in the body and its line, from which the lines of later places are counted.
    counted: (usize, u64),
}

/// What is counted while a record is parsed.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) unknown_fields: u64,
    pub(super) events_read: u64,
    pub(super) events_rejected: u64,
}

impl<'a> Context<'a> {
    pub(super) fn new(record: &'a RawRecord, body: &'a str) -> Self {
        let counted = (0, record.line);
        Self { record, body, counts: Counts::default(), notes: Vec::new(), counted }
    }

    pub(super) fn into_findings(self) -> (Vec<Note>, Counts) {
        (self.notes, self.counts)
    }

    /// The line on which the record starts.
    pub(super) fn line(&self) -> u64 {
        self.record.line
    }

    /// The format of the file.
    pub(super) fn format(&self) -> Format {
        self.record.file.format
    }

    /// The feeds that the place of the file gives.
    pub(super) fn feeds(&self) -> &'a [String] {
        &self.record.file.feeds
    }

    pub(super) fn note(&mut self, line: u64, kind: NoteKind, text: impl Into<String>) {
        let file = self.record.file.path.clone();
        self.notes.push(Note { file, line, kind, text: text.into() });
    }

    /// Notes an event whose date cannot be read.
    pub(super) fn undated(&mut self, line: u64, error: &DateError, text: &str) {
        let text = format!("{error}; the event is “{}”", shortened(text));
        self.note(line, NoteKind::UndatedEvent, text);
    }

    /// The date of the last update, with a note if it cannot be read.
    pub(super) fn updated(&mut self, line: u64, text: &str) -> Option<DateSpan> {
        match DateSpan::parse(text) {
            Ok(date) => Some(date),
            Err(error) => {
                self.note(line, NoteKind::UnreadableUpdated, error.to_string());
                None
            }
        }
    }

    /// The line of a text that a JSON parser borrowed from the body, or of the record if it was
    /// not borrowed. A parser of JSON does not tell where a value stood, but the address of what it
    /// borrowed does.
    pub(super) fn line_of(&mut self, text: Option<&str>) -> u64 {
        if self.format() == Format::Ndjson {
            return self.line();
        }
        let body = self.body.as_bytes().as_ptr_range();
        let Some(start) = text.map(str::as_ptr).filter(|start| body.contains(start)) else {
            return self.line();
        };
        let offset = start.addr() - body.start.addr();
        // Counting from the last place asked for keeps many notes on one record from taking
        // quadratic time.
        let (from, line) = if offset >= self.counted.0 { self.counted } else { (0, self.line()) };
        let passed = &self.body.as_bytes()[from..offset];
        self.counted = (offset, line + memchr::memchr_iter(b'\n', passed).count() as u64);
        self.counted.1
    }
}

/// The beginning of a text, as much as a message needs.
pub(super) fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
