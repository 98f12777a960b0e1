//! How browsers learn to search here, and what they suggest while one types.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::super::App;
use super::super::gate::Reader;
use super::super::handlers::parameters;
use super::super::openapi::SuggestParameters;
use super::super::problem::Problem;
use super::absolute;
use crate::error::ApiError;
use crate::export::opensearch::{self, DESCRIPTION, SUGGESTIONS};
use crate::request::Endpoint;

/// How to search here, as OpenSearch 1.1 describes it.
#[utoipa::path(
    get, path = "/opensearch.xml", operation_id = "opensearch", tag = "export",
    responses(
        (status = 200, description = "The description", body = String, content_type = "application/opensearchdescription+xml"),
        (status = 400, description = "A parameter is given", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::http) async fn description(
    State(app): State<App>,
    headers: HeaderMap,
    query: RawQuery,
) -> Result<Response, ApiError> {
    parameters(query).check_for(Endpoint::Bare)?;
    let description = opensearch::description(&absolute(&app, &headers));
    let description = description.map_err(|error| ApiError::Internal(error.into()))?;
    Ok(([(header::CONTENT_TYPE, DESCRIPTION)], description).into_response())
}

/// The reply of suggestions: a text and a list of texts. That they come in this order only `prefixItems` could
/// say, of which many tools make nothing.
struct Suggestions;

impl PartialSchema for Suggestions {
    fn schema() -> RefOr<Schema> {
        let text = || ObjectBuilder::new().schema_type(Type::String);
        let texts = ArrayBuilder::new().items(text());
        let either = OneOfBuilder::new().item(text()).item(texts);
        ArrayBuilder::new().items(either).min_items(Some(2)).max_items(Some(2)).into()
    }
}

impl ToSchema for Suggestions {}

/// Suggestions as browsers ask for them: what was typed, and a list of what may be meant.
///
/// The texts are those of `/api/v1/suggest`: completed words first, then titles.
#[utoipa::path(
    get, path = "/suggest.json", operation_id = "opensearch_suggestions", tag = "export",
    params(SuggestParameters),
    responses(
        (status = 200, description = "What was typed, and the list", body = inline(Suggestions), content_type = "application/x-suggestions+json",
            example = json!(["kim mus", ["kim museum", "Kim reviews a museum"]])),
        (status = 400, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::http) async fn suggestions(
    Reader(service): Reader,
    query: RawQuery,
) -> Result<Response, ApiError> {
    let found = service.suggest(&parameters(query)).await?;
    let words = found.words.into_iter().map(|word| word.text);
    let texts: Vec<String> =
        words.chain(found.titles.into_iter().map(|story| story.title)).collect();
    let reply = serde_json::to_vec(&(found.text, texts))
        .map_err(|error| ApiError::Internal(error.into()))?;
    Ok(([(header::CONTENT_TYPE, SUGGESTIONS)], reply).into_response())
}
