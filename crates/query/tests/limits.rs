//! The bounds of requests that are set hold, and each answer and the OpenAPI document name the one in force;
//! and no more is taken on than there is room for.

mod rig;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use dateline_query::http::{ConnectionOptions, HttpOptions};
use dateline_query::request::RequestLimits;
use rig::{Client, MAX_RECORD_BYTES, Rig};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tower::ServiceExt;

const SEARCH: &str = "/api/v1/search";

fn limited() -> (Rig, Client) {
    let rig = Rig::with(&[json!({ "id": "a", "title": "Walrus and zebra" })]);
    let options = HttpOptions {
        request_timeout: Duration::from_secs(60),
        max_record_bytes: MAX_RECORD_BYTES,
        public_url: None,
        connections: ConnectionOptions::default(),
    };
    let limits =
        RequestLimits { query_chars: 30, query_terms: 2, query_depth: 1, limit: 12, offset: 15 };
    let client = Client::limited(Arc::new(rig.engine.clone()), options, limits);
    (rig, client)
}

#[test]
fn what_is_asked_beyond_a_bound_is_refused_by_its_name() {
    let (_rig, client) = limited();
    let long = "walrus ".repeat(5);
    for (name, fits, beyond, says) in [
        ("q", "walrus", long.as_str(), "at most 30"),
        ("limit", "12", "13", "from 0 to 12"),
        ("offset", "15", "16", "from 0 to 15"),
    ] {
        assert_eq!(client.get(SEARCH, &[(name, fits)]).status, 200, "{name}");
        let reply = client.get(SEARCH, &[(name, beyond)]);
        assert_eq!((reply.status.as_u16(), &reply.json()["parameter"]), (400, &json!(name)));
        let detail = reply.json()["detail"].as_str().unwrap_or_default().to_owned();
        assert!(detail.contains(says), "{name}: {detail}");
    }
}

#[test]
fn words_and_parentheses_beyond_a_bound_are_left_out_and_told() {
    let (_rig, client) = limited();
    for (q, code) in [("walrus zebra quagga", "too-many-terms"), ("((walrus))", "too-deep")] {
        let reply = client.get(SEARCH, &[("q", q)]);
        assert_eq!(reply.json()["query"]["warnings"][0]["code"], code, "{q}");
        assert_eq!(reply.json()["total"], 1, "{q}");
        assert_eq!(client.get(SEARCH, &[("q", q), ("strict", "true")]).status, 400, "{q}");
    }
}

#[test]
fn the_openapi_document_names_the_bounds_in_force() {
    let (_rig, client) = limited();
    let document = client.get("/openapi.json", &[]).json();
    let parameters = document["paths"][SEARCH]["get"]["parameters"].as_array().cloned();
    let schema = |name: &str| -> Value {
        let found = parameters.iter().flatten().find(|parameter| parameter["name"] == name);
        found.map_or(Value::Null, |parameter| parameter["schema"].clone())
    };
    assert_eq!(schema("q")["maxLength"], 30);
    assert_eq!(schema("limit")["maximum"], 12);
    assert_eq!(schema("offset")["maximum"], 15);
}

#[test]
fn a_page_turns_no_further_than_the_offset_allows() {
    let (_rig, client) = limited();
    assert_eq!(client.get("/", &[("q", "walrus"), ("page", "900")]).status, 200);
}

#[test]
fn what_finds_no_room_is_turned_away_before_the_rest_is_computed() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "Walrus and zebra" })]);
    let mut statuses = rig.client.wait(async {
        let mut asked = JoinSet::new();
        for _ in 0..30 {
            let request = Request::get("/api/v1/search?q=walrus").body(Body::empty()).unwrap();
            asked.spawn(rig.client.router().oneshot(request));
        }
        let mut statuses = Vec::new();
        while let Some(reply) = asked.join_next().await {
            statuses.push(reply.unwrap().unwrap().status());
        }
        statuses
    });
    // Two run and sixteen wait. The others had their answer first, though all of it is little work.
    assert_eq!(statuses[..12], [StatusCode::SERVICE_UNAVAILABLE; 12]);
    assert_eq!(statuses.split_off(12), [StatusCode::OK; 18]);
    assert_eq!(rig.engine.load().rejected, 12);
}
