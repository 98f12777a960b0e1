//! Clients that are slow on purpose: each is cut off in its time, and others are answered meanwhile.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{CUT_OFF, PATIENCE, Raw, expect_recovery, impatient, sockets};
use crate::support::{Place, eventually};

#[test]
fn a_head_that_comes_byte_by_byte_is_cut_off_and_others_are_answered() {
    let place = Place::with_index();
    let server = impatient(&place, &[]);
    let before = sockets(&server);
    let mut slow: Vec<_> = (0..50).map(|_| Raw::to(&server)).collect();
    let started = Instant::now();
    let head = "GET /api/v1/search?q=museum HTTP/1.1\r\nhost: x\r\nx-slow: ".bytes();
    for byte in head.chain(std::iter::repeat(b'x')) {
        let open: Vec<_> = slow.iter_mut().map(|raw| raw.send([byte])).collect();
        if started.elapsed() < PATIENCE / 2 {
            assert!(open.iter().all(|open| *open), "cut off before its time");
        }
        let asked = Instant::now();
        assert_eq!(server.get("/api/v1/search?q=museum&kind=story").status, 200);
        assert!(asked.elapsed() < PATIENCE, "others wait");
        if open.iter().all(|open| !open) {
            break;
        }
        assert!(started.elapsed() < CUT_OFF, "never cut off");
        sleep(Duration::from_millis(20));
    }
    assert!(started.elapsed() >= PATIENCE, "{:?}", started.elapsed());
    expect_recovery(&server, before + 1);
}

#[test]
fn a_head_that_stops_is_answered_with_408() {
    let place = Place::with_index();
    let server = impatient(&place, &[]);
    let mut raw = Raw::to(&server);
    raw.send("GET / HTTP/1.1\r\nhost:");
    let (reply, took) = raw.read_to_end();
    assert!(reply.starts_with("HTTP/1.1 408 "), "{reply:?}");
    assert!(took >= PATIENCE / 2 && took < CUT_OFF, "{took:?}");
}

#[test]
fn a_connection_without_a_request_is_closed_without_a_word() {
    let place = Place::with_index();
    let server = impatient(&place, &[]);
    let mut raw = Raw::to(&server);
    let (reply, took) = raw.read_to_end();
    assert_eq!(reply, "");
    assert!(took >= PATIENCE / 2 && took < CUT_OFF, "{took:?}");
}

#[test]
fn a_connection_is_kept_between_requests_but_not_for_ever() {
    let place = Place::with_index();
    // Longer between requests than for a head, so that the one is not taken for the other.
    let server = impatient(&place, &[("DATELINE_SERVER_IDLE_TIMEOUT_SECONDS", "3")]);
    let mut raw = Raw::to(&server);
    for _ in 0..2 {
        raw.ask("/healthz");
        raw.read_until("ok\n");
        sleep(PATIENCE * 3 / 2);
    }
    raw.ask("/healthz");
    raw.read_until("ok\n");
    let (reply, took) = raw.read_to_end();
    assert_eq!(reply, "");
    assert!(took > PATIENCE * 2 && took < CUT_OFF, "{took:?}");
    // A head has its own time also on a connection that was in use before.
    let mut raw = Raw::to(&server);
    raw.ask("/healthz");
    raw.read_until("ok\n");
    raw.send("GET");
    let (reply, took) = raw.read_to_end();
    assert!(reply.starts_with("HTTP/1.1 408 "), "{reply:?}");
    assert!(took < PATIENCE * 5 / 2, "{took:?}");
}

#[test]
fn a_body_that_stands_still_is_given_up() {
    let place = Place::with_index();
    let server = impatient(&place, &[]);
    let before = sockets(&server);
    let mut put = Raw::to(&server);
    put.send("PUT /api/v1/stories/slow HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{");
    let mut bulk = Raw::to(&server);
    bulk.send("POST /api/v1/stories HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    bulk.send("14\r\n{\"title\":\"Quick one\"\r\n2\r\n}\n\r\n5\r\n{\"tit\r\n");
    let (reply, took) = put.read_to_end();
    assert!(reply.starts_with("HTTP/1.1 400 ") && reply.contains("body_incomplete"), "{reply}");
    assert!(took >= PATIENCE / 2 && took < CUT_OFF, "{took:?}");
    let (reply, _) = bulk.read_to_end();
    assert!(
        reply.contains("\"status\":\"created\"") && reply.contains("body_incomplete"),
        "{reply}"
    );
    assert_eq!(server.total("quick"), 1);
    expect_recovery(&server, before + 1);
}

#[test]
fn a_body_may_take_longer_than_a_pause_within_it() {
    let place = Place::with_index();
    let server = impatient(&place, &[]);
    let mut raw = Raw::to(&server);
    raw.send("PUT /api/v1/stories/slow HTTP/1.1\r\nhost: x\r\ncontent-length: 15\r\n\r\n");
    for piece in ["{\"tit", "le\":\"", "S\"} "] {
        sleep(PATIENCE / 2);
        raw.send(piece);
    }
    sleep(PATIENCE / 2);
    raw.send(" ");
    assert!(raw.read_until("\r\n").starts_with("HTTP/1.1 201 "));
}

#[test]
fn a_reply_that_is_not_taken_is_given_up() {
    let place = Place::with_index();
    let server = impatient(&place, &[]);
    let before = sockets(&server);
    let mut raw = Raw::to(&server);
    // More than what the system keeps for the two of them.
    for _ in 0..1_000 {
        raw.ask("/openapi.json");
    }
    eventually("it is being answered", || (sockets(&server) > before).then_some(()));
    let started = Instant::now();
    eventually("it is cut off", || (sockets(&server) == before).then_some(()));
    assert!(started.elapsed() < CUT_OFF, "{:?}", started.elapsed());
    drop(raw);
    expect_recovery(&server, before + 1);
}

#[test]
fn a_reply_that_is_taken_slowly_comes_to_its_end() {
    let place = Place::with_index();
    let server = impatient(&place, &[]);
    let mut raw = Raw::to(&server);
    for _ in 0..300 {
        raw.ask("/openapi.json");
    }
    raw.send("GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    // Less in its patience than a third of what the system keeps, with which it would say that there is room.
    let (started, slowly) = (Instant::now(), PATIENCE * 5);
    let mut piece = vec![0; 256 << 10];
    let mut tail = Vec::new();
    loop {
        let count = std::io::Read::read(&mut raw.0, &mut piece).unwrap();
        if count == 0 {
            break;
        }
        tail = piece[count.saturating_sub(8)..count].to_vec();
        if started.elapsed() < slowly {
            sleep(PATIENCE / 4);
        }
    }
    assert!(started.elapsed() > slowly);
    assert!(tail.ends_with(b"ok\n"), "{}", String::from_utf8_lossy(&tail));
}
