//! One story at a time: what is acknowledged is what is read and found.

use axum::http::Method;
use serde_json::{Value, json};

use crate::corpus::served;
use crate::rig::{Reply, Rig};

fn put(rig: &Rig, id: &str, story: &Value) -> Reply {
    let path = format!("/api/v1/stories/{id}");
    rig.client.send_body(Method::PUT, &path, &[], story.to_string())
}

fn found(rig: &Rig, query: &str) -> u64 {
    rig.ask("/api/v1/search", &[("q", query), ("kind", "story")])["total"].as_u64().unwrap()
}

#[test]
fn what_is_written_is_found_and_what_is_removed_is_not() {
    let rig = served();
    for round in ["walrus", "zebra", "ibex"] {
        let reply = put(&rig, "animals", &json!({ "title": format!("The {round}") }));
        let status = if round == "walrus" { 201 } else { 200 };
        assert_eq!(reply.status, status, "{round}");
        assert_eq!(found(&rig, round), 1, "{round}");
    }
    assert_eq!(found(&rig, "zebra"), 0);
    let path = "/api/v1/stories/animals";
    assert_eq!(rig.client.send(Method::DELETE, path, &[]).status, 200);
    assert_eq!(found(&rig, "ibex"), 0);
    assert_eq!(rig.client.get(path, &[]).status, 404);
    assert_eq!(rig.client.send(Method::DELETE, path, &[]).status, 404);
}

#[test]
fn what_is_read_can_be_written_back_and_changes_nothing() {
    let rig = served();
    for id in ["pyongyang-museum", "river-flood", "zurich-cafes", "quiet"] {
        let read = rig.client.get(&format!("/api/v1/stories/{id}"), &[]);
        let written = put(&rig, id, &read.json());
        assert_eq!(written.status, 200, "{id}: {}", written.text());
        assert_eq!(written.json()["status"], "unchanged", "{id}");
        assert_eq!(written.json()["notes"], json!([]), "{id}");
        assert_eq!(written.header("etag"), read.header("etag"), "{id}");
        assert_eq!(written.header("location"), "", "{id}");
    }
}

#[test]
fn the_version_of_a_story_changes_with_its_content_alone() {
    let rig = served();
    let first = put(&rig, "a", &json!({ "title": "One" }));
    let tag = first.header("etag");
    assert_eq!(tag, format!("\"{}\"", first.json()["version"].as_str().unwrap()));
    assert_eq!(rig.client.get("/api/v1/stories/a", &[]).header("etag"), tag);
    assert_ne!(put(&rig, "a", &json!({ "title": "Two" })).header("etag"), tag);
    let again = put(&rig, "a", &json!({ "id": "a", "feeds": [], "title": " One ", "new": 1 }));
    assert_eq!(again.header("etag"), tag);
}

#[test]
fn a_story_takes_the_id_of_its_address_whatever_its_form() {
    let rig = served();
    // Without an id a title gives one; this title gives none, and the address does.
    let bodies = [
        "{\"title\":\"!!!\"}",
        "{\"title\":\"!!!\",\"id\":null}",
        "\u{feff} { \"id\": \"ad.dress\", \"title\": \"!!!\" }\r\n",
        "{\n\"title\": \"!!!\", \"feeds\": [{\"id\": \"other\"}]\n}\n\n",
    ];
    for body in bodies {
        let reply = rig.client.send_body(Method::PUT, "/api/v1/stories/ad.dress", &[], body);
        assert!(reply.status.is_success(), "{body}: {}", reply.text());
        assert_eq!(reply.json()["id"], "ad.dress", "{body}");
        let path = "/api/v1/stories/ad.dress";
        assert_eq!(rig.client.send(Method::DELETE, path, &[]).status, 200, "{body}");
    }
}

#[test]
fn notes_are_told_with_their_lines_and_in_bounds() {
    let rig = served();
    let body = "{ \"title\": \"A\", \"timeline\": [\n{ \"date\": \"soonish\", \"text\": \"One.\" },\n\
                { \"date\": \"laterish\", \"text\": \"Two.\" }] }";
    let reply = rig.client.send_body(Method::PUT, "/api/v1/stories/a", &[], body).json();
    let notes = reply["notes"].as_array().unwrap();
    assert!(notes[0].as_str().unwrap().starts_with("line 2: undated event: "), "{notes:?}");
    assert!(notes[1].as_str().unwrap().starts_with("line 3: undated event: "), "{notes:?}");
    let many = vec![json!({ "date": "soonish", "text": "It rains." }); 1_000];
    let reply = put(&rig, "b", &json!({ "title": "B", "timeline": many })).json();
    let notes = reply["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 101);
    assert_eq!(notes[100], "and 900 more");
}

#[test]
fn no_answer_names_a_place_on_the_servers_disk() {
    let rig = served();
    let reply = put(&rig, "a", &json!({ "title": 7 }));
    assert_eq!(reply.json()["line"], 1);
    assert!(!reply.json()["detail"].as_str().unwrap().contains(":1:"), "{}", reply.text());
}
