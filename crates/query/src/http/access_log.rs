//! The lines that requests leave in the log.
//!
//! What readers look for is theirs, so the line of a request has its path and not its query; that
//! stands under `debug` alone, and in the line of a slow request, which could not be mended without.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::HttpBody;
use axum::http::Uri;
use axum::response::Response;

use super::problem::Failure;
use crate::error::ApiError;
use crate::service::Account;

/// How often it is told that requests are turned away. Each of them in a line would make an overload
/// worse.
const TELL_EVERY: Duration = Duration::from_secs(5);

/// Writes the lines.
pub(super) struct AccessLog {
    started: Instant,
    /// How many requests were turned away since that was told.
    turned_away: AtomicU64,
    /// When that was told, in milliseconds since the start.
    told: AtomicU64,
}

impl Default for AccessLog {
    fn default() -> Self {
        Self { started: Instant::now(), turned_away: AtomicU64::new(0), told: AtomicU64::new(0) }
    }
}

impl AccessLog {
    /// A request was answered. The id, the method and the path stand in the span around this.
    pub(super) fn answered(&self, response: &Response, took: Duration, client: Option<IpAddr>) {
        let status = response.status().as_u16();
        // Before it is compressed, and none where it is made while it is sent.
        let bytes = response.body().size_hint().exact();
        let took_ms = milliseconds(took);
        let client = client.map(tracing::field::display);
        match response.extensions().get::<Failure>().map(|failure| failure.0.as_ref()) {
            Some(ApiError::Overloaded { .. } | ApiError::Starting { .. }) => {
                tracing::debug!(status, bytes, took_ms, client, "request turned away");
                self.turn_away();
            }
            Some(failure) if !failure.is_callers_fault() => {
                let error: &dyn std::error::Error = failure;
                tracing::error!(status, bytes, took_ms, client, error, "request failed");
            }
            _ => tracing::info!(status, bytes, took_ms, client, "request answered"),
        }
    }

    /// The client hung up before the answer.
    pub(super) fn hung_up(&self, took: Duration, client: Option<IpAddr>) {
        let client = client.map(tracing::field::display);
        tracing::info!(took_ms = milliseconds(took), client, "the client hung up");
    }

    fn turn_away(&self) {
        self.turned_away.fetch_add(1, Ordering::Relaxed);
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let told = self.told.load(Ordering::Relaxed);
        let is_due = told == 0 || now - told.min(now) >= TELL_EVERY.as_millis() as u64;
        // Of those that come at once, one tells.
        let tell = |told| {
            self.told.compare_exchange(told, now.max(1), Ordering::Relaxed, Ordering::Relaxed)
        };
        if is_due && tell(told).is_ok() {
            let requests = self.turned_away.swap(0, Ordering::Relaxed);
            tracing::warn!(requests, "requests are turned away");
        }
    }
}

/// What was asked for, for those who look closer.
pub(super) fn asked(uri: &Uri) {
    if let Some(query) = uri.query() {
        tracing::debug!(query, "request");
    }
}

/// A request took long.
pub(super) fn slow(account: &Account, stages: &[(&str, Duration)], took: Duration) {
    let took_ms = milliseconds(took);
    let Some(searched) = account.searched() else {
        tracing::warn!(took_ms, "slow request");
        return;
    };
    let of = |name| stages.iter().find(|stage| stage.0 == name).map(|stage| milliseconds(stage.1));
    tracing::warn!(
        took_ms,
        plan = searched.plan,
        hits = searched.hits,
        parse_ms = of("parse"),
        wait_ms = of("wait"),
        compile_ms = of("compile"),
        collect_ms = of("collect"),
        read_ms = of("read"),
        render_ms = of("render"),
        "slow search"
    );
}

/// To the microsecond.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}
