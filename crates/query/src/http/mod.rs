//! HTTP: the one folder that names axum. A route table, handlers that call one thing each, and one
//! place where errors become problems.

mod access_log;
mod body;
mod bulk;
mod cors;
mod docs_page;
mod export;
mod gate;
mod gunzip;
mod handlers;
mod health;
mod json;
mod metrics;
mod monitoring;
mod observe;
mod openapi;
mod pages;
mod problem;
mod public_url;
mod security_headers;
mod server;
mod stories;
mod write_headers;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::service::Intake;
use access_log::AccessLog;
use metrics::Metrics;

pub use cors::CorsOrigins;
pub use gate::{Gate, RequestRate};
pub use monitoring::{Answered, Monitoring, SlowLimit, Witness};
pub use public_url::PublicUrl;
pub use server::{ClientAddress, ConnectionOptions, Tls, TlsError, TrustedProxies, serve};

/// How requests are served.
#[derive(Clone, Debug)]
pub struct HttpOptions {
    /// How long a request may take, a bulk until its first result.
    pub request_timeout: Duration,
    /// The most bytes that one story may have.
    pub max_record_bytes: usize,
    /// The address under which readers reach the service; without it, the one that each request
    /// names.
    pub public_url: Option<PublicUrl>,
    /// How connections are served.
    pub connections: ConnectionOptions,
}

/// What the handlers share. It is cloned several times for each request.
#[derive(Clone)]
struct App(Arc<Shared>);

struct Shared {
    gate: Gate,
    metrics: Arc<Metrics>,
    log: AccessLog,
    slow: SlowLimit,
    witness: Option<Arc<dyn Witness>>,
    /// The OpenAPI document, and a page of it.
    openapi: Arc<str>,
    docs: Arc<str>,
    /// The methods that each path answers.
    methods: BTreeMap<String, Vec<&'static str>>,
    intake: Intake,
    options: HttpOptions,
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// Every route of the service.
pub fn router(gate: impl Into<Gate>, options: HttpOptions) -> Router {
    watched_router(gate, options, Monitoring::default())
}

/// Every route of the service, watched.
pub fn watched_router(
    gate: impl Into<Gate>,
    options: HttpOptions,
    monitoring: Monitoring,
) -> Router {
    let (documented, document) = documented_routes().split_for_parts();
    let gate = gate.into();
    let document = openapi::complete(document, gate.limits());
    let app = App(Arc::new(Shared {
        gate,
        metrics: Arc::new(Metrics::beside(monitoring.registry)),
        log: AccessLog::default(),
        slow: monitoring.slow,
        witness: monitoring.witness,
        docs: pages::reference(docs_page::render(&document)).into(),
        openapi: document.to_pretty_json().unwrap_or_default().into(),
        methods: openapi::methods(&document),
        intake: Intake::new(options.max_record_bytes).with_stall(options.connections.stall_timeout),
        options,
    }));
    let cors = app.options.connections.cors_origins.layer();
    let routes = documented
        .route("/openapi.json", get(handlers::openapi))
        .merge(pages::routes())
        .method_not_allowed_fallback(handlers::method_not_allowed)
        .fallback(handlers::route_not_found)
        .layer(CatchPanicLayer::custom(observe::panicked))
        .layer(from_fn_with_state(app.clone(), gate::admit))
        .layer(from_fn_with_state(app.clone(), observe::observe))
        .layer(CompressionLayer::new().compress_when(
            // The results of a bulk are to arrive as they come, and a compressor gathers.
            DefaultPredicate::new().and(NotForContentType::new(bulk::NDJSON)),
        ));
    // Around all else, so that a browser that asks first is answered without anything further.
    let routes = match cors {
        Some(layer) => routes.layer(layer),
        None => routes,
    };
    routes.layer(from_fn_with_state(app.clone(), security_headers::add)).with_state(app)
}

/// The routes that the OpenAPI document describes.
fn documented_routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(handlers::search))
        .routes(routes!(handlers::timeline))
        .routes(routes!(handlers::months))
        .routes(routes!(stories::story, stories::put, stories::remove))
        .routes(routes!(stories::related))
        .routes(routes!(bulk::write))
        .routes(routes!(handlers::headlines))
        .routes(routes!(handlers::feeds))
        .routes(routes!(handlers::suggest))
        .routes(routes!(handlers::stats))
        .routes(routes!(export::files::hits_csv))
        .routes(routes!(export::files::hits_ndjson))
        .routes(routes!(export::files::timeline_ics))
        .routes(routes!(export::files::timelinejs))
        .routes(routes!(export::feed::feed))
        .routes(routes!(export::opensearch::description))
        .routes(routes!(export::opensearch::suggestions))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(health::metrics))
}
