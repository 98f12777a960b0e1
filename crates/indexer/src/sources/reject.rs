//! A record that could not be read.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::Utf8Error;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::RawRecord;

/// A record that could not be read. It is never fatal by itself: it is reported, counted, and
/// passed over.
#[derive(Clone, PartialEq, Eq, Debug, Error, Serialize)]
#[error("{}:{line}: {reason}: {detail}", file.display())]
pub struct Reject {
    /// The file.
    #[serde(serialize_with = "path_as_text")]
    pub file: PathBuf,
    /// The line, from 1. Within a record of several lines it is the line of the fault.
    pub line: u64,
    /// What kind of fault it is, for counting.
    pub reason: Reason,
    /// What exactly is wrong, and what to do about it.
    pub detail: String,
}

/// Why a record could not be read. The codes are stable: reports and scripts count by them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Reason {
    /// It is not UTF-8.
    InvalidUtf8,
    /// It is not JSON, or what stands between the stories of a list is not.
    InvalidJson,
    /// A field of the story has a value of the wrong type.
    InvalidField,
    /// It has no title.
    MissingTitle,
    /// Its id is none, or its title has nothing to make one of.
    InvalidId,
    /// It is larger than the limit.
    TooLarge,
    /// It is something else: an empty file, a number, a text without a title.
    NotAStory,
    /// The disk or the compression failed; what follows in the file is not read.
    Io,
}

impl Reason {
    /// Its code, such as `invalid-json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidUtf8 => "invalid-utf8",
            Self::InvalidJson => "invalid-json",
            Self::InvalidField => "invalid-field",
            Self::MissingTitle => "missing-title",
            Self::InvalidId => "invalid-id",
            Self::TooLarge => "too-large",
            Self::NotAStory => "not-a-story",
            Self::Io => "io",
        }
    }
}

/// For people: `invalid JSON`.
impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::InvalidUtf8 => "invalid UTF-8",
            Self::InvalidJson => "invalid JSON",
            Self::InvalidField => "invalid field",
            Self::MissingTitle => "missing title",
            Self::InvalidId => "invalid id",
            Self::TooLarge => "too large",
            Self::NotAStory => "not a story",
            Self::Io => "cannot be read",
        })
    }
}

/// Its code, so that it can be the key of a JSON object too.
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A [`Reject`] that does not know its file yet, as cutters and parsers do not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) line: u64,
    pub(super) reason: Reason,
    pub(super) detail: String,
}

impl Fault {
    pub(super) fn new(line: u64, reason: Reason, detail: impl Into<String>) -> Self {
        Self { line, reason, detail: detail.into() }
    }

    pub(super) fn too_large(line: u64, limit: usize) -> Self {
        let detail = format!("the record has more than {limit} bytes; split it or raise the limit");
        Self::new(line, Reason::TooLarge, detail)
    }

    pub(super) fn io(line: u64, error: &std::io::Error) -> Self {
        Self::new(line, Reason::Io, format!("{error}; the rest of the file is not read"))
    }

    pub(super) fn utf8(record: &RawRecord, error: Utf8Error) -> Self {
        let (before, from) = record.body.split_at(error.valid_up_to());
        let line = record.line + memchr::memchr_iter(b'\n', before).count() as u64;
        let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        let detail = if before.is_empty() && matches!(from, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            "this is UTF-16; save the file as UTF-8".to_owned()
        } else {
            let byte = from.first().copied().unwrap_or_default();
            format!("byte {byte:#04x} at column {}; save the file as UTF-8", column + 1)
        };
        Self::new(line, Reason::InvalidUtf8, detail)
    }

    pub(super) fn in_file(self, file: &Path) -> Reject {
        let Self { line, reason, detail } = self;
        Reject { file: file.to_owned(), line, reason, detail }
    }
}

/// A path that is no Unicode is shown as well as can be: a report must not fail for it.
pub(super) fn path_as_text<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.display())
}
