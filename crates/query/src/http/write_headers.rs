//! What the headers of a write have to say before its body is read.

use axum::http::{HeaderMap, HeaderName, header};

use crate::error::ApiError;
use crate::request::Preconditions;

/// Refuses what a page of another site had a browser send. A browser asks first before it sends a
/// PUT, a DELETE or a body of JSON to another site, and is told no, as no reply of ours allows it.
/// But a POST of plain text or of no type it sends unasked, and says in this header for whom. Who
/// sends no such header is no browser of our days.
pub(super) fn check_origin(headers: &HeaderMap) -> Result<(), ApiError> {
    let site = headers.get("sec-fetch-site").map(|value| value.as_bytes());
    match site {
        Some(b"cross-site" | b"same-site") => Err(ApiError::CrossSite),
        _ => Ok(()),
    }
}

/// Checks that the body, if it says its type, is of one that is read, and not compressed.
pub(super) fn check_type(
    headers: &HeaderMap,
    allowed: &'static [&'static str],
) -> Result<(), ApiError> {
    let unsupported = |given: String| Err(ApiError::UnsupportedMediaType { given, allowed });
    if let Some(given) = joined(headers, &header::CONTENT_TYPE) {
        let essence = given.split(';').next().unwrap_or_default().trim();
        if !allowed.iter().any(|known| known.eq_ignore_ascii_case(essence)) {
            return unsupported(given);
        }
    }
    match joined(headers, &header::CONTENT_ENCODING) {
        Some(coding) if !coding.trim().eq_ignore_ascii_case("identity") => {
            unsupported(format!("Content-Encoding: {coding}"))
        }
        _ => Ok(()),
    }
}

/// The length that the body says it has.
pub(super) fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

/// The conditions of a request.
pub(super) fn preconditions(headers: &HeaderMap) -> Preconditions {
    Preconditions {
        if_match: joined(headers, &header::IF_MATCH),
        if_none_match: joined(headers, &header::IF_NONE_MATCH),
    }
}

/// The lines of a header as one. What is no text becomes U+FFFD, which no known value has.
fn joined(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let lines = headers.get_all(name).iter();
    let lines: Vec<_> = lines.map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}
