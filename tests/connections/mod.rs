//! Connections: what a client may do to one, how long it may take, and that others are answered
//! meanwhile. The server is set to a second where it would wait for many.

mod crowd;
mod draining;
mod limits;
mod packed;
mod raw;
mod slow;
mod tls;

use std::time::Duration;

use crate::support::{Dateline, Place, Server, eventually};
use raw::Raw;

/// What the server is set to.
const PATIENCE: Duration = Duration::from_secs(1);
/// By when a connection is cut off for sure, also where the machine is busy.
const CUT_OFF: Duration = Duration::from_secs(10);

/// Serves a place with little patience, and with further settings.
#[track_caller]
fn impatient(place: &Place, settings: &[(&str, &str)]) -> Server {
    let timeouts = ["HEADER", "IDLE", "STALL"];
    let mut dateline = Dateline::at(place).logging_to(&place.path().join("server.log"));
    for name in timeouts {
        dateline = dateline.with_env(&format!("DATELINE_SERVER_{name}_TIMEOUT_SECONDS"), "1");
    }
    for (name, value) in settings {
        dateline = dateline.with_env(name, value);
    }
    Server::start(dateline, &[])
}

/// How many connections the server has open.
fn sockets(server: &Server) -> usize {
    let folder = std::fs::read_dir(format!("/proc/{}/fd", server.process_id())).unwrap();
    let files = folder.filter_map(|file| std::fs::read_link(file.ok()?.path()).ok());
    files.filter(|file| file.to_string_lossy().starts_with("socket:")).count()
}

/// Holds that the server answers, and that it comes back to so many connections.
#[track_caller]
fn expect_recovery(server: &Server, before: usize) {
    assert_eq!(server.client().get("/api/v1/search?q=museum").unwrap().status, 200);
    eventually("the connections are closed", || (sockets(server) <= before).then_some(()));
}
