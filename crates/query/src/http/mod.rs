//! HTTP: the one folder that names axum. A route table, handlers that call one thing each, and one
//! place where errors become problems.

mod docs_page;
mod handlers;
mod health;
mod metrics;
mod observe;
mod openapi;
mod problem;
mod server;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::service::Service;
use metrics::Metrics;

pub use server::serve;

/// How requests are served.
#[derive(Clone, Copy, Debug)]
pub struct HttpOptions {
    /// How long a request may take.
    pub request_timeout: Duration,
}

/// What the handlers share.
#[derive(Clone)]
struct App {
    service: Service,
    metrics: Arc<Metrics>,
    /// The OpenAPI document, and a page of it.
    openapi: Arc<str>,
    docs: Arc<str>,
    options: HttpOptions,
}

/// Every route of the service.
pub fn router(service: Service, options: HttpOptions) -> Router {
    let (documented, document) = documented_routes().split_for_parts();
    let document = openapi::complete(document);
    let app = App {
        service,
        metrics: Arc::new(Metrics::default()),
        docs: docs_page::render(&document).into(),
        openapi: document.to_pretty_json().unwrap_or_default().into(),
        options,
    };
    documented
        .route("/openapi.json", get(handlers::openapi))
        .route("/docs", get(handlers::docs))
        .method_not_allowed_fallback(handlers::method_not_allowed)
        .fallback(handlers::route_not_found)
        .layer(CatchPanicLayer::custom(observe::panicked))
        .layer(axum::middleware::from_fn_with_state(app.clone(), observe::observe))
        .layer(CompressionLayer::new())
        .with_state(app)
}

/// The routes that the OpenAPI document describes.
fn documented_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(handlers::search))
        .routes(routes!(handlers::timeline))
        .routes(routes!(handlers::months))
        .routes(routes!(handlers::story))
        .routes(routes!(handlers::headlines))
        .routes(routes!(handlers::feeds))
        .routes(routes!(handlers::stats))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(health::metrics))
}
