//! What can be wrong with a call, told apart by whose fault it is.

mod make;
mod wording;

use dateline_engine::{StorageFault, Version};
use thiserror::Error;

use crate::access::Right;

use crate::language::Warning;
use wording::{apart_from_head, conflict, instead, quoted, shortened, storage_remedy};

/// A call that has no answer. Each kind has a code that stays the same between versions.
#[derive(Debug, Error)]
pub enum ApiError {
    /// A parameter that the call does not take.
    #[error("unknown parameter `{name}`{}", instead(*.nearest, .allowed))]
    UnknownParameter {
        /// What was given.
        name: String,
        /// The known one that is nearest, if one is near.
        nearest: Option<&'static str>,
        /// All that the call takes.
        allowed: Vec<&'static str>,
    },
    /// A parameter given twice that has one value.
    #[error("parameter `{name}` is given more than once; give it once")]
    RepeatedParameter {
        /// Which one.
        name: &'static str,
    },
    /// A value that the parameter does not take.
    #[error("parameter `{name}` cannot be `{}`: {detail}", shortened(.value))]
    InvalidParameter {
        /// Which one.
        name: &'static str,
        /// What was given.
        value: String,
        /// What is wrong with it.
        detail: String,
        /// What is allowed: the values, or what they have to be.
        allowed: Vec<String>,
    },
    /// Parameters that exclude each other.
    #[error("parameters {} do not go together: {detail}; {remedy}", quoted(.names))]
    ConflictingParameters {
        /// Which ones.
        names: Vec<&'static str>,
        /// Why not.
        detail: String,
        /// What to do.
        remedy: &'static str,
    },
    /// A query above the longest that is read.
    #[error("parameter `q` has {chars} characters; at most {allowed} are read, so shorten it")]
    QueryTooLong {
        /// How long it is.
        chars: usize,
        /// How long it may be.
        allowed: usize,
    },
    /// A query that is not understood in full, under `strict`.
    #[error("parameter `q` is not understood at character {}: {}", .warning.position, .warning.message)]
    QueryNotUnderstood {
        /// What is not understood.
        warning: Warning,
    },
    /// A cursor that is none of ours.
    #[error(
        "parameter `cursor` is not a cursor of this service; take it from `next` of the page before"
    )]
    CursorInvalid,
    /// A cursor of a request with other parameters.
    #[error(
        "parameter `cursor` belongs to another request; repeat all other parameters of the page before"
    )]
    CursorOfAnotherRequest,
    /// A cursor of a generation that is no longer live.
    #[error(
        "the cursor belongs to generation {of} of the index, which is at generation {now} now; \
         start again at the first page"
    )]
    CursorStale {
        /// Where the cursor is from.
        of: u64,
        /// What is live.
        now: u64,
    },
    /// A story id that cannot be one.
    #[error("`{}` is no story id: {reason}", shortened(.id))]
    InvalidStoryId {
        /// What was given.
        id: String,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no such story.
    #[error("there is no story `{id}`")]
    StoryNotFound {
        /// Which one.
        id: String,
    },
    /// A story that cannot be read.
    #[error("the story cannot be read, line {line}: {reason}: {detail}")]
    StoryInvalid {
        /// In which line of the body, from 1.
        line: u64,
        /// What kind of fault it is.
        reason: String,
        /// What exactly is wrong.
        detail: String,
    },
    /// A story that is sent to the address of another one.
    #[error(
        "the story has the id `{}` and the address is that of `{address}`; leave the id out, or \
         send the story to its own address",
        shortened(.body)
    )]
    IdMismatch {
        /// The id in the address.
        address: String,
        /// The id in the body.
        body: String,
    },
    /// A body of a type that is not read.
    #[error("a body of `{}` is not read here; send {}", shortened(.given), allowed.join(" or "))]
    UnsupportedMediaType {
        /// Which one.
        given: String,
        /// What is read.
        allowed: &'static [&'static str],
    },
    /// A body that is packed in a way that is not read.
    #[error("a body in `Content-Encoding: {}` is not read here; send gzip, or leave it unpacked", shortened(.given))]
    UnsupportedEncoding {
        /// Which one.
        given: String,
    },
    /// A body that is not packed as it says.
    #[error(
        "the body is not whole gzip, which its Content-Encoding says it is; pack it anew and send it again"
    )]
    BodyNotGzip,
    /// A body above the largest that is read.
    #[error(
        "the body is larger than {limit} bytes, the most that one story may have; split the story, \
         or have the limit raised"
    )]
    BodyTooLarge {
        /// How large it may be.
        limit: usize,
    },
    /// A body that ended before its end.
    #[error("the body broke off before its end; send it again")]
    BodyIncomplete,
    /// A header with a value that it does not take.
    #[error("header `{name}` cannot be `{}`: it takes {allowed}", shortened(.value))]
    InvalidHeader {
        /// Which one.
        name: &'static str,
        /// What was given.
        value: String,
        /// What it takes.
        allowed: &'static str,
    },
    /// A condition that does not hold.
    #[error("nothing was done: {}", conflict(.current.as_ref()))]
    PreconditionFailed {
        /// The version that the story is in, if it is there.
        current: Option<Version>,
    },
    /// A write that a page of another site had a browser send.
    #[error(
        "a page of another site cannot write here; send the request from a page of this address, \
         or from no page"
    )]
    CrossSite,
    /// A call that needs a right, from somebody who sent no key.
    #[error(
        "this needs a key with the right `{right}`; send it as `Authorization: Bearer KEY`, or as the \
         password where a browser asks for one"
    )]
    KeyNeeded {
        /// The right.
        right: Right,
    },
    /// A key that is not known.
    #[error("the key that was sent is not known here; ask who runs this service for another one")]
    KeyUnknown,
    /// A key without the right that a call needs.
    #[error(
        "the key `{key}` does not have the right `{right}`; use another one, or have it added to the rights \
         of this one"
    )]
    Forbidden {
        /// The name of the key.
        key: String,
        /// The right.
        right: Right,
    },
    /// More requests than one caller may send.
    #[error(
        "more requests than one caller may send; try again in {retry_after_seconds} s, and send fewer"
    )]
    TooManyRequests {
        /// After how long a try makes sense.
        retry_after_seconds: u64,
    },
    /// There is no such address.
    #[error("there is nothing at `{}`; /openapi.json lists what there is", shortened(.path))]
    RouteNotFound {
        /// Which one.
        path: String,
    },
    /// The address is asked in another way than it answers.
    #[error("`{method}` is not answered here; use {}", apart_from_head(.allowed))]
    MethodNotAllowed {
        /// How it was asked.
        method: String,
        /// What it answers.
        allowed: Vec<&'static str>,
    },
    /// The work took longer than it may.
    #[error("the request took longer than {seconds} s; ask for less, or try again")]
    Timeout {
        /// How long it may take.
        seconds: u64,
    },
    /// There is more work than can be done.
    #[error("more requests are waiting than can be answered; try again in {retry_after_seconds} s")]
    Overloaded {
        /// After how long a try makes sense.
        retry_after_seconds: u64,
    },
    /// The index is not open yet.
    #[error("{reason}; try again in {retry_after_seconds} s")]
    Starting {
        /// What is being waited for.
        reason: String,
        /// After how long a try makes sense.
        retry_after_seconds: u64,
    },
    /// The disk of the index takes no writes now. What it said goes to the log.
    #[error("the write is not acknowledged: {}", storage_remedy(*.fault))]
    Storage {
        /// Why not.
        fault: StorageFault,
        /// What failed, and where.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The plan cannot be executed.
    #[error("{0}")]
    Unanswerable(String),
    /// A fault of ours. What it was goes to the log and not to the caller.
    #[error(
        "the request failed for a reason that is not yours; the log has it under this request's id"
    )]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ApiError {
    /// The stable name of the kind.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownParameter { .. } => "unknown_parameter",
            Self::RepeatedParameter { .. } => "repeated_parameter",
            Self::InvalidParameter { .. } => "invalid_parameter",
            Self::ConflictingParameters { .. } => "conflicting_parameters",
            Self::QueryTooLong { .. } => "query_too_long",
            Self::QueryNotUnderstood { .. } => "query_not_understood",
            Self::CursorInvalid | Self::CursorOfAnotherRequest => "cursor_invalid",
            Self::CursorStale { .. } => "cursor_stale",
            Self::InvalidStoryId { .. } => "invalid_story_id",
            Self::StoryNotFound { .. } => "story_not_found",
            Self::StoryInvalid { .. } => "story_invalid",
            Self::IdMismatch { .. } => "id_mismatch",
            Self::UnsupportedMediaType { .. } => "unsupported_media_type",
            Self::UnsupportedEncoding { .. } => "unsupported_encoding",
            Self::BodyNotGzip => "body_not_gzip",
            Self::BodyTooLarge { .. } => "body_too_large",
            Self::BodyIncomplete => "body_incomplete",
            Self::InvalidHeader { .. } => "invalid_header",
            Self::PreconditionFailed { .. } => "precondition_failed",
            Self::CrossSite => "cross_site",
            Self::KeyNeeded { .. } => "key_needed",
            Self::KeyUnknown => "key_unknown",
            Self::Forbidden { .. } => "forbidden",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::RouteNotFound { .. } => "route_not_found",
            Self::MethodNotAllowed { .. } => "method_not_allowed",
            Self::Timeout { .. } => "timeout",
            Self::Overloaded { .. } => "overloaded",
            Self::Starting { .. } => "starting",
            Self::Storage { fault: StorageFault::Full, .. } => "storage_full",
            Self::Storage { fault: StorageFault::ReadOnly, .. } => "storage_read_only",
            Self::Storage { fault: StorageFault::TooManyFiles, .. } => "too_many_files",
            Self::Unanswerable(_) => "unanswerable",
            Self::Internal(_) => "internal",
        }
    }

    /// Whether another request would have been answered.
    pub const fn is_callers_fault(&self) -> bool {
        !matches!(
            self,
            Self::Internal(_)
                | Self::Overloaded { .. }
                | Self::Starting { .. }
                | Self::Timeout { .. }
                | Self::Storage { .. }
        )
    }

    /// The parameter or header that is wrong, if it is one.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::UnknownParameter { name, .. } => Some(name),
            Self::RepeatedParameter { name } | Self::InvalidParameter { name, .. } => Some(name),
            Self::QueryTooLong { .. } | Self::QueryNotUnderstood { .. } => Some("q"),
            Self::CursorInvalid | Self::CursorOfAnotherRequest | Self::CursorStale { .. } => {
                Some("cursor")
            }
            Self::ConflictingParameters { names, .. } => names.first().copied(),
            Self::InvalidHeader { name, .. } => Some(name),
            _ => None,
        }
    }
}
