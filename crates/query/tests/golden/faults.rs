//! Errors that are not the caller's fault, brought about by engines that fail.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use dateline_engine::{
    BoxFuture, Change, Engine, EngineError, Health, Outcome, RelatedStories, SearchPlan,
    SearchResults, Stats, StorageFault, SuggestPlan, Suggestions,
};
use dateline_model::{Story, StoryId};

use super::errors::check_problem;
use crate::rig::Client;

/// How it fails.
#[derive(Clone, Copy)]
enum Failing {
    Never,
    Overloaded,
    Internal,
    Invalid,
    Panics,
    Storage(StorageFault),
}

impl Failing {
    /// A client of a service over this engine. Only what never ends is cut short.
    fn client(self) -> Client {
        let limit = if matches!(self, Self::Never) { 30 } else { 60_000 };
        Client::new(Arc::new(self), Duration::from_millis(limit))
    }

    fn answer<T: Send + 'static>(self) -> BoxFuture<'static, Result<T, EngineError>> {
        Box::pin(async move {
            match self {
                Self::Never => pending().await,
                Self::Overloaded => Err(EngineError::Overloaded { retry_after_seconds: 7 }),
                Self::Internal => Err(EngineError::internal("the secret path /var/index is gone")),
                Self::Invalid => Err(EngineError::Invalid {
                    what: "the query has 900 words".to_owned(),
                    remedy: "ask for fewer".to_owned(),
                }),
                Self::Panics => panic!("a secret of the engine"),
                Self::Storage(fault) => {
                    let detail = "cannot write the secret file /var/index/CURRENT".to_owned();
                    Err(EngineError::Storage { fault, detail })
                }
            }
        })
    }
}

impl Engine for Failing {
    fn search(&self, _: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>> {
        self.answer()
    }
    fn apply(&self, _: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>> {
        self.answer()
    }
    fn story(&self, _: StoryId) -> BoxFuture<'_, Result<Option<Story>, EngineError>> {
        self.answer()
    }
    fn related(
        &self,
        _: StoryId,
        _: usize,
    ) -> BoxFuture<'_, Result<Option<RelatedStories>, EngineError>> {
        self.answer()
    }
    fn suggest(&self, _: SuggestPlan) -> BoxFuture<'_, Result<Suggestions, EngineError>> {
        self.answer()
    }
    fn stats(&self) -> BoxFuture<'_, Result<Stats, EngineError>> {
        self.answer()
    }
    fn health(&self) -> BoxFuture<'_, Health> {
        Box::pin(async { Health::NotReady("the index is being opened".to_owned()) })
    }
}

const CALLS: [&str; 9] = [
    "/api/v1/search",
    "/api/v1/timeline",
    "/api/v1/months",
    "/api/v1/stories/a",
    "/api/v1/stories/a/related",
    "/api/v1/headlines",
    "/api/v1/feeds",
    "/api/v1/stats",
    "/api/v1/suggest?q=a",
];

/// Every call fails alike.
fn check(name: &str, failing: Failing, status: u16, retry_after: &str) {
    let client = failing.client();
    for path in CALLS {
        let reply = client.get(path, &[]);
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(reply.header("retry-after"), retry_after, "{path}");
        assert!(!reply.text().contains("secret"), "{path}: {}", reply.text());
        if path == CALLS[0] {
            check_problem(name, &reply, status);
        }
    }
    check_pages(&client, status, retry_after);
    check_writes(None, failing, status, retry_after);
}

/// Every page fails alike, and tells a browser what it can do.
fn check_pages(client: &Client, status: u16, retry_after: &str) {
    for path in ["/", "/?q=a", "/stories/a", "/timeline"] {
        let reply = client.send(Method::GET, path, &[("accept", "text/html")]);
        let text = reply.text();
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(reply.header("retry-after"), retry_after, "{path}");
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(!text.contains("secret") && text.contains("role=\"search\""), "{path}: {text}");
        let again = format!("<a href=\"{path}\">Try the same again.</a>");
        assert_eq!(text.contains(&again), status >= 500, "{path}: {text}");
    }
}

/// Every call that writes fails alike.
fn check_writes(name: Option<&str>, failing: Failing, status: u16, retry_after: &str) {
    let client = failing.client();
    for method in [Method::PUT, Method::DELETE] {
        let body = r#"{ "title": "A" }"#;
        let reply = client.send_body(method.clone(), "/api/v1/stories/a", &[], body);
        assert_eq!(reply.status, status, "{method}: {}", reply.text());
        assert_eq!(reply.header("retry-after"), retry_after, "{method}");
        assert!(!reply.text().contains("secret"), "{method}: {}", reply.text());
        if let Some(name) = name {
            check_problem(name, &reply, status);
        }
    }
}

#[test]
fn an_engine_that_never_answers_is_a_timeout() {
    check("timeout", Failing::Never, 503, "1");
}

#[test]
fn an_engine_without_room_says_when_to_come_back() {
    check("overloaded", Failing::Overloaded, 503, "7");
}

#[test]
fn the_inside_of_a_fault_is_not_told() {
    check("internal", Failing::Internal, 500, "");
}

#[test]
fn a_panic_is_one_failed_request() {
    check("internal_panic", Failing::Panics, 500, "");
}

#[test]
fn a_plan_that_no_engine_should_execute_is_the_callers_fault() {
    check("unanswerable", Failing::Invalid, 400, "");
}

#[test]
fn a_disk_that_takes_no_writes_is_told_without_its_place() {
    for (name, fault, status, retry_after) in [
        ("storage_full", StorageFault::Full, 507, ""),
        ("storage_read_only", StorageFault::ReadOnly, 503, ""),
        ("too_many_files", StorageFault::TooManyFiles, 503, "1"),
    ] {
        check_writes(Some(name), Failing::Storage(fault), status, retry_after);
    }
}

#[test]
fn a_service_that_is_not_ready_lives() {
    let client = Client::new(Arc::new(Failing::Overloaded), Duration::from_secs(5));
    let ready = client.get("/readyz", &[]);
    assert_eq!(
        (ready.status.as_u16(), ready.text().as_str()),
        (503, "the index is being opened\n")
    );
    assert_eq!(client.get("/healthz", &[]).status, 200);
}
