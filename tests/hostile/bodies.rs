//! Bodies whose length is a lie, or that are cut into pieces that are none.

use super::{Then, expect_refused, expect_unharmed, served};
use crate::support::{Place, Server};

const STORY: &str = r#"{"title":"Smuggled"}"#;
const PUT: &str = "PUT /api/v1/stories/smuggled HTTP/1.1";
const BULK: &str = "POST /api/v1/stories HTTP/1.1";

/// Sends a write of a story whose body is broken, to either call that takes one; it is not written.
#[track_caller]
fn expect_not_written(server: &Server, headers: &str, body: &str) {
    for call in [PUT, BULK] {
        let request = format!("{call}\r\nHost: a\r\n{headers}\r\n\r\n{body}");
        expect_unharmed(server, request.as_bytes(), Then::Ends);
        let written = server.get("/api/v1/stories/smuggled");
        assert_eq!(written.status, 404, "{call} {headers} {body}");
    }
}

#[test]
fn lengths_that_are_none_are_refused() {
    let place = Place::with_index();
    let server = served(&place);
    let long = "9".repeat(400);
    for length in
        ["-1", "+20", "20x", "0x14", "2e1", "", " ", "20, 21", "18446744073709551616", &long]
    {
        expect_not_written(&server, &format!("Content-Length: {length}"), STORY);
    }
}

#[test]
fn lengths_that_contradict_each_other_are_refused() {
    let place = Place::with_index();
    let server = served(&place);
    let twice = format!("Content-Length: 5\r\nContent-Length: {}", STORY.len());
    expect_not_written(&server, &twice, STORY);
    for call in [PUT, BULK] {
        let request = format!("{call}\r\nHost: a\r\n{twice}\r\n\r\n{STORY}");
        expect_refused(&server, request.as_bytes(), Then::Ends);
    }
}

#[test]
fn a_body_shorter_than_it_says_is_not_written() {
    let place = Place::with_index();
    let server = served(&place);
    for length in [STORY.len() + 1, 1_000, 60_000_000, usize::MAX >> 1] {
        expect_not_written(&server, &format!("Content-Length: {length}"), STORY);
    }
}

#[test]
fn pieces_that_are_none_are_not_written() {
    let place = Place::with_index();
    let server = served(&place);
    let size = format!("{:x}", STORY.len());
    let bodies = [
        format!("zz\r\n{STORY}\r\n0\r\n\r\n"),
        format!("-{size}\r\n{STORY}\r\n0\r\n\r\n"),
        format!("0x{size}\r\n{STORY}\r\n0\r\n\r\n"),
        format!("{}\r\n{STORY}\r\n0\r\n\r\n", "f".repeat(17)),
        format!("ffffffffffffffff\r\n{STORY}"),
        format!("\r\n{STORY}\r\n0\r\n\r\n"),
        format!("{size}\r\n{STORY}0\r\n\r\n"),
        format!("{size}\r\n{STORY}"),
        format!("{size}\r\n{STORY}\r\n"),
        format!("{size}\r\n{STORY}\r\n5"),
        format!("{size};{}\r\n{STORY}\r\n0\r\n\r\n", "x".repeat(200_000)),
        format!("{size}\r\n{STORY}\r\n0\r\nbad trailer\r\n\r\n"),
        format!("{size}\r\n{STORY}\r\n0\r\nx: {}\r\n\r\n", "t".repeat(200_000)),
    ];
    for body in bodies {
        expect_not_written(&server, "Transfer-Encoding: chunked", &body);
    }
}

#[test]
fn codings_that_are_not_read_are_refused() {
    let place = Place::with_index();
    let server = served(&place);
    let body = format!("{:x}\r\n{STORY}\r\n0\r\n\r\n", STORY.len());
    for coding in ["identity", "gzip", "chunked, gzip", "xchunked", "chunked\x0b", "\"chunked\""] {
        let headers = format!("Transfer-Encoding: {coding}");
        for call in [PUT, BULK] {
            let request = format!("{call}\r\nHost: a\r\n{headers}\r\n\r\n{body}");
            expect_refused(&server, request.as_bytes(), Then::Ends);
        }
        assert_eq!(server.get("/api/v1/stories/smuggled").status, 404, "{coding}");
    }
}

#[test]
fn a_body_is_never_read_as_a_request() {
    let place = Place::with_index();
    let server = served(&place);
    let hidden = "DELETE /api/v1/stories/museum HTTP/1.1\r\nHost: a\r\n\r\n";
    let length = hidden.len();
    for call in ["GET /healthz HTTP/1.1", "GET /nothing HTTP/1.1", "PUT /healthz HTTP/1.1"] {
        let request = format!("{call}\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{hidden}");
        expect_unharmed(&server, request.as_bytes(), Then::Ends);
        assert_eq!(server.get("/api/v1/stories/museum").status, 200, "{call}");
    }
}
