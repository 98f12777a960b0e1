//! Which of its threads come first.

use std::fs;

use crate::support::{Dateline, Place, Server};

#[test]
#[cfg(target_os = "linux")]
fn threads_that_compute_come_after_those_that_serve_connections() {
    let place = Place::with_index();
    let server = Server::start(Dateline::at(&place), &[]);
    let process = server.process_id();
    let own = nice(&format!("/proc/{process}/stat"));
    // Completing what is typed is never done on a thread that serves connections.
    server.get("/api/v1/suggest?q=mus").expect_status(200);
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let threads = threads.map(|thread| thread.unwrap().path().join("stat"));
    let steps: Vec<_> = threads.map(|stat| nice(stat.to_str().unwrap()) - own).collect();
    assert!(steps.contains(&5), "{steps:?}");
    // The main thread and at least two that serve connections.
    assert!(steps.iter().filter(|step| **step == 0).count() >= 3, "{steps:?}");
}

/// By how much a thread comes after others.
#[cfg(target_os = "linux")]
fn nice(stat: &str) -> i64 {
    let stat = fs::read_to_string(stat).unwrap();
    // The name, which may have spaces in it, ends with the last bracket; the 17th field behind it is meant.
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    fields.split(' ').nth(16).unwrap().parse().unwrap()
}
