//! Traces: each request as a span with one for each stage of its search, sent to a collector by OTLP.
//!
//! The spans are made when a request has been answered, out of the times that were measured for the log
//! anyway. So a request pays for no span while it runs, and none where no collector is set;
//! tracing-opentelemetry, which makes them while code runs, was left out for that. They wait in a bounded queue
//! that a thread of its own empties: a collector that is slow or away loses spans, and slows nobody.
//!
//! Without gRPC, and with the HTTP client that is here already, all of it is 0.44 MB of the binary and 18 s
//! of one core in a release build: too little to be left out by a feature that nobody would find.

mod client;

use std::time::Duration;

use anyhow::Context as _;
use dateline_query::http::{Answered, Witness};
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{
    Span as _, SpanKind, Status, TraceContextExt as _, Tracer as _, TracerProvider as _,
};
use opentelemetry::{Context, KeyValue};
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};

use crate::clock;
use client::Client;

/// How long a stopping server waits for its last spans to be taken.
const LAST_SPANS: Duration = Duration::from_secs(2);

/// Where spans go.
#[derive(Clone, Debug)]
pub(crate) struct Telemetry {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
}

impl Telemetry {
    /// Sends spans to a collector, such as `http://127.0.0.1:4318`.
    pub(crate) fn start(endpoint: &str) -> anyhow::Result<Self> {
        let traces = format!("{}/v1/traces", endpoint.trim_end_matches('/'));
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Client::default())
            .with_endpoint(traces)
            .build()
            .with_context(|| {
                format!("traces cannot be sent to {endpoint}; check telemetry.otlp_endpoint")
            })?;
        let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
        let resource = Resource::builder().with_service_name("dateline").with_attribute(version);
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource.build())
            .build();
        let tracer = provider.tracer("dateline");
        Ok(Self { provider, tracer })
    }

    /// Sends what waits.
    pub(crate) fn stop(&self) {
        if let Err(error) = self.provider.shutdown_with_timeout(LAST_SPANS) {
            tracing::debug!(%error, "the last traces are not sent");
        }
    }
}

impl Witness for Telemetry {
    fn answered(&self, request: &Answered<'_>) {
        let ended = clock::now();
        let begun = ended - request.took;
        let parent = parent(request.traceparent);
        let mut span = self
            .tracer
            .span_builder(format!("{} {}", request.method, request.route))
            .with_kind(SpanKind::Server)
            .with_start_time(begun)
            .with_attributes([
                KeyValue::new("http.request.method", request.method.to_owned()),
                KeyValue::new("http.route", request.route.to_owned()),
                KeyValue::new("http.response.status_code", i64::from(request.status)),
                KeyValue::new("http.request.header.x-request-id", request.id.to_owned()),
            ])
            .start_with_context(&self.tracer, &parent);
        if request.status >= 500 {
            span.set_status(Status::error(""));
        }
        let within = parent.with_remote_span_context(span.span_context().clone());
        let mut at = begun;
        for (name, took) in request.stages {
            let stage = self.tracer.span_builder(*name).with_start_time(at);
            at += *took;
            stage.start_with_context(&self.tracer, &within).end_with_timestamp(at);
        }
        span.end_with_timestamp(ended);
    }
}

/// The span of the client that asked, if it says that it has one.
fn parent(traceparent: Option<&str>) -> Context {
    let Some(traceparent) = traceparent else { return Context::new() };
    let header =
        std::collections::HashMap::from([("traceparent".to_owned(), traceparent.to_owned())]);
    TraceContextPropagator::new().extract_with_context(&Context::new(), &header)
}
