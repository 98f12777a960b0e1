//! Errors out of what lies below them, and those that take some looking up.

use dateline_engine::EngineError;
use dateline_indexer::sources::Reject;
use dateline_model::{StoryId, StoryIdError};

use super::ApiError;
use super::wording::shortened;
use crate::request::Parameter;

impl ApiError {
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

    /// A fault of ours.
    pub(crate) fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(error.into())
    }

    /// A story id that cannot be one.
    pub(crate) fn invalid_id(id: &str, error: &StoryIdError) -> Self {
        Self::InvalidStoryId { id: id.to_owned(), reason: error.to_string() }
    }

    /// There is no such story.
    pub(crate) fn no_story(id: &StoryId) -> Self {
        Self::StoryNotFound { id: id.to_string() }
    }
}

impl From<Reject> for ApiError {
    fn from(reject: Reject) -> Self {
        let Reject { line, reason, detail, .. } = reject;
        Self::StoryInvalid { line, reason: reason.to_string(), detail }
    }
}

impl From<EngineError> for ApiError {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Invalid { .. } => Self::Unanswerable(error.to_string()),
            EngineError::Overloaded { retry_after_seconds } => {
                Self::Overloaded { retry_after_seconds }
            }
            EngineError::NotOpen { reason } => Self::Starting { reason, retry_after_seconds: 1 },
            EngineError::Storage { fault, detail } => {
                Self::Storage { fault, source: detail.into() }
            }
            EngineError::Internal(source) => Self::Internal(source),
        }
    }
}
