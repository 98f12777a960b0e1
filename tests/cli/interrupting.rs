//! Ctrl-C leaves a usable index.

use std::io::{BufRead, BufReader, Read, Write};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{DEADLINE, Dateline, Place, STORIES, Server, ended};

#[test]
fn ctrl_c_ends_a_server_in_good_order() {
    let place = Place::with_index();
    for signal in [Signal::INT, Signal::TERM] {
        let mut server = Server::at(&place);
        assert_eq!(server.get("/healthz").status, 200);
        server.signal(signal);
        let ended = server.ended().expect_code(0);
        assert_eq!(ended.stdout, "", "stdout has the line that says it is ready and no other");
    }
}

#[test]
fn a_connection_that_is_never_used_up_does_not_hold_the_server_for_ever() {
    let place = Place::with_index();
    place.write("config.toml", "[server]\nshutdown_timeout_seconds = 1\n");
    let mut server = Server::at(&place);
    let address = server.url.strip_prefix("http://").unwrap();
    let mut half = std::net::TcpStream::connect(address).unwrap();
    half.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n").unwrap();
    server.signal(Signal::INT);
    server.ended().expect_code(0);
    let _ = half.set_read_timeout(Some(DEADLINE));
    let _ = half.read(&mut [0; 16]);
}

#[test]
fn ctrl_c_during_a_reindex_leaves_the_live_index() {
    let place = Place::with_index();
    let text: String =
        (0..8_000).map(|n| STORIES.replace("\"id\":\"", &format!("\"id\":\"n{n}-"))).collect();
    let large = place.write("large.ndjson", &text);
    let mut child = Dateline::at(&place).start(&["reindex", large.to_str().unwrap()]);
    let building = place.data().join("index/gen-000002/BUILDING");
    // The first note says that stories are on their way into the index: all threads are at work.
    let mut told = String::new();
    let stderr = child.stderr.as_mut().unwrap();
    BufReader::with_capacity(1, stderr).read_line(&mut told).unwrap();
    assert!(!told.is_empty() && building.exists());
    let id = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    kill_process(id, Signal::INT).unwrap();
    let ended = ended(child).expect_code(130);
    assert!(ended.stderr.contains("the live index is untouched"), "{}", ended.stderr);
    let stats = Dateline::at(&place).run(&["stats", "--json"]).expect_code(0).json();
    assert_eq!((&stats["generation"], &stats["stories"]), (&1.into(), &4.into()));
    assert!(!building.exists(), "what was built is removed");
}
