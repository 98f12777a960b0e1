//! A service over a real index in a temporary folder, asked through its router with real addresses.

#![allow(dead_code, reason = "each test binary uses its own part of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed step of a test is a failed test")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use dateline_engine::{Change, Engine};
use dateline_indexer::analysis::Analysis;
use dateline_indexer::sources::{Limits, Note, Reject};
use dateline_indexer::{Input, Observer, Progress, ReindexOptions, reindex};
use dateline_model::{Day, Story};
use dateline_query::http::{ConnectionOptions, Gate, HttpOptions, Monitoring, watched_router};
use dateline_query::request::RequestLimits;
use dateline_query::service::Service;
use dateline_query::{EmbeddedEngine, EngineOptions};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The present day of every test.
pub(crate) const TODAY: (i32, u32, u32) = (2025, 6, 15);

/// The largest story of a test that does not set another.
pub(crate) const MAX_RECORD_BYTES: usize = 1 << 20;

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// The lines of the body as JSON.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    /// A header, empty where it is absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Asks a router.
pub(crate) struct Client {
    router: Router,
    runtime: Runtime,
}

impl Client {
    /// A client of a service over this engine.
    pub(crate) fn new(engine: Arc<dyn Engine>, request_timeout: Duration) -> Self {
        let max_record_bytes = MAX_RECORD_BYTES;
        Self::with(
            engine,
            HttpOptions {
                request_timeout,
                max_record_bytes,
                public_url: None,
                connections: ConnectionOptions::default(),
            },
        )
    }

    /// A client of a service that is served so.
    pub(crate) fn with(engine: Arc<dyn Engine>, options: HttpOptions) -> Self {
        Self::limited(engine, options, RequestLimits::default())
    }

    /// The same with bounds of requests.
    pub(crate) fn limited(
        engine: Arc<dyn Engine>,
        options: HttpOptions,
        limits: RequestLimits,
    ) -> Self {
        Self::behind(service(engine).with_limits(limits), options)
    }

    /// A client in front of a gate.
    pub(crate) fn behind(gate: impl Into<Gate>, options: HttpOptions) -> Self {
        Self::watched(gate, options, Monitoring::default())
    }

    /// A client of a service that is watched so.
    pub(crate) fn watched(
        gate: impl Into<Gate>,
        options: HttpOptions,
        monitoring: Monitoring,
    ) -> Self {
        let router = watched_router(gate, options, monitoring);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { router, runtime }
    }

    /// Sends one request without a body and reads the whole reply.
    pub(crate) fn send(&self, method: Method, address: &str, headers: &[(&str, &str)]) -> Reply {
        self.send_body(method, address, headers, Body::empty())
    }

    /// Sends one request and reads the whole reply.
    pub(crate) fn send_body(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Reply {
        self.wait(async { read(self.begin(method, address, headers, body).await).await })
    }

    /// Sends one request; the body of the reply is still to be read.
    pub(crate) async fn begin(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Response {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap()
    }

    /// The service itself, to be served on a socket.
    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// A GET of a path with parameters.
    pub(crate) fn get(&self, path: &str, parameters: &[(&str, &str)]) -> Reply {
        self.send(Method::GET, &address(path, parameters), &[])
    }

    /// Waits for something that takes a while, and works at what goes on beside it.
    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }
}

/// A service over an engine, on the day of the tests.
pub(crate) fn service(engine: Arc<dyn Engine>) -> Service {
    let clock = Arc::new(|| Day::from_ymd(TODAY.0, TODAY.1, TODAY.2).unwrap());
    Service::new(engine, clock)
}

/// Reads a reply to its end.
pub(crate) async fn read(response: Response) -> Reply {
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
    Reply { status, headers, bytes }
}

/// A path with parameters, percent-encoded.
pub(crate) fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    if parameters.is_empty() {
        return path.to_owned();
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters);
    format!("{path}?{}", query.finish())
}

/// An index, its engine, and a client.
pub(crate) struct Rig {
    pub(crate) client: Client,
    pub(crate) engine: EmbeddedEngine,
    pub(crate) folder: TempDir,
}

impl Rig {
    /// Indexes stories as a reindex of one NDJSON file, and serves them.
    pub(crate) fn with(stories: &[Value]) -> Self {
        Self::expanding(stories, 20_000)
    }

    /// The same with so many words that one may stand for.
    pub(crate) fn expanding(stories: &[Value], expansions: usize) -> Self {
        let folder = TempDir::new().unwrap();
        rebuild(folder.path(), stories);
        let options = EngineOptions {
            search_threads: 2,
            search_queue: 16,
            search_wait: Duration::from_secs(10),
            expansions,
            write_queue: 64,
            writer_memory_bytes: 30_000_000,
        };
        let engine = EmbeddedEngine::open(&index_dir(folder.path()), options).unwrap();
        let client = Client::new(Arc::new(engine.clone()), Duration::from_secs(60));
        Self { client, engine, folder }
    }

    /// Builds a new generation of other stories and moves to it.
    pub(crate) fn reindex(&self, stories: &[Value]) {
        rebuild(self.folder.path(), stories);
        assert!(self.engine.refresh().unwrap().is_some());
    }

    /// Removes the index under the engine.
    pub(crate) fn remove_index(&self) {
        std::fs::remove_dir_all(index_dir(self.folder.path())).unwrap();
    }

    /// Writes and removes stories, in one commit.
    pub(crate) fn apply(&self, changes: Vec<Change>) {
        let count = changes.len();
        let outcomes = self.client.wait(self.engine.apply(changes)).unwrap();
        assert_eq!(outcomes.len(), count);
    }

    /// The JSON of a call that has to succeed.
    pub(crate) fn ask(&self, path: &str, parameters: &[(&str, &str)]) -> Value {
        let reply = self.client.get(path, parameters);
        let address = address(path, parameters);
        assert_eq!(reply.status, StatusCode::OK, "{address}\n{}", reply.text());
        reply.json()
    }
}

/// The change that writes a story.
pub(crate) fn put(story: &Value) -> Change {
    let story: Story = serde_json::from_value(story.clone()).unwrap();
    Change::put(story)
}

pub(crate) fn index_dir(folder: &Path) -> PathBuf {
    folder.join("index")
}

fn rebuild(folder: &Path, stories: &[Value]) {
    let source = folder.join("stories.ndjson");
    let lines: Vec<String> = stories.iter().map(ToString::to_string).collect();
    std::fs::write(&source, lines.join("\n")).unwrap();
    let options = ReindexOptions {
        strict: true,
        yields: false,
        analysis: Analysis::default(),
        threads: 2,
        memory_bytes: 60_000_000,
        limits: Limits::default(),
    };
    let input = Input::Paths(vec![source]);
    let (_, report) = reindex(&index_dir(folder), input, &options, &mut Strict).unwrap();
    assert_eq!(report.stories, stories.len() as u64);
}

/// Takes no exceptions: every story of a test is one that can be read.
struct Strict;

impl Observer for Strict {
    fn progress(&mut self, _: Progress) {}
    fn rejected(&mut self, reject: &Reject) {
        panic!("{reject:?}");
    }
    fn noted(&mut self, note: &Note) {
        panic!("{note:?}");
    }
    fn finishing(&mut self) {}
    fn is_cancelled(&self) -> bool {
        false
    }
}
