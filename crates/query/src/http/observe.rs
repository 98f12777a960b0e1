//! What every request gets: an id, a deadline, a line in the log, a place in the metrics.

use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use super::App;
use super::pages::{self, Wanted};
use super::problem::{Failure, Problem};
use crate::error::ApiError;

/// The header that carries a request's id, both ways.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// An id longer than this is not taken over from the client.
const LONGEST_ID: usize = 64;

/// Wraps the handling of each request.
pub(super) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(&request);
    let wanted = Wanted::by(&request);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let span = tracing::info_span!("request", %id, %method, %path);

    let limit = app.options.request_timeout;
    let answer = tokio::time::timeout(limit, next.run(request).instrument(span.clone())).await;
    let response = answer
        .unwrap_or_else(|_| ApiError::Timeout { seconds: limit.as_secs().max(1) }.into_response());

    let took = started.elapsed();
    app.metrics.answered(&route, response.status().as_u16(), took);
    let _entered = span.entered();
    let (status, took_ms) = (response.status().as_u16(), took.as_secs_f64() * 1e3);
    match response.extensions().get::<Failure>() {
        // There are very many of them when there are any, and they are counted.
        Some(Failure(failure)) if matches!(**failure, ApiError::Overloaded { .. }) => {
            tracing::debug!(status, took_ms, "request turned away");
        }
        Some(failure) if !failure.0.is_callers_fault() => {
            let error: &dyn std::error::Error = failure.0.as_ref();
            tracing::error!(status, took_ms, error, "request failed");
        }
        _ => tracing::info!(status, took_ms, "request answered"),
    }
    with_id(response, &id, &path, wanted.as_ref())
}

/// Puts the id into the reply; a problem gets it, and the path, into its body too. A browser gets a page
/// in place of a problem.
fn with_id(response: Response, id: &str, path: &str, wanted: Option<&Wanted>) -> Response {
    let failure = response.extensions().get::<Failure>().cloned();
    let mut response = match failure {
        Some(failure) => {
            let problem = Problem::new(&failure.0).at(path, id).into_response();
            let mut response = match wanted {
                Some(wanted) => pages::failure(problem, &failure.0, wanted, id),
                None => problem,
            };
            if pages::is_for_people(path) {
                response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
            }
            response
        }
        None => response,
    };
    if let Ok(value) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// The client's id if it is a decent one, else one of ours.
fn request_id(request: &Request) -> String {
    let given = request.headers().get(REQUEST_ID).and_then(|value| value.to_str().ok());
    let decent = |id: &&str| {
        (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic())
    };
    match given.filter(decent) {
        Some(id) => id.to_owned(),
        None => next_id(),
    }
}

/// Ids that count on from a random start, so that two runs do not share them.
fn next_id() -> String {
    use std::hash::{BuildHasher, RandomState};
    static START: std::sync::LazyLock<u64> =
        std::sync::LazyLock::new(|| RandomState::new().hash_one("request"));
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("{:016x}", START.wrapping_add(COUNT.fetch_add(1, Ordering::Relaxed)))
}

/// A handler that panics is one failed request.
#[expect(clippy::needless_pass_by_value, reason = "the signature that the layer asks for")]
pub(super) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let what = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned());
    ApiError::Internal(format!("a handler panicked: {what}").into()).into_response()
}
