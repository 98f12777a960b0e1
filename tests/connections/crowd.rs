//! Very many connections: those that are open, those that come and go, and what they leave behind.

use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::{Raw, expect_recovery, impatient, sockets};
use crate::support::{Place, Server, eventually};

/// Settings under which a crowd is not sent away before it is complete.
const PATIENT: [(&str, &str); 2] = [
    ("DATELINE_SERVER_HEADER_TIMEOUT_SECONDS", "600"),
    ("DATELINE_SERVER_IDLE_TIMEOUT_SECONDS", "600"),
];

/// Lets this process have many files open.
fn raise_limit(wanted: u64) {
    let limit = getrlimit(Resource::Nofile);
    assert!(limit.maximum.is_none_or(|most| most > wanted), "no more files than {limit:?}");
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    setrlimit(Resource::Nofile, raised).unwrap();
}

/// What the server takes of memory, in MB.
fn memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process_id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

/// The slowest and the middle one of some searches.
fn latencies(server: &Server) -> (Duration, Duration) {
    let ask = || {
        let started = Instant::now();
        assert_eq!(server.get("/api/v1/search?q=museum&kind=story").status, 200);
        started.elapsed()
    };
    let mut all: Vec<_> = (0..200).map(|_| ask()).collect();
    all.sort();
    (all[all.len() / 2], all[all.len() - 1])
}

/// Opens connections, a third of which ask nothing, a third of which have been answered, and a third of
/// which are in the middle of a head. Searches are answered meanwhile.
fn crowd(count: usize) {
    raise_limit(count as u64 + 200);
    let place = Place::with_index();
    let server = impatient(&place, &PATIENT);
    let (before, idle) = (sockets(&server), latencies(&server));
    let memory_before = memory(&server);
    let started = Instant::now();
    let mut open = Vec::new();
    for number in 0..count {
        let mut raw = Raw::to(&server);
        match number % 3 {
            0 => {}
            1 => {
                raw.ask("/healthz");
                raw.read_until("ok\n");
            }
            _ => {
                raw.send("GET /healthz HTTP/1.1\r\nhost: ");
            }
        }
        open.push(raw);
    }
    let opened = started.elapsed();
    eventually("all are taken", || (sockets(&server) > before + count).then_some(()));
    let crowded = latencies(&server);
    let memory_with = memory(&server);
    for raw in open.iter_mut().skip(2).step_by(300) {
        raw.send("x\r\n\r\n");
        raw.read_until("ok\n");
    }
    drop(open);
    let closed = Instant::now();
    expect_recovery(&server, before + 1);
    eprintln!(
        "{count} connections, opened in {opened:.1?}, closed in {:.1?}: searches took {idle:.1?} \
         (median, slowest) before and {crowded:.1?} beside them; memory {memory_before} MB before, \
         {memory_with} MB with them, {} MB after",
        closed.elapsed(),
        memory(&server)
    );
    // Some KB each: a buffer for what is read, and the state of the connection.
    assert!(memory_with < memory_before + 30 + count as u64 / 20, "{memory_with} MB");
}

#[test]
fn many_connections_stay_open_and_searches_are_answered_meanwhile() {
    crowd(1_500);
}

/// `cargo test --workspace --test outside -- --ignored --nocapture ten_thousand`
#[test]
#[ignore = "takes more open files than many systems allow, and some seconds"]
fn ten_thousand_connections_are_nine_thousand_nine_hundred_and_a_search() {
    crowd(9_900);
}

#[test]
fn connections_that_come_and_go_leave_nothing_behind() {
    let place = Place::with_index();
    let server = impatient(&place, &PATIENT);
    let before = sockets(&server);
    let address = server.url.strip_prefix("http://").unwrap();
    for number in 0..2_000 {
        let stream = TcpStream::connect(address).unwrap();
        match number % 4 {
            0 => {}
            1 => stream.shutdown(Shutdown::Write).unwrap(),
            2 => {
                let mut raw = Raw(stream);
                raw.send("GET /api/v1/search?q=museum HTTP/1.1\r\nhost: x\r\n\r\n");
            }
            _ => {
                let mut raw = Raw(stream);
                raw.send("PUT /api/v1/stories/a HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{");
            }
        }
    }
    expect_recovery(&server, before + 1);
    assert!(server.client().get("/api/v1/stories/a").unwrap().status == 404);
}

#[test]
fn connections_whose_client_has_said_its_last_are_closed() {
    let place = Place::with_index();
    let server = impatient(&place, &PATIENT);
    let before = sockets(&server);
    let half: Vec<_> = (0..200)
        .map(|number| {
            let mut raw = Raw::to(&server);
            if number % 2 == 0 {
                raw.send("GET /healthz HTTP/1.1\r\nhost");
            }
            raw.0.shutdown(Shutdown::Write).unwrap();
            raw
        })
        .collect();
    expect_recovery(&server, before + 1);
    drop(half);
}
