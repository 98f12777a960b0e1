//! The one place where errors become HTTP: problems after RFC 9457.

use std::sync::Arc;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use dateline_engine::StorageFault;
use serde::Serialize;
use utoipa::ToSchema;

use super::stories::entity_tag;
use crate::error::ApiError;

/// How a key is sent: by programs as it is, by browsers as a password.
const CHALLENGE: &str = r#"Bearer realm="dateline", Basic realm="dateline", charset="UTF-8""#;

/// What went wrong, where, and what is allowed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Problem {
    /// An address that explains the kind.
    #[serde(rename = "type")]
    #[schema(example = "/docs#unknown_parameter")]
    kind: String,
    /// The kind in a few words.
    #[schema(example = "Bad Request")]
    title: &'static str,
    /// The status of the reply.
    #[schema(example = 400)]
    status: u16,
    /// The stable name of the kind.
    #[schema(example = "unknown_parameter")]
    code: &'static str,
    /// What was wrong and what to do.
    #[schema(example = "unknown parameter `limt`; did you mean `limit`?")]
    detail: String,
    /// The parameter or header that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// Where in the query, in characters from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<usize>,
    /// Where in the body, in lines from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    /// The version that the story is in, where the request asked for another.
    #[schema(example = "0123456789abcdef0123456789abcdef")]
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// What is allowed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    allowed: Vec<String>,
    /// The path that was asked for.
    #[serde(skip_serializing_if = "String::is_empty")]
    instance: String,
    /// The id of the request, which the log has too.
    #[serde(skip_serializing_if = "String::is_empty")]
    request_id: String,
    #[serde(skip)]
    retry_after_seconds: Option<u64>,
}

/// How a body may be packed.
const CODINGS: &[&str] = &["gzip", "identity"];

/// The error behind a reply, left for whoever logs.
#[derive(Clone, Debug)]
pub(super) struct Failure(pub(super) Arc<ApiError>);

impl Problem {
    /// The problem that an error is.
    pub(super) fn new(error: &ApiError) -> Self {
        let status = status(error);
        let (position, allowed) = match error {
            ApiError::QueryNotUnderstood { warning } => (Some(warning.position), Vec::new()),
            ApiError::UnknownParameter { allowed, .. } => (None, texts(allowed)),
            ApiError::InvalidParameter { allowed, .. } => (None, allowed.clone()),
            ApiError::MethodNotAllowed { allowed, .. } => (None, texts(allowed)),
            ApiError::UnsupportedMediaType { allowed, .. } => (None, texts(allowed)),
            ApiError::UnsupportedEncoding { .. } => (None, texts(CODINGS)),
            _ => (None, Vec::new()),
        };
        Self {
            kind: format!("/docs#{}", error.code()),
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code: error.code(),
            detail: error.to_string(),
            parameter: error.parameter().map(str::to_owned),
            position,
            line: match error {
                ApiError::StoryInvalid { line, .. } => Some(*line),
                _ => None,
            },
            version: match error {
                ApiError::PreconditionFailed { current } => current.map(|v| v.to_string()),
                _ => None,
            },
            allowed,
            instance: String::new(),
            request_id: String::new(),
            retry_after_seconds: match error {
                ApiError::Overloaded { retry_after_seconds }
                | ApiError::TooManyRequests { retry_after_seconds }
                | ApiError::Starting { retry_after_seconds, .. } => Some(*retry_after_seconds),
                ApiError::Timeout { .. }
                | ApiError::Storage { fault: StorageFault::TooManyFiles, .. } => Some(1),
                _ => None,
            },
        }
    }

    /// Adds where it happened.
    pub(super) fn at(mut self, path: &str, request_id: &str) -> Self {
        path.clone_into(&mut self.instance);
        request_id.clone_into(&mut self.request_id);
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let is_encoding = self.allowed == CODINGS;
        let retry = self.retry_after_seconds;
        let version = self.version.as_deref().map(entity_tag);
        let allow = HeaderValue::from_str(&self.allowed.join(", "));
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        if let Some(seconds) = retry {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(tag) = version {
            headers.insert(header::ETAG, tag);
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(CHALLENGE));
        }
        if is_encoding {
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        }
        if let (StatusCode::METHOD_NOT_ALLOWED, Ok(allow)) = (status, allow) {
            headers.insert(header::ALLOW, allow);
        }
        response
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = Problem::new(&self).into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// The status of each kind of error.
pub(super) fn status(error: &ApiError) -> StatusCode {
    match error {
        ApiError::UnknownParameter { .. }
        | ApiError::RepeatedParameter { .. }
        | ApiError::InvalidParameter { .. }
        | ApiError::ConflictingParameters { .. }
        | ApiError::QueryTooLong { .. }
        | ApiError::QueryNotUnderstood { .. }
        | ApiError::CursorInvalid
        | ApiError::CursorOfAnotherRequest
        | ApiError::InvalidStoryId { .. }
        | ApiError::StoryInvalid { .. }
        | ApiError::IdMismatch { .. }
        | ApiError::BodyIncomplete
        | ApiError::BodyNotGzip
        | ApiError::InvalidHeader { .. }
        | ApiError::Unanswerable(_) => StatusCode::BAD_REQUEST,
        ApiError::KeyNeeded { .. } | ApiError::KeyUnknown => StatusCode::UNAUTHORIZED,
        ApiError::CrossSite | ApiError::Forbidden { .. } => StatusCode::FORBIDDEN,
        ApiError::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
        ApiError::PreconditionFailed { .. } => StatusCode::PRECONDITION_FAILED,
        ApiError::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        ApiError::UnsupportedMediaType { .. } | ApiError::UnsupportedEncoding { .. } => {
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        }
        ApiError::CursorStale { .. } => StatusCode::GONE,
        ApiError::StoryNotFound { .. } | ApiError::RouteNotFound { .. } => StatusCode::NOT_FOUND,
        ApiError::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
        ApiError::Storage { fault: StorageFault::Full, .. } => StatusCode::INSUFFICIENT_STORAGE,
        ApiError::Timeout { .. }
        | ApiError::Overloaded { .. }
        | ApiError::Starting { .. }
        | ApiError::Storage { .. } => StatusCode::SERVICE_UNAVAILABLE,
        ApiError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
