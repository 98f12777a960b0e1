//! The page that says what went wrong, for people.

use askama::Template;

use super::Layout;
use crate::error::ApiError;

/// What went wrong, and where to go from here.
#[derive(Debug, Template)]
#[template(path = "failure.html")]
pub(crate) struct FailurePage {
    layout: Layout,
    heading: &'static str,
    detail: String,
    advice: Option<&'static str>,
    /// The same address, where trying again may help.
    again: Option<String>,
    status: u16,
    code: &'static str,
    request_id: String,
}

impl FailurePage {
    /// The page of an error at an address; `query` is what was searched for there.
    pub(crate) fn new(
        error: &ApiError,
        status: u16,
        address: &str,
        query: &str,
        request_id: &str,
    ) -> Self {
        let (heading, advice) = told(error);
        let passes = matches!(
            error,
            ApiError::Timeout { .. }
                | ApiError::Overloaded { .. }
                | ApiError::TooManyRequests { .. }
                | ApiError::Internal(_)
        );
        Self {
            layout: Layout::new(format!("{heading} · Dateline"), heading)
                .searching(query)
                .unlisted(),
            heading,
            detail: detail(error),
            advice,
            again: passes.then(|| address.to_owned()),
            status,
            code: error.code(),
            request_id: request_id.to_owned(),
        }
    }
}

/// The heading of an error, and what to do about it where the error itself does not say.
fn told(error: &ApiError) -> (&'static str, Option<&'static str>) {
    match error {
        ApiError::StoryNotFound { .. } => (
            "There is no such story",
            Some("It may have been removed, or the address may have been mistyped."),
        ),
        ApiError::RouteNotFound { .. } | ApiError::InvalidStoryId { .. } => {
            ("There is nothing at this address", None)
        }
        ApiError::Timeout { .. } => {
            ("This took too long", Some("Fewer words or a shorter range of dates take less."))
        }
        ApiError::Overloaded { .. } => {
            ("Too many are asking at once", Some("In a moment there will be room again."))
        }
        ApiError::TooManyRequests { .. } => ("That was too many requests", None),
        ApiError::KeyNeeded { .. } | ApiError::KeyUnknown | ApiError::Forbidden { .. } => {
            ("This is not open to everyone", None)
        }
        ApiError::CursorStale { .. } => ("The index was rebuilt in the meantime", None),
        ApiError::QueryTooLong { .. } => ("The query is too long", None),
        ApiError::Internal(_) => {
            ("Something went wrong here", Some("It is not your doing, and it has been noted."))
        }
        _ => ("This cannot be answered as it is asked", None),
    }
}

/// What is wrong, for people: they are not sent to the document that programs read.
fn detail(error: &ApiError) -> String {
    match error {
        ApiError::RouteNotFound { .. } | ApiError::InvalidStoryId { .. } => {
            "The address may have been mistyped, or what was there is gone.".to_owned()
        }
        other => sentence(&other.to_string()),
    }
}

/// An error's text as a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String =
        letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
