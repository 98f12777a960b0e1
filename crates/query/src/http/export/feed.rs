//! The feed of what is new.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use dateline_engine::Version;

use super::super::App;
use super::super::gate::Reader;
use super::super::handlers::parameters;
use super::super::openapi::FeedParameters;
use super::super::problem::Problem;
use super::super::stories::entity_tag;
use super::super::write_headers::preconditions;
use super::absolute;
use crate::error::ApiError;
use crate::export::Subject;
use crate::export::atom::Feed;
use crate::request::{Endpoint, FeedRequest};
use crate::web::Address;

const ATOM: &str = "application/atom+xml; charset=utf-8";

/// News may wait so long; readers that ask again sooner are answered from where they keep it.
const KEPT: &str = "public, max-age=300";

/// What feeds are called where no query names them.
const ALL_STORIES: &str = "newest stories";

/// The newest stories that match, as an Atom feed.
///
/// Up to fifty stories, the newest first: those that match `q`, or have an event that does. Readers that
/// ask with `If-None-Match` get a 304 where nothing is new.
#[utoipa::path(
    get, path = "/feed.atom", operation_id = "feed", tag = "export",
    params(
        FeedParameters,
        ("If-None-Match" = Option<String>, Header, description = "Versions that are at hand; the reply is 304 where the feed is in one of them", example = "\"0123456789abcdef0123456789abcdef\""),
    ),
    responses(
        (status = 200, description = "The feed", body = String, content_type = "application/atom+xml",
            headers(("ETag" = String, description = "The version of the feed, in quotes"))),
        (status = 304, description = "The feed is in a version that is at hand",
            headers(("ETag" = String, description = "The version of the feed, in quotes"))),
        (status = 400, description = "A parameter or a header is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::http) async fn feed(
    State(app): State<App>,
    Reader(service): Reader,
    headers: HeaderMap,
    query: RawQuery,
) -> Result<Response, ApiError> {
    let parameters = parameters(query);
    let FeedRequest(request) = FeedRequest::read(&parameters, service.limits(), service.today())?;
    let asked = parameters.normalised(Endpoint::Feed);
    let address = Address::with_pairs("/feed.atom", asked.iter().copied());
    let page = address.at("/");
    let title = Subject::of(&asked).title(ALL_STORIES);
    let stories = service.walk(request).await?.next_page().await?.unwrap_or_default();
    let feed = Feed { title, address, page, absolute: absolute(&app, &headers) };
    let feed = feed.write(&stories).map_err(|error| ApiError::Internal(error.into()))?;
    let version = Version::of_bytes(&feed);
    let kept = [
        (header::ETAG, entity_tag(&version.to_string())),
        (header::CACHE_CONTROL, HeaderValue::from_static(KEPT)),
    ];
    if preconditions(&headers).are_fresh(version)? {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok((kept, [(header::CONTENT_TYPE, ATOM)], feed).into_response())
}
