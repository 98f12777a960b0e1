//! What every page tells the browser: where its parts may come from, and that nobody frames it.

use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// Scripts and styles are files of this site alone, so that what a story says is never run.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 3] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Articles that are linked to learn where their readers come from, but not what they searched for.
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
];

/// The same response with the headers of a page.
pub(super) fn secured(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
