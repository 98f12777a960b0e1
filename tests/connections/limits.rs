//! Bounds that are met at once: the size of a head, the number of connections, a body that nobody
//! reads.

use super::{Raw, expect_recovery, impatient, sockets};
use crate::support::{Place, eventually};

#[test]
fn a_head_is_read_up_to_its_largest_size() {
    let place = Place::with_index();
    let server = impatient(&place, &[("DATELINE_SERVER_MAX_HEAD_KB", "8")]);
    for (bytes, status) in [(7_000, "200"), (9_000, "431"), (1_000_000, "431")] {
        let mut raw = Raw::to(&server);
        let long = "x".repeat(bytes);
        raw.send(format!(
            "GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: {long}\r\nconnection: close\r\n\r\n"
        ));
        let (reply, _) = raw.read_to_end();
        assert!(reply.starts_with(&format!("HTTP/1.1 {status} ")), "{bytes}: {reply}");
    }
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn connections_beyond_the_most_are_told_so_at_once() {
    let place = Place::with_index();
    let server = impatient(
        &place,
        &[
            ("DATELINE_SERVER_MAX_CONNECTIONS", "20"),
            ("DATELINE_SERVER_IDLE_TIMEOUT_SECONDS", "60"),
            ("DATELINE_SERVER_HEADER_TIMEOUT_SECONDS", "60"),
        ],
    );
    let before = sockets(&server);
    let crowd: Vec<_> = (0..20).map(|_| Raw::to(&server)).collect();
    eventually("all are taken", || (sockets(&server) == before + 20).then_some(()));
    for _ in 0..100 {
        let mut raw = Raw::to(&server);
        raw.ask("/healthz");
        let (reply, _) = raw.read_to_end();
        assert!(reply.starts_with("HTTP/1.1 503 "), "{reply}");
        assert!(reply.contains("retry-after: 1\r\n") && reply.contains("overloaded"), "{reply}");
    }
    let log = std::fs::read_to_string(place.path().join("server.log")).unwrap();
    assert_eq!(log.matches("connections are turned away").count(), 1, "{log}");
    drop(crowd);
    eventually("there is a place again", || {
        let mut raw = Raw::to(&server);
        raw.ask("/healthz");
        raw.read_until("\r\n").starts_with("HTTP/1.1 200 ").then_some(())
    });
    expect_recovery(&server, before + 1);
}

#[test]
fn a_reply_arrives_although_the_body_was_not_read() {
    let place = Place::with_index();
    let server = impatient(&place, &[("DATELINE_INDEX_MAX_RECORD_MB", "1")]);
    let mut raw = Raw::to(&server);
    let body = vec![b' '; 8 << 20];
    raw.send(format!(
        "PUT /api/v1/stories/large HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
        body.len()
    ));
    assert!(raw.send(&body), "the connection was reset while the body was sent");
    let (reply, _) = raw.read_to_end();
    assert!(reply.starts_with("HTTP/1.1 413 "), "{reply:?}");
}
