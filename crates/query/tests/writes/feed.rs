//! Bodies that are made while they are sent, and results read while they come.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::{Body, BodyDataStream};
use axum::http::Method;
use futures_core::Stream;
use serde_json::Value;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::rig::Client;

/// A result that does not come within this time will not come.
const DEADLINE: Duration = Duration::from_secs(30);
const BULK: &str = "/api/v1/stories";

/// The line of a story, with its end.
pub(crate) fn line(number: usize) -> Vec<u8> {
    format!("{{\"id\":\"s{number}\",\"title\":\"Story {number}\"}}\n").into_bytes()
}

/// A body of so many lines, each made when it is asked for, and the count of those that were.
pub(crate) fn generated(lines: usize) -> (Body, Arc<AtomicUsize>) {
    let made = Arc::new(AtomicUsize::new(0));
    (Body::from_stream(Generated { lines, made: Arc::clone(&made) }), made)
}

struct Generated {
    lines: usize,
    made: Arc<AtomicUsize>,
}

impl Stream for Generated {
    type Item = io::Result<Vec<u8>>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let made = self.made.load(Ordering::SeqCst);
        if made == self.lines {
            return Poll::Ready(None);
        }
        self.made.store(made + 1, Ordering::SeqCst);
        Poll::Ready(Some(Ok(line(made + 1))))
    }
}

/// A body that is what is sent into the channel.
pub(crate) fn fed() -> (Body, Sender<io::Result<Vec<u8>>>) {
    let (sender, receiver) = channel(1_000);
    (Body::from_stream(Fed(receiver)), sender)
}

struct Fed(Receiver<io::Result<Vec<u8>>>);

impl Stream for Fed {
    type Item = io::Result<Vec<u8>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// The results of a bulk, as they come.
pub(crate) struct Results {
    body: BodyDataStream,
}

impl Results {
    /// Begins a bulk.
    pub(crate) async fn of(client: &Client, body: Body) -> Self {
        Self::with(client, &[], body).await
    }

    /// Begins a bulk with these headers.
    pub(crate) async fn with(client: &Client, headers: &[(&str, &str)], body: Body) -> Self {
        let response = client.begin(Method::POST, BULK, headers, body).await;
        assert_eq!(response.status(), 200);
        Self { body: response.into_body().into_data_stream() }
    }

    /// The next results, or none at the end.
    pub(crate) async fn next(&mut self) -> Option<Vec<Value>> {
        let next = std::future::poll_fn(|context| Pin::new(&mut self.body).poll_next(context));
        let next = tokio::time::timeout(DEADLINE, next).await;
        let bytes = next.unwrap_or_else(|_| panic!("no result came in {DEADLINE:?}"))?.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        assert!(text.ends_with('\n'), "{text}");
        Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    /// All results that are still to come.
    pub(crate) async fn rest(&mut self) -> Vec<Value> {
        let mut all = Vec::new();
        while let Some(results) = self.next().await {
            all.extend(results);
        }
        all
    }
}

/// Waits until something holds, while other tasks work.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < DEADLINE, "it did not come about that {what}");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
