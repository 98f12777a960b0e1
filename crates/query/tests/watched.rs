//! What is told of requests beside their answers, also of those that are never answered.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

mod rig;

use std::future::{pending, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use axum::http::Method;
use dateline_engine::{
    BoxFuture, Change, Engine, EngineError, Health, Outcome, RelatedStories, SearchPlan,
    SearchResults, Stats, SuggestPlan, Suggestions,
};
use dateline_model::{Story, StoryId};
use dateline_query::Doorway;
use dateline_query::http::{Answered, ConnectionOptions, HttpOptions, Monitoring, Witness};
use rig::{Client, MAX_RECORD_BYTES, Rig, service};
use serde_json::json;

fn options() -> HttpOptions {
    let (request_timeout, max_record_bytes) = (Duration::from_secs(60), MAX_RECORD_BYTES);
    let connections = ConnectionOptions::default();
    HttpOptions { request_timeout, max_record_bytes, public_url: None, connections }
}

/// Method and route, status, id, parent, names of stages.
type Request = (String, u16, String, Option<String>, Vec<&'static str>);

/// Keeps what it is told.
#[derive(Default)]
struct Told(Mutex<Vec<Request>>);

impl Witness for Told {
    fn answered(&self, request: &Answered<'_>) {
        let stages = request.stages.iter().map(|stage| stage.0).collect();
        let sum = request.stages.iter().map(|stage| stage.1).sum::<Duration>();
        assert!(sum <= request.took, "{request:?}");
        self.0.lock().unwrap().push((
            format!("{} {}", request.method, request.route),
            request.status,
            request.id.to_owned(),
            request.traceparent.map(str::to_owned),
            stages,
        ));
    }
}

#[test]
fn a_witness_is_told_of_every_answer() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "A museum" })]);
    let told = Arc::new(Told::default());
    let witness = Some(Arc::clone(&told) as Arc<dyn Witness>);
    let monitoring = Monitoring { witness, ..Monitoring::default() };
    let client = Client::watched(service(Arc::new(rig.engine)), options(), monitoring);
    let headers = [("x-request-id", "one"), ("traceparent", "00-a-b-01")];
    client.send(Method::GET, "/api/v1/search?q=museum", &headers);
    // Nothing matches both, so that it is searched twice; the stages are told once.
    client.send(Method::GET, "/api/v1/search?q=museum+absent", &[("x-request-id", "two")]);
    client.send(Method::GET, "/api/v1/stories/b", &[("x-request-id", "three")]);
    let stages = vec!["parse", "wait", "compile", "collect", "read", "render"];
    let search = "GET /api/v1/search".to_owned();
    let parent = Some("00-a-b-01".to_owned());
    assert_eq!(
        *told.0.lock().unwrap(),
        [
            (search.clone(), 200, "one".to_owned(), parent, stages.clone()),
            (search, 200, "two".to_owned(), None, stages),
            ("GET /api/v1/stories/{id}".to_owned(), 404, "three".to_owned(), None, vec![]),
        ]
    );
}

/// An engine that never answers.
struct Silent;

impl Engine for Silent {
    fn search(&self, _: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>> {
        Box::pin(pending())
    }
    fn apply(&self, _: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>> {
        Box::pin(pending())
    }
    fn story(&self, _: StoryId) -> BoxFuture<'_, Result<Option<Story>, EngineError>> {
        Box::pin(pending())
    }
    fn related(
        &self,
        _: StoryId,
        _: usize,
    ) -> BoxFuture<'_, Result<Option<RelatedStories>, EngineError>> {
        Box::pin(pending())
    }
    fn suggest(&self, _: SuggestPlan) -> BoxFuture<'_, Result<Suggestions, EngineError>> {
        Box::pin(pending())
    }
    fn stats(&self) -> BoxFuture<'_, Result<Stats, EngineError>> {
        Box::pin(pending())
    }
    fn health(&self) -> BoxFuture<'_, Health> {
        Box::pin(async { Health::Ready })
    }
}

#[test]
fn who_hangs_up_is_counted_and_no_longer_in_flight() {
    let client = Client::watched(service(Arc::new(Silent)), options(), Monitoring::default());
    let metric = |name: &str| {
        let text = client.get("/metrics", &[]).text();
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.map(str::to_owned)
    };
    let hung_up = "dateline_requests_total{route=\"/api/v1/search\",status=\"499\"}";
    client.wait(async {
        let mut search = pin!(client.begin(Method::GET, "/api/v1/search", &[], ""));
        poll_fn(|context| Poll::Ready(search.as_mut().poll(context).is_pending())).await;
    });
    assert_eq!(metric(hung_up).as_deref(), Some("1"));
    // The scrape itself is.
    assert_eq!(metric("dateline_requests_in_flight").as_deref(), Some("1"));
}

#[test]
fn a_doorway_puts_off_until_it_is_open_and_says_when_it_closes() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "A museum" })]);
    let doorway = Doorway::new(|| "the index is being opened".to_owned());
    let client =
        Client::watched(service(Arc::new(doorway.clone())), options(), Monitoring::default());
    let ready = || {
        let reply = client.get("/readyz", &[]);
        (reply.status.as_u16(), reply.text())
    };
    let search = || client.get("/api/v1/search", &[("q", "museum")]);
    assert_eq!(ready(), (503, "the index is being opened\n".to_owned()));
    let put_off = search();
    assert_eq!((put_off.status.as_u16(), put_off.header("retry-after")), (503, "1"));
    assert_eq!(put_off.json()["code"], "starting");
    assert_eq!(put_off.json()["detail"], "the index is being opened; try again in 1 s");
    // What is wrong with a request is wrong at any time.
    assert_eq!(client.get("/api/v1/search", &[("limit", "x")]).status, 400);

    doorway.open(Arc::new(rig.engine));
    assert_eq!(ready(), (200, "ready\n".to_owned()));
    assert_eq!(search().status, 200);

    doorway.close();
    assert_eq!(ready().0, 503);
    assert_eq!(search().status, 200, "who comes all the same is answered");
    assert_eq!(client.get("/healthz", &[]).status, 200);
}

#[test]
fn a_disk_below_its_floor_is_not_ready() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "A museum" })]);
    let ready = || rig.client.get("/readyz", &[]);
    assert_eq!(ready().status, 200);
    rig.engine.keep_free(u64::MAX);
    let told = ready();
    assert_eq!(told.status, 503);
    assert!(told.text().starts_with("the disk of the index is full: "), "{}", told.text());
    assert_eq!(rig.client.get("/api/v1/search", &[]).status, 200, "searches go on");
    rig.engine.keep_free(1);
    assert_eq!(ready().status, 200);
}
