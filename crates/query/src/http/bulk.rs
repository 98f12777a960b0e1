//! Stories in bulk: lines in, results out, while both go on.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use futures_core::Stream;
use thiserror::Error;
use tokio::sync::mpsc::Receiver;

use super::App;
use super::body::Incoming;
use super::gate::Writer;
use super::handlers::parameters;
use super::problem::Problem;
use super::write_headers::{check_origin, check_type, preconditions};
use crate::error::ApiError;
use crate::request::Endpoint;
use crate::response::LineResponse;
use crate::service::Results;

/// The type of stories one a line, and of their results.
pub(super) const NDJSON: &str = "application/x-ndjson";
const LINES: &[&str] = &[NDJSON, "application/ndjson", "application/jsonl"];

/// Write stories in bulk, a story a line.
///
/// Each line of the body is a story, as PUT takes it, with its `id` or without one, whereupon it
/// takes the slug of its title. Blank lines are passed over and counted. Each other line has one
/// line in the reply, in order, as soon as it is on disk and every later search sees it; a line
/// that is wrong is `rejected` and the others are written. Of two lines of one story the later wins.
///
/// Body and reply are streams of any length, so read results while you send: a client that leaves
/// them lying, or pauses in what it sends, for 30 seconds (as the service is set by default) is cut
/// off. Lines that arrive together share a commit.
///
/// A body that is packed is bounded by what it unpacks to: where a line does not end within twice the
/// size that one may have, nothing more is read, and the last line of the reply has the code
/// `body_too_large`, as it has `body_not_gzip` where the body turns out not to be gzip.
///
/// Where the service cannot write for a while, the lines of that while are `rejected` with the code
/// of the reason, such as `storage_full`, and it goes on with the next ones; send those lines again.
/// Where the body breaks off, the last line of the reply is `{"error": ..., "code":
/// "body_incomplete"}`; what stands before it holds, and the line that broke off is not written.
#[utoipa::path(
    post, path = "/api/v1/stories", operation_id = "write_stories", tag = "stories",
    request_body(
        content = String, content_type = "application/x-ndjson",
        description = "A story a line. The types application/ndjson and application/jsonl are taken too, and none at all. It may come packed, with `Content-Encoding: gzip`.",
        example = "{\"id\":\"river-flood\",\"title\":\"Floods along the river\"}\n{\"title\":\"Kim reviews sculptures\",\"timeline\":[{\"date\":\"Oct 2025\",\"text\":\"Kim breaks ground.\"}]}\n"
    ),
    responses(
        (status = 200, description = "A result a line", body = LineResponse, content_type = "application/x-ndjson",
            example = "{\"line\":1,\"id\":\"river-flood\",\"status\":\"created\"}\n{\"line\":2,\"status\":\"rejected\",\"error\":\"invalid JSON: expected value at column 1\",\"code\":\"story_invalid\"}\n"),
        (status = 400, description = "A parameter or a condition is given", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A page of another site had a browser send it", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is of a type, or packed in a way, that is not read", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn write(
    State(app): State<App>,
    Writer(service): Writer,
    query: RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<impl IntoResponse, ApiError> {
    check_origin(&headers, &app.options.connections.cors_origins)?;
    parameters(query).check_for(Endpoint::Bare)?;
    let coding = check_type(&headers, LINES)?;
    preconditions(&headers).for_bulk()?;
    let body = Incoming::of(body, coding, app.intake.max_record_bytes());
    let results = service.write_lines(body, &app.intake)?;
    Ok(([(header::CONTENT_TYPE, NDJSON)], Body::from_stream(ResultBody { results, ended: false })))
}

/// Results as a body.
struct ResultBody {
    results: Receiver<Results>,
    ended: bool,
}

impl Stream for ResultBody {
    type Item = Result<Vec<u8>, CutOff>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let Poll::Ready(next) = self.results.poll_recv(context) else { return Poll::Pending };
        self.ended = !matches!(next, Some(Results::Lines(_)));
        Poll::Ready(match next {
            Some(Results::Lines(text)) => Some(Ok(text)),
            Some(Results::Last(text)) => (!text.is_empty()).then_some(Ok(text)),
            None => Some(Err(CutOff)),
        })
    }
}

/// The client has left its results lying for too long. As the error of a body it breaks the
/// connection: what was cut off does not look like the end.
#[derive(Debug, Error)]
#[error("the results of a bulk were not taken in time")]
struct CutOff;
