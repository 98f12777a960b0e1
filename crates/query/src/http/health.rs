//! Whether the service lives and can answer, and its metrics.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use dateline_engine::Health;

use super::App;
use super::gate::Administrator;
use super::problem::Problem;
use crate::error::ApiError;

/// Whether the process lives.
#[utoipa::path(
    get, path = "/healthz", operation_id = "healthz", tag = "operation",
    responses((status = 200, description = "It lives", body = str, content_type = "text/plain"))
)]
pub(super) async fn live() -> &'static str {
    "ok\n"
}

/// Whether searches are answered.
#[utoipa::path(
    get, path = "/readyz", operation_id = "readyz", tag = "operation",
    responses(
        (status = 200, description = "They are", body = str, content_type = "text/plain"),
        (status = 503, description = "They are not", body = str, content_type = "text/plain"),
    )
)]
pub(super) async fn ready(State(app): State<App>) -> impl IntoResponse {
    match app.gate.health().await {
        Health::Ready => (StatusCode::OK, "ready\n".to_owned()),
        Health::NotReady(reason) => (StatusCode::SERVICE_UNAVAILABLE, format!("{reason}\n")),
    }
}

/// Figures for Prometheus.
#[utoipa::path(
    get, path = "/metrics", operation_id = "metrics", tag = "operation",
    responses(
        (status = 200, description = "In the OpenMetrics text format", body = str, content_type = "application/openmetrics-text"),
        (status = 500, description = "They cannot be had", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn metrics(
    State(app): State<App>,
    _: Administrator,
) -> Result<impl IntoResponse, ApiError> {
    // Some figures are read from the disk.
    let metrics = Arc::clone(&app.metrics);
    let text = tokio::task::spawn_blocking(move || metrics.encode()).await;
    let text = text.map_err(ApiError::internal)?.map_err(ApiError::internal)?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text))
}
