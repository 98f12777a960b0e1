//! One reply of every error that a caller can bring about.

use axum::http::Method;
use insta::assert_json_snapshot;

use super::corpus::served;
use crate::rig::{Reply, Rig, address};

/// Checks what all problems have in common, and the problem itself against a snapshot.
pub(crate) fn check_problem(name: &str, reply: &Reply, status: u16) {
    assert_eq!(reply.status, status, "{name}: {}", reply.text());
    assert_eq!(reply.header("content-type"), "application/problem+json", "{name}");
    let problem = reply.json();
    assert_eq!(problem["status"], status, "{name}");
    assert!(!reply.header("x-request-id").is_empty(), "{name}");
    assert_eq!(problem["request_id"], reply.header("x-request-id"), "{name}");
    insta::with_settings!({ omit_expression => true }, {
        assert_json_snapshot!(name, problem, { ".request_id" => "[id]" });
    });
}

fn check(rig: &Rig, name: &str, path: &str, parameters: &[(&str, &str)]) {
    check_problem(name, &rig.client.get(path, parameters), 400);
}

const SEARCH: &str = "/api/v1/search";

#[test]
fn an_unknown_parameter_is_named_with_the_nearest_known_one() {
    let rig = served();
    check(&rig, "unknown_parameter", SEARCH, &[("limt", "3")]);
    check(&rig, "unknown_parameter_far", "/api/v1/headlines", &[("colour", "red")]);
    check(&rig, "unknown_parameter_of_a_bare_call", "/api/v1/feeds", &[("q", "x")]);
    check(&rig, "unknown_parameter_of_a_timeline", "/api/v1/timeline", &[("kind", "event")]);
}

#[test]
fn a_parameter_of_one_value_is_given_once() {
    check(&served(), "repeated_parameter", SEARCH, &[("q", "a"), ("q", "b")]);
}

#[test]
fn a_value_that_a_parameter_does_not_take_is_told_with_what_it_takes() {
    let rig = served();
    for (name, value) in [
        ("kind", "article"),
        ("from", "yesterday"),
        ("to", "2025-02-30"),
        ("on", "2025-13"),
        ("dates", "around"),
        ("precision", "decade"),
        ("distinct", "event"),
        ("sort", "best"),
        ("group", "feed"),
        ("facets", "month,colour"),
        ("facet_limit", "0"),
        ("limit", "101"),
        ("offset", "-1"),
        ("highlight", "yes"),
        ("prefix", "on"),
        ("strict", "2"),
        ("explain", "no"),
        ("recency", "90"),
    ] {
        check(&rig, &format!("invalid_{name}"), SEARCH, &[(name, value)]);
    }
    check(&rig, "invalid_sort_of_a_timeline", "/api/v1/timeline", &[("sort", "relevance")]);
}

#[test]
fn parameters_that_exclude_each_other_are_told() {
    let rig = served();
    check(&rig, "conflicting_range", SEARCH, &[("from", "2026"), ("to", "2025")]);
    let next = rig.ask(SEARCH, &[("limit", "1")])["next"].as_str().unwrap().to_owned();
    let both = [("limit", "1"), ("offset", "1"), ("cursor", next.as_str())];
    check(&rig, "conflicting_cursor", SEARCH, &both);
}

#[test]
fn a_query_that_is_too_long_or_not_understood_is_told() {
    let rig = served();
    check(&rig, "query_too_long", SEARCH, &[("q", &"é".repeat(2_001))]);
    check(&rig, "query_not_understood", SEARCH, &[("q", "kim \"museum"), ("strict", "true")]);
    assert_eq!(rig.client.get(SEARCH, &[("q", &"é".repeat(2_000))]).status, 200);
}

#[test]
fn a_cursor_is_of_this_service_and_of_this_request() {
    let rig = served();
    check(&rig, "cursor_invalid", SEARCH, &[("cursor", "bm9uc2Vuc2U")]);
    let next = rig.ask(SEARCH, &[("limit", "1")])["next"].as_str().unwrap().to_owned();
    for other in [("q", "kim"), ("sort", "oldest"), ("group", "story"), ("kind", "event")] {
        let parameters = [other, ("cursor", next.as_str())];
        check(&rig, "cursor_of_another_request", SEARCH, &parameters);
    }
}

#[test]
fn a_cursor_ends_with_its_generation() {
    let rig = served();
    for path in [SEARCH, "/api/v1/timeline", "/api/v1/headlines"] {
        let next = rig.ask(path, &[("limit", "1")])["next"].as_str().unwrap().to_owned();
        let story = rig.ask("/api/v1/stories/quiet", &[]);
        rig.reindex(std::slice::from_ref(&story));
        let reply = rig.client.get(path, &[("limit", "1"), ("cursor", next.as_str())]);
        assert_eq!(reply.status, 410, "{path}");
        if path == SEARCH {
            check_problem("cursor_stale", &reply, 410);
        }
        // Back to something with pages for the next call.
        let second = serde_json::json!({ "id": "b", "title": "B", "timeline": [
            { "date": "2024", "text": "One." }, { "date": "2025", "text": "Two." } ] });
        rig.reindex(&[story, second]);
    }
}

#[test]
fn an_id_that_is_none_or_unknown_is_told() {
    let rig = served();
    check(&rig, "invalid_story_id", "/api/v1/stories/Not%20An%20Id", &[]);
    check(&rig, "invalid_story_parameter", SEARCH, &[("story", "Ümlaut")]);
    check(&rig, "invalid_story_id_bytes", "/api/v1/stories/%FF", &[]);
    let reply = rig.client.get("/api/v1/stories/unknown", &[]);
    check_problem("story_not_found", &reply, 404);
    let related = |id: &str| format!("/api/v1/stories/{id}/related");
    check(&rig, "invalid_story_id_of_related", &related("Not%20An%20Id"), &[]);
    check(&rig, "invalid_story_id_bytes_of_related", &related("%FF"), &[]);
    check_problem("related_story_not_found", &rig.client.get(&related("unknown"), &[]), 404);
    check(&rig, "invalid_limit_of_related", &related("quiet"), &[("limit", "51")]);
    check(&rig, "unknown_parameter_of_related", &related("quiet"), &[("offset", "1")]);
    check(&rig, "story_with_a_parameter", "/api/v1/stories/quiet", &[("q", "x")]);
}

#[test]
fn an_address_and_a_method_that_are_not_answered_are_told() {
    let rig = served();
    let reply = rig.client.get("/api/v2/search", &[]);
    check_problem("route_not_found", &reply, 404);
    let reply = rig.client.send(Method::DELETE, &address(SEARCH, &[]), &[]);
    check_problem("method_not_allowed", &reply, 405);
    assert_eq!(reply.header("allow"), "GET, HEAD");
}
