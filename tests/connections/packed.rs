//! Packed bodies that are far larger than they look.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{CUT_OFF, Raw, expect_recovery, impatient, sockets};
use crate::support::{Place, Server};

/// As much of a byte as this many MB, packed in parts, as unpackers take them: 1,000 MB are one.
fn bomb(byte: u8, megabytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![byte; 10_000_000]).unwrap();
    encoder.finish().unwrap().repeat(megabytes / 10)
}

/// The most memory that the server has taken, in MB.
fn peak(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process_id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

#[test]
fn a_gigabyte_of_nothing_takes_neither_memory_nor_time() {
    let place = Place::with_index();
    let server = impatient(&place, &[("DATELINE_INDEX_MAX_RECORD_MB", "4")]);
    let (before, memory) = (sockets(&server), peak(&server));
    for byte in *b" \0\n" {
        let bomb = bomb(byte, 1_000);
        assert!(bomb.len() < 2_000_000, "{}", bomb.len());
        for (method, path) in [("PUT", "/api/v1/stories/bomb"), ("POST", "/api/v1/stories")] {
            let started = Instant::now();
            let mut raw = Raw::to(&server);
            raw.send(format!(
                "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
                 content-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
                bomb.len()
            ));
            raw.send(&bomb);
            let (reply, _) = raw.read_to_end();
            assert!(reply.contains("\"code\":\"body_too_large\""), "{method} {byte}: {reply}");
            assert!(started.elapsed() < CUT_OFF, "{:?}", started.elapsed());
        }
    }
    let taken = peak(&server) - memory;
    eprintln!("six bombs of a gigabyte took {taken} MB");
    // A body that is read, a line that is gathered, what a buffer grows by, and parts of the index.
    assert!(taken < 100, "{taken} MB");
    expect_recovery(&server, before + 1);
}

#[test]
fn many_long_lines_take_the_memory_of_one() {
    let place = Place::with_index();
    let server = impatient(&place, &[("DATELINE_INDEX_MAX_RECORD_MB", "4")]);
    let memory = peak(&server);
    // Each longer than is read, and shorter than what ends it all.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&[vec![b'x'; 5_000_000], b"\n".to_vec()].concat()).unwrap();
    let lines = encoder.finish().unwrap().repeat(40);
    let mut raw = Raw::to(&server);
    raw.send(format!(
        "POST /api/v1/stories HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        lines.len()
    ));
    raw.send(&lines);
    let reading = thread::spawn(move || raw.read_to_end());
    let mut slowest = Duration::ZERO;
    while !reading.is_finished() {
        let asked = Instant::now();
        assert_eq!(server.get("/api/v1/search?q=museum").status, 200);
        slowest = slowest.max(asked.elapsed());
    }
    let (reply, took) = reading.join().unwrap();
    assert_eq!(reply.matches("\"status\":\"rejected\"").count(), 40, "{reply}");
    let taken = peak(&server) - memory;
    eprintln!(
        "200 MB of lines took {taken} MB, {took:.1?}, and searches beside them {slowest:.1?}"
    );
    assert!(taken < 100, "{taken} MB");
}
