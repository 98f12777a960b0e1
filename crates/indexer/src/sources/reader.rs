//! A file cut into records.

use std::fmt;
use std::iter::FusedIterator;
use std::sync::Arc;

use super::input::Input;
use super::json_file::JsonFile;
use super::lines::Lines;
use super::page_file::PageFile;
use super::reject::Fault;
use super::{Format, Reject, SourceError, SourceFile};

/// The bounds on what is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// The most bytes of one record. Larger ones are rejected without being kept in memory.
    pub max_record_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_record_bytes: 64 * 1024 * 1024 }
    }
}

/// The bytes of one record, not yet looked into.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawRecord {
    /// The file that it stands in.
    pub file: Arc<SourceFile>,
    /// The line on which it starts, from 1.
    pub line: u64,
    /// Its bytes, without the end of its line.
    pub body: Vec<u8>,
}

/// The records of a file, one after the other. What cannot even be cut into records comes as a
/// [`Reject`]; the reader goes on after it where it can, and ends where it cannot.
pub struct RecordReader {
    file: Arc<SourceFile>,
    input: Input,
    limits: Limits,
    cutter: Cutter,
}

/// How the file is cut, by its format.
enum Cutter {
    Page(PageFile),
    Json(JsonFile),
    Lines(Lines),
}

/// A record that does not know its file.
pub(super) struct Cut {
    pub(super) line: u64,
    pub(super) body: Vec<u8>,
}

/// Opens a file and cuts it into records as they are asked for.
///
/// # Errors
/// The file cannot be opened.
pub fn open(file: Arc<SourceFile>, limits: Limits) -> Result<RecordReader, SourceError> {
    let input = Input::open(&file)?;
    let cutter = match file.format {
        Format::Page => Cutter::Page(PageFile::default()),
        Format::Json => Cutter::Json(JsonFile::default()),
        Format::Ndjson => Cutter::Lines(Lines::default()),
    };
    Ok(RecordReader { file, input, limits, cutter })
}

impl RecordReader {
    /// How many bytes of the file, as it lies on disk, were read so far.
    pub fn bytes_read(&self) -> u64 {
        self.input.bytes_read()
    }
}

impl Iterator for RecordReader {
    type Item = Result<RawRecord, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        let (input, limit) = (&mut self.input, self.limits.max_record_bytes);
        let cut: Result<Cut, Fault> = match &mut self.cutter {
            Cutter::Page(page) => page.next(input, limit),
            Cutter::Json(json) => json.next(input, limit),
            Cutter::Lines(lines) => lines.next(input, limit),
        }?;
        Some(match cut {
            Ok(Cut { line, body }) => Ok(RawRecord { file: Arc::clone(&self.file), line, body }),
            Err(fault) => Err(fault.in_file(&self.file.path)),
        })
    }
}

impl FusedIterator for RecordReader {}

impl fmt::Debug for RecordReader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("RecordReader");
        shown.field("file", &self.file).field("limits", &self.limits).finish_non_exhaustive()
    }
}
