//! The page of the OpenAPI document.

use axum::extract::State;
use axum::response::{Html, IntoResponse};

use super::super::App;
use super::headers::secured;

/// `/docs` and `/api`
pub(super) async fn docs(State(app): State<App>) -> impl IntoResponse {
    secured(Html(app.docs.to_string()).into_response())
}
