//! Request lines and headers that are none.

use super::{Then, expect_refused, expect_unharmed, served};
use crate::support::Place;

#[test]
fn a_broken_request_line_is_refused() {
    let place = Place::with_index();
    let server = served(&place);
    let lines: [&[u8]; 20] = [
        b"GET\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1 x\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/0.9\r\n\r\n",
        b"GET / http/1.1\r\n\r\n",
        b"GET / HTTP/1.1.1\r\n\r\n",
        b"GET /a b HTTP/1.1\r\n\r\n",
        b"GET /\0 HTTP/1.1\r\n\r\n",
        b"G\0T / HTTP/1.1\r\n\r\n",
        b"(GET) / HTTP/1.1\r\n\r\n",
        b"GET /\x7f HTTP/1.1\r\n\r\n",
        b" GET / HTTP/1.1\r\n\r\n",
        b"/ HTTP/1.1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\xff\xfe\xfd\xfc\r\n\r\n",
        b"\0\0\0\0\0\0\0\0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    ];
    for line in lines {
        expect_refused(&server, line, Then::Ends);
    }
}

#[test]
fn a_request_that_ends_in_the_middle_is_dropped() {
    let place = Place::with_index();
    let server = served(&place);
    let whole = b"GET /api/v1/search?q=museum HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n";
    for end in 0..whole.len() {
        let answer = expect_refused(&server, &whole[..end], Then::Ends);
        assert!(!answer.text().contains("\"hits\""), "{end}: {answer:?}");
    }
}

#[test]
fn a_request_line_beyond_reason_is_refused() {
    let place = Place::with_index();
    let server = served(&place);
    for length in [100_000, 2_000_000] {
        let long = "a".repeat(length);
        for head in [
            format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n"),
            format!("GET /api/v1/search?q={long} HTTP/1.1\r\nHost: a\r\n\r\n"),
            format!("{long} / HTTP/1.1\r\nHost: a\r\n\r\n"),
            format!("GET / HTTP/1.1{long}\r\nHost: a\r\n\r\n"),
        ] {
            expect_refused(&server, head.as_bytes(), Then::Ends);
        }
    }
}

#[test]
fn headers_that_are_none_are_refused() {
    let place = Place::with_index();
    let server = served(&place);
    let headers: [&[u8]; 8] = [
        b"no colon",
        b": no name",
        b"na me: a",
        b"name : a",
        b"name\0: a",
        b"name: a\0b",
        b"name: a\x01b",
        b"name: a\r\n folded: b",
    ];
    for header in headers {
        let request = [b"GET /healthz HTTP/1.1\r\nHost: a\r\n", header, b"\r\n\r\n"].concat();
        expect_refused(&server, &request, Then::Ends);
    }
}

#[test]
fn headers_beyond_reason_are_refused() {
    let place = Place::with_index();
    let server = served(&place);
    let many: String = (0..5_000).map(|number| format!("x-{number}: a\r\n")).collect();
    let long = format!("x-long: {}\r\n", "a".repeat(2_000_000));
    let name = format!("x-{}: a\r\n", "n".repeat(200_000));
    for headers in [many, long, name] {
        let request = format!("GET /healthz HTTP/1.1\r\nHost: a\r\n{headers}\r\n");
        expect_refused(&server, request.as_bytes(), Then::Ends);
    }
}

#[test]
fn values_of_headers_that_are_no_text_are_passed_over_or_refused() {
    let place = Place::with_index();
    let server = served(&place);
    let names = [
        "Host",
        "Accept",
        "Accept-Encoding",
        "Content-Type",
        "If-None-Match",
        "If-Match",
        "Origin",
        "Cookie",
        "Range",
        "X-Request-Id",
        "Sec-Fetch-Site",
        "Forwarded",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "Expect",
        "Upgrade",
        "Authorization",
    ];
    for name in names {
        for value in [&b"\xff\xfe\x80"[..], b"", b"\"", b"*, *", b",,,,;;==", &[b'9'; 5_000]] {
            for target in ["GET /feed.atom", "GET /", "GET /api/v1/stories/museum"] {
                let head = format!("{target} HTTP/1.1\r\nConnection: close\r\n{name}: ");
                let request = [head.as_bytes(), value, b"\r\n\r\n"].concat();
                let answer = expect_unharmed(&server, &request, Then::Waits);
                assert!(answer.status().is_some(), "{name}: {answer:?}");
            }
        }
    }
}
