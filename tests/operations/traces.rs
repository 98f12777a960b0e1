//! Traces: a collector gets the spans of each request, and one that is away is nobody's concern.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Instant;

use rustix::process::Signal;

use crate::support::{DEADLINE, Dateline, Place, Server};

/// A request to the collector: its first line, its headers, its body.
type Batch = (String, String, Vec<u8>);

/// A collector that takes everything.
fn collector() -> (String, Receiver<Batch>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = BufReader::new(connection.unwrap());
            while let Some(batch) = batch(&mut connection) {
                if sender.send(batch).is_err() {
                    return;
                }
            }
        }
    });
    (url, receiver)
}

fn batch(connection: &mut BufReader<TcpStream>) -> Option<Batch> {
    let mut first = String::new();
    connection.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let (mut headers, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).ok()?;
        let line = line.trim_end().to_lowercase();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
        headers.push_str(&line);
        headers.push('\n');
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).ok()?;
    connection.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").ok()?;
    Some((first, headers, body))
}

fn contains(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_request_is_a_span_with_its_stages_within_that_of_its_client() {
    let place = Place::with_index();
    let (url, batches) = collector();
    let dateline = Dateline::at(&place).with_env("DATELINE_TELEMETRY_OTLP_ENDPOINT", &url);
    let mut server = Server::start(dateline, &[]);
    let trace = [
        0x4b, 0xf9, 0x2f, 0x35, 0x77, 0xb3, 0x4d, 0xa6, 0xa3, 0xce, 0x92, 0x9d, 0x0e, 0x0e, 0x47,
        0x36,
    ];
    let span = [0x00, 0xf0, 0x67, 0xaa, 0x0b, 0xa9, 0x02, 0xb7];
    let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let address = format!("{}/api/v1/search?q=mysecret", server.url);
    let reply = ureq::get(&address).header("traceparent", traceparent).call().unwrap();
    assert_eq!(reply.status(), 200);
    let unsampled = traceparent.replace("-01", "-00");
    let stats = format!("{}/api/v1/stats", server.url);
    assert_eq!(ureq::get(&stats).header("traceparent", unsampled).call().unwrap().status(), 200);
    // What waits is sent before it ends.
    server.signal(Signal::TERM);
    server.ended().expect_code(0);
    let (first, headers, body) = batches.recv_timeout(DEADLINE).unwrap();
    assert_eq!(first, "POST /v1/traces HTTP/1.1\r\n");
    assert!(headers.contains("content-type: application/x-protobuf"), "{headers}");
    let names = ["GET /api/v1/search", "parse", "wait", "compile", "collect", "read", "render"];
    for part in names.iter().chain(&["dateline", "http.response.status_code"]) {
        assert!(contains(&body, part.as_bytes()), "{part}: {}", String::from_utf8_lossy(&body));
    }
    assert!(contains(&body, &trace) && contains(&body, &span), "the trace of the client goes on");
    assert!(!contains(&body, b"/api/v1/stats"), "its client takes no samples of it");
    assert!(!contains(&body, b"mysecret"), "what readers look for is theirs");
}

#[test]
fn a_collector_that_is_away_is_told_once_and_slows_nobody() {
    let place = Place::with_index();
    // Taken and never answered: worse than refused.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let log = place.path().join("server.log");
    let dateline = Dateline::at(&place)
        .logging_to(&log)
        .with_env("DATELINE_TELEMETRY_OTLP_ENDPOINT", &url)
        .with_env("OTEL_BSP_SCHEDULE_DELAY", "50");
    let mut server = Server::start(dateline, &[]);
    let begun = Instant::now();
    for _ in 0..1_000 {
        server.get("/api/v1/search?q=museum").expect_status(200);
    }
    assert!(begun.elapsed() < DEADLINE);
    let told = || {
        let log = std::fs::read_to_string(&log).unwrap();
        log.lines().filter(|line| line.contains("traces are lost")).count()
    };
    crate::support::eventually("it is told", || (told() > 0).then_some(()));
    let stopping = Instant::now();
    server.signal(Signal::TERM);
    server.ended().expect_code(0);
    assert!(stopping.elapsed() < DEADLINE / 2, "{:?}", stopping.elapsed());
    assert_eq!(told(), 1);
}

#[test]
fn an_address_that_is_none_is_told_at_the_start() {
    let place = Place::with_index();
    for wrong in ["127.0.0.1:4318", "https://collector.example", "http://host/v1/traces"] {
        Dateline::at(&place)
            .with_env("DATELINE_TELEMETRY_OTLP_ENDPOINT", wrong)
            .run(&["serve", "--listen", "127.0.0.1:0"])
            .expect_error(2, "it has to be http:// and the host and port of a collector");
    }
}
