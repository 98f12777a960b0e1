//! The calls of the API.

use axum::extract::{MatchedPath, RawQuery, State};
use axum::http::{Method, Uri, header};
use axum::response::IntoResponse;

use super::App;
use super::gate::Reader;
use super::json::Json;
use super::openapi::{
    self, HeadlinesParameters, MonthsParameters, SearchParameters, SuggestParameters,
    TimelineParameters,
};
use super::problem::Problem;
use crate::error::ApiError;
use crate::request::{Endpoint, Parameters};
use crate::response::{
    FeedsResponse, HeadlinesResponse, MonthsResponse, SearchResponse, StatsResponse,
    SuggestResponse, TimelineResponse,
};

type Reply<T> = Result<Json<T>, ApiError>;

pub(super) fn parameters(query: RawQuery) -> Parameters {
    Parameters::from_query(query.0.as_deref().unwrap_or_default())
}

/// Search stories and events, ranked, filtered by date and counted.
#[utoipa::path(
    get, path = "/api/v1/search", operation_id = "search", tag = "search",
    params(SearchParameters),
    responses(
        (status = 200, description = "The hits", body = SearchResponse),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The cursor belongs to an older generation of the index", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn search(Reader(service): Reader, query: RawQuery) -> Reply<SearchResponse> {
    Ok(Json(service.search(&parameters(query)).await?))
}

/// The matching events in order of date, near-duplicates of a day folded into one.
#[utoipa::path(
    get, path = "/api/v1/timeline", operation_id = "timeline", tag = "search",
    params(TimelineParameters),
    responses(
        (status = 200, description = "The timeline", body = TimelineResponse),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The cursor belongs to an older generation of the index", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn timeline(Reader(service): Reader, query: RawQuery) -> Reply<TimelineResponse> {
    Ok(Json(service.timeline(&parameters(query)).await?))
}

/// The matches by month, without gaps.
#[utoipa::path(
    get, path = "/api/v1/months", operation_id = "months", tag = "search",
    params(MonthsParameters),
    responses(
        (status = 200, description = "The months", body = MonthsResponse),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn months(Reader(service): Reader, query: RawQuery) -> Reply<MonthsResponse> {
    Ok(Json(service.months(&parameters(query)).await?))
}

/// The newest stories.
#[utoipa::path(
    get, path = "/api/v1/headlines", operation_id = "headlines", tag = "stories",
    params(HeadlinesParameters),
    responses(
        (status = 200, description = "The stories", body = HeadlinesResponse),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The cursor belongs to an older generation of the index", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn headlines(
    Reader(service): Reader,
    query: RawQuery,
) -> Reply<HeadlinesResponse> {
    Ok(Json(service.headlines(&parameters(query)).await?))
}

/// The feeds with the numbers of their stories.
#[utoipa::path(
    get, path = "/api/v1/feeds", operation_id = "feeds", tag = "stories",
    responses(
        (status = 200, description = "The feeds", body = FeedsResponse),
        (status = 400, description = "A parameter is given", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn feeds(Reader(service): Reader, query: RawQuery) -> Reply<FeedsResponse> {
    parameters(query).check_for(Endpoint::Bare)?;
    Ok(Json(service.feeds().await?))
}

/// Completions of what is being typed: words of the index, and titles.
#[utoipa::path(
    get, path = "/api/v1/suggest", operation_id = "suggest", tag = "search",
    params(SuggestParameters),
    responses(
        (status = 200, description = "The suggestions", body = SuggestResponse),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn suggest(Reader(service): Reader, query: RawQuery) -> Reply<SuggestResponse> {
    Ok(Json(service.suggest(&parameters(query)).await?))
}

/// What is searchable: documents, generation, size, last commit.
#[utoipa::path(
    get, path = "/api/v1/stats", operation_id = "stats", tag = "operation",
    responses(
        (status = 200, description = "The figures", body = StatsResponse),
        (status = 400, description = "A parameter is given", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn stats(Reader(service): Reader, query: RawQuery) -> Reply<StatsResponse> {
    parameters(query).check_for(Endpoint::Bare)?;
    Ok(Json(service.stats().await?))
}

/// The OpenAPI document.
pub(super) async fn openapi(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], app.openapi.to_string())
}

/// What is asked for is not there.
pub(super) async fn route_not_found(uri: Uri) -> ApiError {
    ApiError::RouteNotFound { path: uri.path().to_owned() }
}

/// What is asked for is there, but not to be had so.
pub(super) async fn method_not_allowed(
    State(app): State<App>,
    method: Method,
    path: MatchedPath,
) -> ApiError {
    let allowed = app.methods.get(path.as_str()).cloned().unwrap_or_else(openapi::read_only);
    ApiError::MethodNotAllowed { method: method.to_string(), allowed }
}
