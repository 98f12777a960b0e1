//! Which of its threads come first.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Dateline, Place, Server};

#[test]
#[cfg(target_os = "linux")]
fn threads_that_compute_in_a_crowd_come_after_those_that_serve_connections() {
    let place = Place::with_index();
    // Whatever has to wait at all makes a crowd.
    let dateline = Dateline::at(&place).with_env("DATELINE_SEARCH_THREADS", "1");
    let server = Server::start(dateline.with_env("DATELINE_SEARCH_WAIT_MS", "1"), &[]);
    // Completing what is typed is never done on a thread that serves connections.
    let complete = || server.get("/api/v1/suggest?q=mus");
    complete().expect_status(200);
    let alone = steps(&server);
    assert!(alone.iter().all(|step| *step == 0), "{alone:?}");
    let until = Instant::now() + Duration::from_secs(60);
    let steps = loop {
        thread::scope(|scope| {
            for _ in 0..32 {
                scope.spawn(|| (0..8).for_each(|_| drop(complete())));
            }
        });
        let steps = steps(&server);
        if steps.contains(&5) || Instant::now() > until {
            break steps;
        }
    };
    assert!(steps.contains(&5), "{steps:?}");
    // The main thread and at least two that serve connections.
    assert!(steps.iter().filter(|step| **step == 0).count() >= 3, "{steps:?}");
}

/// By how much each thread of a server comes after the process.
#[cfg(target_os = "linux")]
fn steps(server: &Server) -> Vec<i64> {
    let process = server.process_id();
    let own = nice(&format!("/proc/{process}/stat")).unwrap();
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let stats = threads.map(|thread| thread.unwrap().path().join("stat"));
    // A thread may have ended meanwhile.
    stats.filter_map(|stat| Some(nice(stat.to_str().unwrap())? - own)).collect()
}

/// By how much a thread comes after others.
#[cfg(target_os = "linux")]
fn nice(stat: &str) -> Option<i64> {
    let stat = fs::read_to_string(stat).ok()?;
    // The name, which may have spaces in it, ends with the last bracket; the 17th field behind it is meant.
    let (_, fields) = stat.rsplit_once(") ")?;
    fields.split(' ').nth(16)?.parse().ok()
}
