//! A process that may open few files: connections and the index compete for them.

use std::fs::{read_dir, read_link};
use std::net::TcpStream;
use std::process::Command;

use super::{expect_counts, expect_edition, serve};
use crate::support::{BINARY, Dateline, Edition, Place, Random, Server, eventually};

/// As few as a server can start with, and some for connections.
const FILES: usize = 64;

/// How many files the server has open, and how many of them are connections.
fn open_files(server: &Server) -> (usize, usize) {
    let folder = read_dir(format!("/proc/{}/fd", server.process_id())).unwrap();
    let files = folder.filter_map(|file| read_link(file.unwrap().path()).ok());
    let (sockets, others): (Vec<_>, Vec<_>) =
        files.partition(|file| file.to_string_lossy().starts_with("socket:"));
    (sockets.len() + others.len(), sockets.len())
}

#[test]
fn running_out_of_files_loses_no_write_and_passes() {
    let place = Place::with_index();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -n {FILES}; exec \"$@\""), "sh", BINARY]);
    let limited = Dateline::through(&place, shell).with_env("DATELINE_DATA_DIR", place.data());
    let server = Server::start(limited.logging_to(&place.path().join("server.log")), &[]);
    let mut random = Random::of(11);
    let mut editions = (0..).map(|n| Edition::new(&format!("limit-{n}"), 1, 0, &mut random));
    let (mut acknowledged, mut refused) = (Vec::new(), Vec::new());
    let mut put = |server: &Server| {
        let edition = editions.next().unwrap();
        let reply = server.put(&edition.story);
        match reply.status {
            201 => acknowledged.push(edition),
            503 => {
                assert_eq!(reply.json()["code"], "too_many_files", "{reply:#?}");
                refused.push((edition, reply));
            }
            _ => panic!("neither done nor a clear problem: {reply:#?}"),
        }
        (acknowledged.len(), refused.len())
    };
    assert_eq!(put(&server), (1, 0), "while there are files enough");

    // One file less for each write, so that each step of a write is once the one that fails.
    let address = server.url.strip_prefix("http://").unwrap();
    let mut crowd = Vec::new();
    while open_files(&server).0 < FILES {
        let (_, before) = open_files(&server);
        crowd.push(TcpStream::connect(address).unwrap());
        eventually("the connection is taken", || {
            let (all, taken) = open_files(&server);
            (taken > before || all == FILES).then_some(())
        });
        if open_files(&server).0 + 16 > FILES {
            put(&server);
        }
    }
    for _ in 0..5 {
        put(&server);
        assert_eq!(server.get("/api/v1/search?q=museum&kind=story").status, 200);
    }
    drop(crowd);
    eventually("writes are done again", || {
        let before = put(&server).0;
        (put(&server).0 == before + 1).then_some(())
    });
    server.kill();
    assert!(!refused.is_empty(), "there were files enough all the time, so nothing was tried");

    let server = serve(&place);
    for edition in &acknowledged {
        expect_edition(&server, edition);
    }
    for (edition, reply) in &refused {
        assert_eq!(server.total(&edition.word), 0, "refused, and yet there: {reply:#?}");
    }
    let events: u64 = acknowledged.iter().map(|edition| edition.events).sum();
    expect_counts(&server, 4 + acknowledged.len() as u64, 8 + events);
}
