//! One story: read, written, removed; and those related to it.

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::App;
use super::body::Incoming;
use super::gate::{Reader, Writer};
use super::handlers::parameters;
use super::openapi::RelatedParameters;
use super::problem::Problem;
use super::write_headers::{Coding, check_origin, check_type, content_length, preconditions};
use crate::error::ApiError;
use crate::request::Endpoint;
use crate::response::{
    RelatedResponse, RemovedResponse, StoryResponse, WriteStatus, WrittenResponse,
};

/// The type of a story.
const JSON: &[&str] = &["application/json"];

pub(super) type StoryPath = Result<Path<String>, PathRejection>;

/// A whole story with its timeline.
#[utoipa::path(
    get, path = "/api/v1/stories/{id}", operation_id = "story", tag = "stories",
    params(
        ("id" = String, Path, description = "The id of the story", min_length = 1, max_length = 128, pattern = "^[a-z0-9._-]+$", example = "kim-reviews-sculptures"),
        ("If-None-Match" = Option<String>, Header, description = "Versions that are at hand; the reply is 304 where the story is in one of them", example = "\"0123456789abcdef0123456789abcdef\""),
    ),
    responses(
        (status = 200, description = "The story", body = StoryResponse,
            headers(("ETag" = String, description = "The version of the story, in quotes"))),
        (status = 304, description = "The story is in a version that is at hand",
            headers(("ETag" = String, description = "The version of the story, in quotes"))),
        (status = 400, description = "The id is none, a parameter is given, or a header is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such story", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn story(
    Reader(service): Reader,
    id: StoryPath,
    uri: Uri,
    query: RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    parameters(query).check_for(Endpoint::Bare)?;
    let (story, version) = service.story_and_version(&story_id(id, &uri)?).await?;
    let tag = [(header::ETAG, entity_tag(&version.to_string()))];
    if preconditions(&headers).are_fresh(version)? {
        return Ok((StatusCode::NOT_MODIFIED, tag).into_response());
    }
    Ok((tag, Json(story)).into_response())
}

/// The stories that are related to one, and what they have in common with it.
///
/// What relates stories are words that few others have. Articles that both cite, and dates that are
/// near each other, lift what words relate. A story that shares none has no related ones.
#[utoipa::path(
    get, path = "/api/v1/stories/{id}/related", operation_id = "related_stories", tag = "stories",
    params(
        ("id" = String, Path, description = "The id of the story", min_length = 1, max_length = 128, pattern = "^[a-z0-9._-]+$", example = "kim-reviews-sculptures"),
        RelatedParameters,
    ),
    responses(
        (status = 200, description = "The related stories", body = RelatedResponse),
        (status = 400, description = "The id is none, or a parameter is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such story", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn related(
    Reader(service): Reader,
    id: StoryPath,
    uri: Uri,
    query: RawQuery,
) -> Result<Json<RelatedResponse>, ApiError> {
    let parameters = parameters(query);
    Ok(Json(service.related(&story_id(id, &uri)?, &parameters).await?))
}

/// Write a story, in place of an earlier one with its id.
///
/// When the reply comes the story is on disk, and every later search sees it. A story that is there
/// already with just this content is not written again. With `If-Match` or `If-None-Match: *` it
/// is written only if the condition holds at that moment, so that two editors do not overwrite each
/// other. After a reply of 503 with the code `timeout` it may have been written or not; sending it
/// again is safe.
#[utoipa::path(
    put, path = "/api/v1/stories/{id}", operation_id = "put_story", tag = "stories",
    params(
        ("id" = String, Path, description = "The id of the story: 1 to 128 of a-z 0-9 - _ .", min_length = 1, max_length = 128, pattern = "^[a-z0-9._-]+$", example = "kim-reviews-sculptures"),
        ("If-Match" = Option<String>, Header, description = "Write only if the story is in one of these versions; with `*` only if it is there", example = "\"0123456789abcdef0123456789abcdef\""),
        ("If-None-Match" = Option<String>, Header, description = "`*`: write only if the story is not there yet", example = "*"),
    ),
    request_body(
        content = StoryResponse, content_type = "application/json",
        description = "The story, in the form in which it is read. Only `title` is needed: lists may be left out, dates may be EDTF or written as news pages write them, and an `id`, if it is there, is that of the address. Unknown fields are ignored and counted. It may come packed, with `Content-Encoding: gzip`.",
        example = json!({
            "title": "Kim reviews sculptures",
            "feeds": ["World"],
            "updated": "2025-12-20",
            "sections": [{"heading": "Construction", "text": "The museum rises.", "citations": [1]}],
            "sources": [{"number": 1, "publisher": "Reuters"}],
            "articles": [{"number": 1, "publisher": "Yonhap", "url": "https://news.example/1"}],
            "timeline": [{"date": "Oct 2025", "text": "Kim breaks ground.", "citations": [1]}]
        })
    ),
    responses(
        (status = 200, description = "The story replaced an earlier one, or was there as it is", body = WrittenResponse,
            headers(("ETag" = String, description = "The version of the story now, in quotes"))),
        (status = 201, description = "The story was not there before", body = WrittenResponse,
            headers(("ETag" = String, description = "The version of the story, in quotes"), ("Location" = String, description = "The address of the story"))),
        (status = 400, description = "The story cannot be read, its id is another, the id is none, a parameter is given, or a header is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A page of another site had a browser send it", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The condition does not hold; nothing was written", body = Problem, content_type = "application/problem+json",
            headers(("ETag" = String, description = "The version of the story now, in quotes; absent where there is none"))),
        (status = 413, description = "The story is larger than one may be", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The body is of a type, or packed in a way, that is not read", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn put(
    State(app): State<App>,
    Writer(service): Writer,
    id: StoryPath,
    uri: Uri,
    query: RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    check_origin(&headers, &app.options.connections.cors_origins)?;
    parameters(query).check_for(Endpoint::Bare)?;
    let coding = check_type(&headers, JSON)?;
    let condition = preconditions(&headers).for_put()?;
    let id = story_id(id, &uri)?;
    let length = content_length(&headers);
    let room = match coding {
        Coding::Identity => app.intake.receive(length)?,
        Coding::Gzip => app.intake.receive_packed(length)?,
    };
    let body = Incoming::of(body, coding, app.intake.max_record_bytes())
        .receive(room, app.intake.stall())
        .await?;
    let written = service.put_story(&id, body, condition, &app.intake).await?;
    let tag = [(header::ETAG, entity_tag(&written.version))];
    if written.status == WriteStatus::Created {
        // An id has only characters that stand in an address as they are.
        let place = [(header::LOCATION, format!("/api/v1/stories/{}", written.id))];
        return Ok((StatusCode::CREATED, tag, place, Json(written)).into_response());
    }
    Ok((tag, Json(written)).into_response())
}

/// Remove a story and its events.
///
/// When the reply comes it is gone from disk, and no later search finds it.
#[utoipa::path(
    delete, path = "/api/v1/stories/{id}", operation_id = "remove_story", tag = "stories",
    params(
        ("id" = String, Path, description = "The id of the story", min_length = 1, max_length = 128, pattern = "^[a-z0-9._-]+$", example = "kim-reviews-sculptures"),
        ("If-Match" = Option<String>, Header, description = "Remove it only if it is in one of these versions; with `*` only if it is there", example = "\"0123456789abcdef0123456789abcdef\""),
    ),
    responses(
        (status = 200, description = "It is removed", body = RemovedResponse),
        (status = 400, description = "The id is none, a parameter is given, or a header is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A page of another site had a browser send it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such story", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The condition does not hold; nothing was removed", body = Problem, content_type = "application/problem+json",
            headers(("ETag" = String, description = "The version of the story now, in quotes; absent where there is none"))),
    )
)]
pub(super) async fn remove(
    State(app): State<App>,
    Writer(service): Writer,
    id: StoryPath,
    uri: Uri,
    query: RawQuery,
    headers: HeaderMap,
) -> Result<Json<RemovedResponse>, ApiError> {
    check_origin(&headers, &app.options.connections.cors_origins)?;
    parameters(query).check_for(Endpoint::Bare)?;
    let condition = preconditions(&headers).for_removal()?;
    Ok(Json(service.remove_story(&story_id(id, &uri)?, condition).await?))
}

/// The id in the path, percent-decoded.
pub(super) fn story_id(id: StoryPath, uri: &Uri) -> Result<String, ApiError> {
    id.map(|Path(id)| id).map_err(|_| ApiError::InvalidStoryId {
        id: uri.path().rsplit('/').find(|part| *part != "related").unwrap_or_default().to_owned(),
        reason: "its bytes are no UTF-8".to_owned(),
    })
}

/// A version as a header has it.
pub(super) fn entity_tag(version: &str) -> HeaderValue {
    // Digits and letters, which any header takes.
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}
