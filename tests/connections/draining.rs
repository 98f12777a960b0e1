//! A server that is told to stop: who asks nothing is let go, who is being answered is not.

use std::time::Instant;

use rustix::process::Signal;

use super::{PATIENCE, Raw, impatient};
use crate::support::Place;

#[test]
fn idle_connections_end_at_once_and_requests_under_way_are_finished() {
    let place = Place::with_index();
    let minutes = ["HEADER", "IDLE", "STALL"]
        .map(|name| (format!("DATELINE_SERVER_{name}_TIMEOUT_SECONDS"), "600"));
    let minutes: Vec<_> = minutes.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let mut server = impatient(&place, &minutes);
    let mut fresh = Raw::to(&server);
    let mut kept = Raw::to(&server);
    kept.ask("/healthz");
    kept.read_until("ok\n");
    let mut bulk = Raw::to(&server);
    bulk.send("POST /api/v1/stories HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    bulk.send("10\r\n{\"title\":\"One\"}\n\r\n");
    bulk.read_until("created");

    let told = Instant::now();
    server.signal(Signal::TERM);
    assert_eq!(fresh.read_to_end().0, "");
    assert_eq!(kept.read_to_end().0, "");
    assert!(told.elapsed() < PATIENCE, "{:?}", told.elapsed());

    bulk.send("10\r\n{\"title\":\"Two\"}\n\r\n0\r\n\r\n");
    let (rest, _) = bulk.read_to_end();
    assert!(rest.contains("\"status\":\"created\"") && rest.contains("0\r\n\r\n"), "{rest}");
    server.ended().expect_code(0);
    assert!(told.elapsed() < PATIENCE * 5, "{:?}", told.elapsed());
}
