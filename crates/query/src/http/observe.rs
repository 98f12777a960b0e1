//! What every request gets: an id, a deadline, a line in the log, a place in the metrics, the time of its stages.

use std::any::Any;
use std::fmt::Write as _;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::{Instrument, Span, field};

use super::access_log;
use super::gate::KeyName;
use super::metrics::HUNG_UP;
use super::pages::{self, Wanted};
use super::problem::{Failure, Problem};
use super::{Answered, App, ClientAddress};
use crate::error::ApiError;
use crate::service::Account;

/// The header that tells how long each stage took.
const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");
/// The header that carries a request's id, both ways.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// An id longer than this is not taken over from the client.
const LONGEST_ID: usize = 64;

/// Wraps the handling of each request.
pub(super) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let (account, _in_flight) = (Account::begin(), app.metrics.come());
    let id = request_id(&request);
    let wanted = Wanted::by(&request);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let client = request.extensions().get().map(|ClientAddress(client)| *client);
    let traceparent = request.headers().get("traceparent").cloned();
    // At the level of errors, so that these have the id however little is logged.
    let span = tracing::error_span!("request", %id, %method, %path, key = field::Empty);
    span.in_scope(|| access_log::asked(request.uri()));

    let (app, leaving) = (&app, Leaving::of(&app, &route, &account, client, span.clone()));
    let limit = app.options.request_timeout;
    let handled = account.keep(next.run(request)).instrument(span.clone());
    let response = tokio::time::timeout(limit, handled)
        .await
        .unwrap_or_else(|_| ApiError::Timeout { seconds: limit.as_secs().max(1) }.into_response());
    leaving.answered();
    if let Some(KeyName(name)) = response.extensions().get() {
        span.record("key", name.as_ref());
    }

    // In this order, so that the stages are no more than the whole.
    let (stages, took) = (account.stages(), account.took());
    let status = response.status().as_u16();
    app.metrics.answered(&route, status, took);
    span.in_scope(|| {
        app.log.answered(&response, took, client);
        if app.slow.is_passed_by(took) {
            access_log::slow(&account, &stages, took);
        }
    });
    if let Some(witness) = &app.witness {
        witness.answered(&Answered {
            method: method.as_str(),
            route: &route,
            status,
            id: &id,
            traceparent: traceparent.as_ref().and_then(|value| value.to_str().ok()),
            took,
            stages: &stages,
        });
    }
    let mut response = with_id(response, &id, &path, wanted.as_ref());
    if let Some(timing) = server_timing(&stages, took) {
        response.headers_mut().insert(SERVER_TIMING, timing);
    }
    response
}

/// A request that goes on until it is answered. Dropped before, its client has hung up.
struct Leaving<'a> {
    app: &'a App,
    route: &'a str,
    account: &'a Account,
    client: Option<IpAddr>,
    span: Span,
    is_answered: bool,
}

impl<'a> Leaving<'a> {
    fn of(
        app: &'a App,
        route: &'a str,
        account: &'a Account,
        client: Option<IpAddr>,
        span: Span,
    ) -> Self {
        Self { app, route, account, client, span, is_answered: false }
    }

    fn answered(mut self) {
        self.is_answered = true;
    }
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        if !self.is_answered {
            let took = self.account.took();
            self.app.metrics.answered(self.route, HUNG_UP, took);
            self.span.in_scope(|| self.app.log.hung_up(took, self.client));
        }
    }
}

/// The stages of a search for the tools of browsers, in milliseconds; none where nothing was searched.
fn server_timing(stages: &[(&'static str, Duration)], took: Duration) -> Option<HeaderValue> {
    if stages.is_empty() {
        return None;
    }
    let all = stages.iter().copied().chain([("total", took)]);
    let mut timings = String::with_capacity(128);
    for (name, time) in all {
        let separator = if timings.is_empty() { "" } else { ", " };
        let micros = time.as_micros();
        let _ = write!(timings, "{separator}{name};dur={}.{:03}", micros / 1_000, micros % 1_000);
    }
    HeaderValue::from_str(&timings).ok()
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
