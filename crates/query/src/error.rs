//! What can be wrong with a call, told apart by whose fault it is.

use dateline_engine::EngineError;
use dateline_model::StoryIdError;
use thiserror::Error;

use crate::language::Warning;
use crate::request::Parameter;

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
    /// There is no such address.
    #[error("there is nothing at `{}`; /openapi.json lists what there is", shortened(.path))]
    RouteNotFound {
        /// Which one.
        path: String,
    },
    /// The address is asked in another way than it answers.
    #[error("`{method}` is not answered here; use GET")]
    MethodNotAllowed {
        /// How it was asked.
        method: String,
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
            Self::RouteNotFound { .. } => "route_not_found",
            Self::MethodNotAllowed { .. } => "method_not_allowed",
            Self::Timeout { .. } => "timeout",
            Self::Overloaded { .. } => "overloaded",
            Self::Unanswerable(_) => "unanswerable",
            Self::Internal(_) => "internal",
        }
    }

    /// Whether another request would have been answered.
    pub const fn is_callers_fault(&self) -> bool {
        !matches!(self, Self::Internal(_) | Self::Overloaded { .. } | Self::Timeout { .. })
    }

    /// The parameter that is wrong, if it is one.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::UnknownParameter { name, .. } => Some(name),
            Self::RepeatedParameter { name } | Self::InvalidParameter { name, .. } => Some(name),
            Self::QueryTooLong { .. } | Self::QueryNotUnderstood { .. } => Some("q"),
            Self::CursorInvalid | Self::CursorOfAnotherRequest | Self::CursorStale { .. } => {
                Some("cursor")
            }
            Self::ConflictingParameters { names, .. } => names.first().copied(),
            _ => None,
        }
    }

    /// An unknown name, with the nearest of the known ones.
    pub(crate) fn unknown_parameter(name: &str, known: &[Parameter]) -> Self {
        let allowed: Vec<_> = known.iter().map(|parameter| parameter.name()).collect();
        let near = allowed
            .iter()
            .map(|known| (strsim::osa_distance(name, known), *known))
            .filter(|(distance, known)| *distance <= known.len().div_ceil(3).max(1))
            .min();
        let name = shortened(name);
        Self::UnknownParameter { name, nearest: near.map(|(_, known)| known), allowed }
    }

    /// A value that the parameter does not take, which takes what `allowed` says.
    pub(crate) fn invalid(parameter: Parameter, value: &str, allowed: impl Into<String>) -> Self {
        let allowed = allowed.into();
        let detail = format!("it takes {allowed}");
        let (name, value) = (parameter.name(), value.to_owned());
        Self::InvalidParameter { name, value, detail, allowed: vec![allowed] }
    }

    /// A value that is none of the words that the parameter takes.
    pub(crate) fn none_of(parameter: Parameter, value: &str, words: &[&str]) -> Self {
        let detail = match words {
            [only] => format!("it takes {only}"),
            _ => format!("it takes one of {}", words.join(", ")),
        };
        let allowed = words.iter().map(|word| (*word).to_owned()).collect();
        Self::InvalidParameter { name: parameter.name(), value: value.to_owned(), detail, allowed }
    }

    /// A value of the parameter `story` that cannot be an id.
    pub(crate) fn invalid_story(value: &str, error: &StoryIdError) -> Self {
        Self::InvalidParameter {
            name: Parameter::Story.name(),
            value: value.to_owned(),
            detail: error.to_string(),
            allowed: vec!["the id of a story: 1 to 128 of a-z 0-9 - _ .".to_owned()],
        }
    }

    /// A story id that cannot be one.
    pub(crate) fn invalid_id(id: &str, error: &StoryIdError) -> Self {
        Self::InvalidStoryId { id: id.to_owned(), reason: error.to_string() }
    }
}

impl From<EngineError> for ApiError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Invalid { .. } => Self::Unanswerable(error.to_string()),
            EngineError::Overloaded { retry_after_seconds } => {
                Self::Overloaded { retry_after_seconds }
            }
            EngineError::Internal(source) => Self::Internal(source),
        }
    }
}

/// What to do about an unknown parameter.
fn instead(nearest: Option<&str>, allowed: &[&str]) -> String {
    match nearest {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None if allowed.is_empty() => "; this call takes none".to_owned(),
        None => format!("; this call takes {}", allowed.join(", ")),
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ")
}

/// What a caller sent, cut to what a message can hold.
fn shortened(value: &str) -> String {
    const CHARS: usize = 80;
    match value.char_indices().nth(CHARS) {
        None => value.to_owned(),
        Some((at, _)) => format!("{}…", &value[..at]),
    }
}
