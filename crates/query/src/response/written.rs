//! The replies of the calls that write: what became of a story.

use dateline_engine::Outcome;
use dateline_indexer::sources::Note;
use serde::Serialize;
use utoipa::ToSchema;

/// How many notes on one story are told; a story of nothing but mistakes does not fill the reply.
const NOTES_TOLD: usize = 100;

/// What became of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum WriteStatus {
    /// It was not there before.
    Created,
    /// It replaced an earlier one.
    Updated,
    /// It was there with just this content; nothing was written.
    Unchanged,
    /// It was there and is gone.
    Removed,
    /// It was not written.
    Rejected,
}

impl WriteStatus {
    /// The status of an outcome; none of one that is an error.
    pub(crate) fn of(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::Created => Some(Self::Created),
            Outcome::Updated => Some(Self::Updated),
            Outcome::Unchanged => Some(Self::Unchanged),
            Outcome::Removed => Some(Self::Removed),
            Outcome::Absent | Outcome::Conflict(_) => None,
        }
    }
}

/// A story that was written. It is on disk, and every later search sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WrittenResponse {
    /// The id.
    #[schema(example = "kim-reviews-sculptures")]
    pub id: String,
    /// What became of it.
    pub status: WriteStatus,
    /// The version that it is in now, for `If-Match`; also in the header `ETag`.
    #[schema(example = "0123456789abcdef0123456789abcdef")]
    pub version: String,
    /// The parts of it that could not be read and were left out, or kept without what could not.
    pub notes: Vec<String>,
    /// How many of its fields are not part of the format. They were ignored.
    pub unknown_fields: u64,
}

/// A story that was removed, with its events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RemovedResponse {
    /// The id.
    #[schema(example = "kim-reviews-sculptures")]
    pub id: String,
    /// What became of it.
    pub status: WriteStatus,
}

/// What became of one line of a bulk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LineResponse {
    /// The line, from 1, blank ones counted.
    #[schema(example = 17)]
    pub line: u64,
    /// The id of the story, absent where the line does not tell.
    #[schema(example = "kim-reviews-sculptures")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What became of it. What is not `rejected` is on disk, and every later search sees it.
    pub status: WriteStatus,
    /// What is wrong with a rejected line, and what to do.
    #[schema(example = "invalid JSON: expected `,` or `}` at column 12")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The stable name of what is wrong: `story_invalid` where it is the line, otherwise the code
    /// of the error that kept the service from writing it, such as `storage_full`.
    #[schema(example = "story_invalid")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// The parts of the story that could not be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// How many of its fields are not part of the format, if any.
    #[serde(skip_serializing_if = "is_zero")]
    pub unknown_fields: u64,
}

/// The last line of a reply to a bulk that broke off. All lines before it hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StreamEndResponse {
    /// What is wrong, and what to do.
    pub error: String,
    /// The stable name of what is wrong.
    #[schema(example = "body_incomplete")]
    pub code: &'static str,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Notes for whoever sent the story: `line 3: undated event: ...`, or without the line where the
/// story is one line.
pub(crate) fn told(notes: &[Note], with_lines: bool) -> Vec<String> {
    let told = notes.iter().take(NOTES_TOLD).map(|note| {
        let Note { line, kind, text, .. } = note;
        if with_lines { format!("line {line}: {kind}: {text}") } else { format!("{kind}: {text}") }
    });
    let more = notes.len().saturating_sub(NOTES_TOLD);
    told.chain((more > 0).then(|| format!("and {more} more"))).collect()
}
