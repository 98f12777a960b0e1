//! Lines that are written together, in one commit.

use dateline_engine::Change;
use dateline_indexer::sources::{Reject, line_too_large, parse_line};

use super::lines::Line;
use crate::error::ApiError;
use crate::response::written::told;
use crate::response::{LineResponse, WriteStatus};
use crate::service::intake::Share;

/// A batch is full at so many lines: enough that a commit is worth its cost, and few enough that
/// many bulks fit into memory.
pub const BATCH_LINES: usize = 256;
/// Or at so many bytes, whichever comes first.
pub(super) const BATCH_BYTES: usize = 1 << 20;

/// What is longer is no id, and is not repeated as one.
const LONGEST_ID: usize = 256;

/// Lines as they came.
#[derive(Debug, Default)]
pub(super) struct Batch {
    lines: Vec<Line>,
    bytes: usize,
    /// The memory that a line of more than a batch takes.
    pub(super) share: Option<Share>,
}

impl Batch {
    pub(super) fn push(&mut self, line: Line) {
        self.bytes += line.body.as_ref().map_or(0, Vec::len);
        self.lines.push(line);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.lines.len() >= BATCH_LINES || self.bytes >= BATCH_BYTES
    }

    /// Whether it has a line that takes more memory than a batch is meant to.
    pub(super) fn has_long_line(&self) -> bool {
        self.bytes > BATCH_BYTES
    }

    /// Makes stories of the lines.
    pub(super) fn parse(self, max_record_bytes: usize) -> ParsedBatch {
        let lines = self.lines.into_iter();
        let entries = lines.map(|line| Entry::parse(line, max_record_bytes)).collect();
        ParsedBatch { entries, _share: self.share }
    }
}

/// Lines as they were understood.
#[derive(Debug)]
pub(super) struct ParsedBatch {
    pub(super) entries: Vec<Entry>,
    _share: Option<Share>,
}

/// A line, and what there is to say about it so far.
#[derive(Debug)]
pub(super) struct Entry {
    /// Rejected, until its change is made.
    pub(super) reply: LineResponse,
    /// None where there is no story in it.
    pub(super) change: Option<Change>,
}

impl Entry {
    fn parse(line: Line, max_record_bytes: usize) -> Self {
        let mut reply = LineResponse {
            line: line.number,
            id: None,
            status: WriteStatus::Rejected,
            error: None,
            code: None,
            notes: Vec::new(),
            unknown_fields: 0,
        };
        let Some(body) = line.body else {
            let reject = line_too_large(line.number, max_record_bytes);
            return Self::rejected(reply, reject);
        };
        let (parsed, id) = parse_line(line.number, body);
        reply.id = id.filter(|id| id.len() <= LONGEST_ID);
        reply.notes = told(&parsed.notes, false);
        reply.unknown_fields = parsed.unknown_fields;
        match parsed.story {
            Ok(story) => Self { reply, change: Some(Change::put(story)) },
            Err(reject) => Self::rejected(reply, reject),
        }
    }

    fn rejected(mut reply: LineResponse, reject: Reject) -> Self {
        reply.reject(&reject.into());
        Self { reply, change: None }
    }
}

impl LineResponse {
    /// Tells why the story was not written.
    pub(super) fn reject(&mut self, error: &ApiError) {
        self.status = WriteStatus::Rejected;
        self.code = Some(error.code());
        self.error = Some(match error {
            // The line stands in the reply anyway.
            ApiError::StoryInvalid { reason, detail, .. } => format!("{reason}: {detail}"),
            other => other.to_string(),
        });
    }
}
