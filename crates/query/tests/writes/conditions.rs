//! Writers who say what they expect do not overwrite each other.

use axum::http::Method;

use crate::corpus::served;
use crate::rig::{Reply, Rig, read};

const QUIET: &str = "/api/v1/stories/quiet";

fn put(rig: &Rig, header: &str, value: &str, title: &str) -> Reply {
    let body = format!("{{ \"title\": \"{title}\" }}");
    rig.client.send_body(Method::PUT, QUIET, &[(header, value)], body)
}

fn tag(rig: &Rig) -> String {
    rig.client.get(QUIET, &[]).header("etag").to_owned()
}

#[test]
fn of_two_writers_with_one_version_exactly_one_wins() {
    let rig = served();
    for round in 0..10 {
        let tag = tag(&rig);
        let put = |title: String| {
            let body = format!("{{ \"title\": \"{title} {round}\" }}");
            let headers = [("if-match", tag.as_str())];
            let client = &rig.client;
            async move { read(client.begin(Method::PUT, QUIET, &headers, body).await).await }
        };
        let both = async { tokio::join!(put("First".to_owned()), put("Second".to_owned())) };
        let (first, second) = rig.client.wait(both);
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412], "round {round}");
        let (won, lost) = if first.status == 200 { (first, second) } else { (second, first) };
        assert_eq!(lost.header("etag"), won.header("etag"));
        assert_eq!(self::tag(&rig), won.header("etag"));
    }
}

#[test]
fn of_two_writers_of_a_new_story_exactly_one_wins() {
    let rig = served();
    let put = |title: &'static str| {
        let body = format!("{{ \"title\": \"{title}\" }}");
        let headers = [("if-none-match", "*")];
        let client = &rig.client;
        async move { read(client.begin(Method::PUT, "/api/v1/stories/new", &headers, body).await).await }
    };
    let both = async { tokio::join!(put("First"), put("Second")) };
    let (first, second) = rig.client.wait(both);
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 412]);
}

#[test]
fn a_version_among_others_matches_and_a_weak_one_does_not() {
    let rig = served();
    let other = "\"00000000000000000000000000000000\"";
    let present = tag(&rig);
    for (value, status) in [
        (format!("W/{present}"), 412),
        (format!("{other}, W/{present}"), 412),
        ("\"quiet\"".to_owned(), 412),
        (present.to_uppercase(), if present == present.to_uppercase() { 200 } else { 412 }),
        (format!("{other}, {present}"), 200),
        ("*".to_owned(), 200),
    ] {
        // The content stays, so that the version does.
        let reply = put(&rig, "if-match", &value, "Nothing happened");
        assert_eq!(reply.status, status, "{value}: {}", reply.text());
    }
}

#[test]
fn a_condition_in_several_lines_is_one() {
    let rig = served();
    let present = tag(&rig);
    let headers = [("if-match", "\"other\""), ("if-match", present.as_str())];
    let reply = rig.client.send_body(Method::PUT, QUIET, &headers, r#"{ "title": "B" }"#);
    assert_eq!(reply.status, 200, "{}", reply.text());
}

#[test]
fn a_refused_write_writes_nothing() {
    let rig = served();
    let before = rig.ask(QUIET, &[]);
    assert_eq!(put(&rig, "if-none-match", "*", "Loud").status, 412);
    assert_eq!(put(&rig, "if-match", "\"other\"", "Loud").status, 412);
    let headers = [("if-match", "\"other\"")];
    assert_eq!(rig.client.send(Method::DELETE, QUIET, &headers).status, 412);
    assert_eq!(rig.ask(QUIET, &[]), before);
}

#[test]
fn a_removal_may_depend_on_the_version() {
    let rig = served();
    let present = tag(&rig);
    assert_eq!(put(&rig, "if-match", &present, "Changed").status, 200);
    let stale = [("if-match", present.as_str())];
    assert_eq!(rig.client.send(Method::DELETE, QUIET, &stale).status, 412);
    let present = tag(&rig);
    let fresh = [("if-match", present.as_str())];
    assert_eq!(rig.client.send(Method::DELETE, QUIET, &fresh).status, 200);
    assert_eq!(rig.client.send(Method::DELETE, QUIET, &fresh).status, 412);
}

#[test]
fn a_reader_with_the_present_version_is_told_so() {
    let rig = served();
    let present = tag(&rig);
    for (value, status) in [
        (present.clone(), 304),
        (format!("W/{present}"), 304),
        (format!("\"other\", {present}"), 304),
        ("*".to_owned(), 304),
        ("\"other\"".to_owned(), 200),
    ] {
        for method in [Method::GET, Method::HEAD] {
            let headers = [("if-none-match", value.as_str())];
            let reply = rig.client.send(method.clone(), QUIET, &headers);
            assert_eq!(reply.status, status, "{method} {value}");
            assert_eq!(reply.header("etag"), present, "{method} {value}");
            assert!(status == 200 || reply.bytes.is_empty(), "{method} {value}");
        }
    }
    put(&rig, "if-match", "*", "Changed");
    let headers = [("if-none-match", present.as_str())];
    assert_eq!(rig.client.send(Method::GET, QUIET, &headers).status, 200);
}
