//! Replies as JSON, written into a buffer that need not grow for most.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::error::ApiError;

/// What a page of ten hits with the counts of all months takes.
const TYPICAL_BYTES: usize = 24 * 1024;

/// A reply as JSON.
pub(super) struct Json<T>(pub(super) T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let mut body = Vec::with_capacity(TYPICAL_BYTES);
        match serde_json::to_writer(&mut body, &self.0) {
            Ok(()) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => ApiError::Internal(error.into()).into_response(),
        }
    }
}
