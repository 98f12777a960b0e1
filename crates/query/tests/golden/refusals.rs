//! One reply of every error that a caller who writes can bring about.

use axum::http::Method;

use super::corpus::served;
use super::errors::check_problem;
use crate::rig::{MAX_RECORD_BYTES, Reply, Rig};

const QUIET: &str = "/api/v1/stories/quiet";
const BULK: &str = "/api/v1/stories";

fn put(rig: &Rig, headers: &[(&str, &str)], body: &str) -> Reply {
    rig.client.send_body(Method::PUT, QUIET, headers, body.to_owned())
}

#[test]
fn a_story_that_cannot_be_read_is_told_with_what_and_where() {
    let rig = served();
    for (name, body) in [
        ("story_invalid_json", "{\n  \"title\": \"A\",\n  \"feeds\": [\"World\"\n}\n"),
        ("story_invalid_title", "{\n  \"feeds\": []\n}\n"),
        ("story_invalid_field", "{ \"title\": \"A\", \"timeline\": 7 }"),
        ("story_invalid_id", "{ \"title\": \"A\", \"id\": \"Not An Id\" }"),
        ("story_invalid_list", "[{ \"title\": \"A\" }]"),
        ("story_invalid_empty", ""),
    ] {
        check_problem(name, &put(&rig, &[], body), 400);
    }
    let body = b"{\n \"title\": \"caf\xE9\" }".to_vec();
    check_problem("story_invalid_utf8", &rig.client.send_body(Method::PUT, QUIET, &[], body), 400);
}

#[test]
fn a_story_is_sent_to_its_own_address() {
    let rig = served();
    check_problem("id_mismatch", &put(&rig, &[], r#"{ "id": "loud", "title": "A" }"#), 400);
    let reply = rig.client.send_body(Method::PUT, "/api/v1/stories/Not%20An%20Id", &[], "{}");
    check_problem("put_invalid_story_id", &reply, 400);
    let reply = rig.client.send_body(Method::PUT, "/api/v1/stories/quiet?force=true", &[], "{}");
    check_problem("put_unknown_parameter", &reply, 400);
    let reply = rig.client.send(Method::DELETE, "/api/v1/stories/unknown", &[]);
    check_problem("remove_story_not_found", &reply, 404);
}

#[test]
fn a_body_of_another_type_is_not_read() {
    let rig = served();
    let given = [("content-type", "text/xml; charset=utf-8")];
    check_problem("unsupported_media_type", &put(&rig, &given, "<story/>"), 415);
    let given = [("content-encoding", "br")];
    check_problem("unsupported_coding", &put(&rig, &given, "x"), 415);
    let given = [("content-encoding", "gzip")];
    check_problem("body_not_gzip", &put(&rig, &given, "{}"), 400);
    let given = [("content-type", "text/plain")];
    let reply = rig.client.send_body(Method::POST, BULK, &given, r#"{ "title": "A" }"#);
    check_problem("bulk_unsupported_media_type", &reply, 415);
}

#[test]
fn a_body_that_is_too_large_is_told_with_the_limit() {
    let rig = served();
    let body = " ".repeat(MAX_RECORD_BYTES + 1);
    check_problem("body_too_large", &put(&rig, &[], &body), 413);
}

#[test]
fn a_header_that_is_not_understood_is_told_with_what_it_takes() {
    let rig = served();
    let story = r#"{ "title": "A" }"#;
    for (name, header, value) in [
        ("invalid_if_match", "if-match", "0123"),
        ("invalid_if_none_match", "if-none-match", "\"0123"),
        ("if_none_match_of_a_version", "if-none-match", "\"0123\""),
    ] {
        check_problem(name, &put(&rig, &[(header, value)], story), 400);
    }
    let both = [("if-match", "*"), ("if-none-match", "*")];
    check_problem("if_match_and_if_none_match", &put(&rig, &both, story), 400);
    let none = [("if-none-match", "*")];
    let reply = rig.client.send(Method::DELETE, QUIET, &none);
    check_problem("remove_if_none_match", &reply, 400);
    let reply = rig.client.send_body(Method::POST, BULK, &none, "");
    check_problem("bulk_if_none_match", &reply, 400);
    let reply = rig.client.send(Method::GET, QUIET, &[("if-none-match", "quiet")]);
    check_problem("story_invalid_if_none_match", &reply, 400);
}

#[test]
fn a_condition_that_does_not_hold_is_told_with_the_present_version() {
    let rig = served();
    let story = r#"{ "title": "A" }"#;
    let other = "\"00000000000000000000000000000000\"";
    let tag = rig.client.get(QUIET, &[]).header("etag").to_owned();
    for reply in [
        put(&rig, &[("if-match", other)], story),
        put(&rig, &[("if-none-match", "*")], story),
        rig.client.send(Method::DELETE, QUIET, &[("if-match", other)]),
    ] {
        check_problem("precondition_failed", &reply, 412);
        assert_eq!(reply.header("etag"), tag);
    }
    let absent = "/api/v1/stories/absent";
    for reply in [
        rig.client.send_body(Method::PUT, absent, &[("if-match", "*")], story),
        rig.client.send(Method::DELETE, absent, &[("if-match", other)]),
    ] {
        check_problem("precondition_failed_of_none", &reply, 412);
        assert_eq!(reply.header("etag"), "");
    }
}

#[test]
fn a_page_of_another_site_does_not_write() {
    let rig = served();
    let site = [("sec-fetch-site", "cross-site")];
    check_problem("cross_site", &put(&rig, &site, r#"{ "title": "A" }"#), 403);
}

#[test]
fn an_address_that_takes_other_methods_names_them() {
    let rig = served();
    let reply = rig.client.send(Method::PATCH, QUIET, &[]);
    check_problem("method_not_allowed_of_a_story", &reply, 405);
    check_problem("method_not_allowed_of_stories", &rig.client.get(BULK, &[]), 405);
}
