//! One reply of every call that writes, and of bulk one of each thing that can become of a line.

use axum::http::Method;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use super::corpus::served;
use crate::rig::Reply;

/// The status, the headers that matter and the body, as a snapshot of that name. The version is
/// a hash, which is as it is.
fn check(name: &str, reply: &Reply) {
    let kept = |header: &&str| !reply.header(header).is_empty();
    let headers: Vec<String> = ["content-type", "location", "etag"]
        .into_iter()
        .filter(kept)
        .map(|header| format!("{header}: {}", reply.header(header)))
        .collect();
    let body: Value = if reply.header("content-type") == "application/x-ndjson" {
        reply.lines().into()
    } else if reply.bytes.is_empty() {
        Value::Null
    } else {
        reply.json()
    };
    let shown = json!({ "status": reply.status.as_u16(), "headers": headers, "body": body });
    insta::with_settings!({ omit_expression => true }, {
        assert_json_snapshot!(name, shown);
    });
}

#[test]
fn a_story_is_created_updated_left_alone_and_removed() {
    let rig = served();
    let put = |body: Value| {
        rig.client.send_body(Method::PUT, "/api/v1/stories/new-story", &[], body.to_string())
    };
    let story = json!({ "title": "A story", "feeds": ["World"], "colour": "red", "timeline": [
        { "date": "Oct 2025", "text": "It begins." },
        { "date": "soonish", "text": "It goes on.", "citations": ["one"] },
        { "date": "2026" }
    ] });
    check("put_created", &put(story.clone()));
    check("put_unchanged", &put(story));
    check("put_updated", &put(json!({ "id": "new-story", "title": "A story" })));
    let remove = rig.client.send(Method::DELETE, "/api/v1/stories/new-story", &[]);
    check("remove", &remove);
}

#[test]
fn a_story_that_is_at_hand_is_not_sent_again() {
    let rig = served();
    let path = "/api/v1/stories/quiet";
    let story = rig.client.get(path, &[]);
    let tag = story.header("etag").to_owned();
    check("story_not_modified", &rig.client.send(Method::GET, path, &[("if-none-match", &tag)]));
}

#[test]
fn each_line_of_a_bulk_has_its_result() {
    let rig = served();
    let quiet = rig.ask("/api/v1/stories/quiet", &[]);
    let long = format!(r#"{{ "title": "{}" }}"#, "x".repeat(crate::rig::MAX_RECORD_BYTES));
    let lines: Vec<Vec<u8>> = vec![
        b"\xEF\xBB\xBF{ \"id\": \"one\", \"title\": \"One\" }\r".to_vec(),
        b"".to_vec(),
        b" \t\r".to_vec(),
        quiet.to_string().into_bytes(),
        br#"{ "id": "river-flood", "title": "The flood", "timeline": [{ "date": "soonish", "text": "It rains." }], "colour": "red" }"#.to_vec(),
        br#"{ "title": "Named by its title" }"#.to_vec(),
        br#"{ "id": "one", "title": "One" "#.to_vec(),
        br#"{ "id": "untitled", "feeds": [] }"#.to_vec(),
        br#"{ "id": "Not An Id", "title": "A" }"#.to_vec(),
        br#"[{ "title": "A" }]"#.to_vec(),
        b"{ \"id\": \"latin\", \"title\": \"caf\xE9\" }".to_vec(),
        long.into_bytes(),
        br#"{ "id": "one", "title": "One again" }"#.to_vec(),
    ];
    let body = lines.join(&b'\n');
    let headers = [("content-type", "application/x-ndjson")];
    check("bulk", &rig.client.send_body(Method::POST, "/api/v1/stories", &headers, body));
}
