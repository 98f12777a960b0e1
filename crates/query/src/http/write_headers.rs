//! What the headers of a write have to say before its body is read.

use axum::http::{HeaderMap, HeaderName, header};

use super::CorsOrigins;
use crate::error::ApiError;
use crate::request::Preconditions;

/// Refuses what a page of another site had a browser send. A browser asks first before it sends a
/// PUT, a DELETE or a body of JSON to another site, and is told no unless the site was named.
/// But a POST of plain text or of no type it sends unasked, and says in this header for whom. Who
/// sends no such header is no browser of our days.
pub(super) fn check_origin(headers: &HeaderMap, allowed: &CorsOrigins) -> Result<(), ApiError> {
    let site = headers.get("sec-fetch-site").map(|value| value.as_bytes());
    match site {
        _ if allowed.names(headers) => Ok(()),
        Some(b"cross-site" | b"same-site") => Err(ApiError::CrossSite),
        _ => Ok(()),
    }
}

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// Not at all.
    Identity,
    /// As gzip.
    Gzip,
}

/// Checks that the body, if it says its type, is of one that is read, and packed in a way that is.
pub(super) fn check_type(
    headers: &HeaderMap,
    allowed: &'static [&'static str],
) -> Result<Coding, ApiError> {
    if let Some(given) = joined(headers, &header::CONTENT_TYPE) {
        let essence = given.split(';').next().unwrap_or_default().trim();
        if !allowed.iter().any(|known| known.eq_ignore_ascii_case(essence)) {
            return Err(ApiError::UnsupportedMediaType { given, allowed });
        }
    }
    let Some(given) = joined(headers, &header::CONTENT_ENCODING) else {
        return Ok(Coding::Identity);
    };
    match given.trim().to_ascii_lowercase().as_str() {
        "identity" => Ok(Coding::Identity),
        "gzip" | "x-gzip" => Ok(Coding::Gzip),
        _ => Err(ApiError::UnsupportedEncoding { given }),
    }
}

/// The length that the body says it has, as it comes.
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
