//! The files that pages refer to.

use axum::http::Uri;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;
use crate::web::assets;

/// Addresses change with the content, so that what was loaded once holds for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A file that pages refer to.
pub(super) async fn asset(uri: Uri) -> Response {
    match assets::at(uri.path()) {
        Some(asset) => {
            let headers = [
                (header::CONTENT_TYPE, asset.media_type),
                (header::CACHE_CONTROL, FOR_EVER),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, asset.content).into_response()
        }
        None => ApiError::RouteNotFound { path: uri.path().to_owned() }.into_response(),
    }
}
