//! The files that people take along.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use dateline_engine::Grouping;

use super::super::App;
use super::super::bulk::NDJSON;
use super::super::gate::Reader;
use super::super::handlers::parameters;
use super::super::openapi::{EventsParameters, HitsParameters};
use super::super::problem::Problem;
use super::absolute;
use super::body::FileBody;
use crate::error::ApiError;
use crate::export::{Calendar, Format, HitsCsv, HitsNdjson, Subject, TimelineJs};
use crate::request::{Endpoint, EventsRequest, HitsRequest};
use crate::response::HitReply;
use crate::service::Walk;

const CSV: &str = "text/csv; charset=utf-8; header=present";
const CALENDAR: &str = "text/calendar; charset=utf-8";
const JSON: &str = "application/json";

/// What files of events are called where no query names them.
const ALL_EVENTS: &str = "all events";

/// All hits as a table (CSV).
///
/// All that the search finds, in its order, sent while it is read. Where the index is rebuilt
/// meanwhile, the transfer breaks off with an error; ask again. A cell that a spreadsheet would take
/// for a formula, as it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, has an apostrophe in
/// front.
#[utoipa::path(
    get, path = "/export/hits.csv", operation_id = "export_hits_csv", tag = "export",
    params(HitsParameters),
    responses(
        (status = 200, description = "The hits, behind a header", body = String, content_type = "text/csv"),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::http) async fn hits_csv(
    Reader(service): Reader,
    query: RawQuery,
) -> Result<Response, ApiError> {
    let parameters = parameters(query);
    let HitsRequest(request) = HitsRequest::read(&parameters, service.limits(), service.today())?;
    let subject = Subject::of(&parameters.normalised(Endpoint::Hits));
    file(service.walk(request).await?, HitsCsv, CSV, &subject.file_name(".csv"))
}

/// All hits as JSON, one a line.
///
/// All that the search finds, in its order and as it gives them, without highlights; sent while it is
/// read. Where the index is rebuilt meanwhile, the transfer breaks off with an error; ask again.
#[utoipa::path(
    get, path = "/export/hits.ndjson", operation_id = "export_hits_ndjson", tag = "export",
    params(HitsParameters),
    responses(
        (status = 200, description = "The hits, one a line", body = HitReply, content_type = "application/x-ndjson"),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::http) async fn hits_ndjson(
    Reader(service): Reader,
    query: RawQuery,
) -> Result<Response, ApiError> {
    let parameters = parameters(query);
    let HitsRequest(request) = HitsRequest::read(&parameters, service.limits(), service.today())?;
    let subject = Subject::of(&parameters.normalised(Endpoint::Hits));
    let format = HitsNdjson { is_grouped: request.plan.grouping != Grouping::Documents };
    file(service.walk(request).await?, format, NDJSON, &subject.file_name(".ndjson"))
}

/// All events as a calendar (iCalendar).
///
/// Each event with a date is an entry of whole days; what the days do not say, as that only the month
/// is known, stands in its description. Where the index is rebuilt meanwhile, the transfer breaks off
/// with an error; ask again.
#[utoipa::path(
    get, path = "/export/timeline.ics", operation_id = "export_timeline_ics", tag = "export",
    params(EventsParameters),
    responses(
        (status = 200, description = "The calendar", body = String, content_type = "text/calendar"),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::http) async fn timeline_ics(
    State(app): State<App>,
    Reader(service): Reader,
    headers: HeaderMap,
    query: RawQuery,
) -> Result<Response, ApiError> {
    let parameters = parameters(query);
    let EventsRequest(request) =
        EventsRequest::read(&parameters, service.limits(), service.today())?;
    let subject = Subject::of(&parameters.normalised(Endpoint::Events));
    let walk = service.walk(request).await?;
    let format = Calendar {
        title: subject.title(ALL_EVENTS),
        total: walk.total(),
        undated: walk.undated(),
        absolute: absolute(&app, &headers),
    };
    file(walk, format, CALENDAR, &subject.file_name(".ics"))
}

/// All events as data for TimelineJS 3 of Knight Lab.
///
/// Each event with a date is a slide, its date no more precise than it is known. Where the index is
/// rebuilt meanwhile, the transfer breaks off with an error; ask again.
#[utoipa::path(
    get, path = "/export/timelinejs.json", operation_id = "export_timelinejs", tag = "export",
    params(EventsParameters),
    responses(
        (status = 200, description = "The slides, as the JSON format of TimelineJS has them", body = Object, content_type = "application/json"),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::http) async fn timelinejs(
    State(app): State<App>,
    Reader(service): Reader,
    headers: HeaderMap,
    query: RawQuery,
) -> Result<Response, ApiError> {
    let parameters = parameters(query);
    let EventsRequest(request) =
        EventsRequest::read(&parameters, service.limits(), service.today())?;
    let subject = Subject::of(&parameters.normalised(Endpoint::Events));
    let walk = service.walk(request).await?;
    let title = subject.title(ALL_EVENTS);
    let format = TimelineJs::new(title, walk.undated(), absolute(&app, &headers));
    file(walk, format, JSON, &subject.file_name(".json"))
}

/// A file of what was found, to be saved under a name.
fn file(
    walk: Walk,
    format: impl Format + 'static,
    media_type: &'static str,
    name: &str,
) -> Result<Response, ApiError> {
    let body = FileBody::new(walk, Box::new(format))?;
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}
