//! SIGTERM: who is being answered is answered, what is acknowledged is kept, and it ends in time.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::json;

use crate::support::{Client, DEADLINE, Dateline, Place, Server, eventually};

#[test]
fn under_load_no_request_breaks_off_and_what_is_acknowledged_is_there() {
    let place = Place::with_index();
    let mut server = Server::at(&place);
    let stopping = AtomicBool::new(false);
    let clients: Vec<_> = (0..6).map(|_| server.client()).collect();
    // Writes until the server is gone, and gives what was acknowledged.
    let write = |n: usize, client: Client| {
        let mut written = Vec::new();
        for round in 0.. {
            let id = format!("w{n}-{round}");
            match client.put(&id, &json!({ "title": "Written" }), None) {
                Ok(reply) => {
                    assert_eq!(reply.status, 201, "{reply:#?}");
                    written.push(id);
                }
                Err(error) => {
                    assert!(stopping.load(Ordering::Relaxed), "{error}");
                    break;
                }
            }
        }
        written
    };
    let write = &write;
    let acknowledged = thread::scope(|scope| {
        let all: Vec<_> = clients
            .into_iter()
            .enumerate()
            .map(|(n, client)| scope.spawn(move || write(n, client)))
            .collect();
        eventually("writes go on", || (server.total("written") > 20).then_some(()));
        stopping.store(true, Ordering::Relaxed);
        server.signal(Signal::TERM);
        all.into_iter().flat_map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    let ended = server.ended().expect_code(0);
    assert!(!ended.stderr.contains("took too long"), "{}", ended.stderr);
    assert!(acknowledged.len() > 20);
    let server = Server::at(&place);
    for id in &acknowledged {
        server.get(&format!("/api/v1/stories/{id}")).expect_status(200);
    }
}

#[test]
fn before_it_stops_it_says_so_for_as_long_as_is_set() {
    let place = Place::with_index();
    let dateline = Dateline::at(&place).with_env("DATELINE_SERVER_DRAIN_SECONDS", "2");
    let mut server = Server::start(dateline, &[]);
    server.get("/readyz").expect_status(200);
    let begun = Instant::now();
    server.signal(Signal::TERM);
    eventually("it says that it ends", || (server.get("/readyz").status == 503).then_some(()));
    assert_eq!(server.get("/readyz").body, "the server is stopping: send requests elsewhere\n");
    // A new connection, too.
    server.client().get("/api/v1/search?q=museum").unwrap().expect_status(200);
    server.ended().expect_code(0);
    let took = begun.elapsed();
    assert!(took >= Duration::from_secs(2) && took < DEADLINE, "{took:?}");
}

#[test]
fn a_request_that_is_under_way_is_finished() {
    let place = Place::with_index();
    let mut server = Server::at(&place);
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let mut connection = TcpStream::connect(&address).unwrap();
    connection.set_read_timeout(Some(DEADLINE)).unwrap();
    let body = r#"{"title":"Late"}"#;
    let head = format!(
        "PUT /api/v1/stories/late HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).unwrap();
    eventually("it is being answered", || {
        super::metrics::scrape(&server).find("dateline_requests_in_flight").filter(|it| *it == 2.0)
    });
    server.signal(Signal::TERM);
    eventually("no more connections are taken", || TcpStream::connect(&address).err());
    connection.write_all(body.as_bytes()).unwrap();
    let mut reply = String::new();
    connection.read_to_string(&mut reply).unwrap();
    assert!(reply.starts_with("HTTP/1.1 201"), "{reply}");
    server.ended().expect_code(0);
    Server::at(&place).get("/api/v1/stories/late").expect_status(200);
}
