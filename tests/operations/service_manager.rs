//! systemd: it is told what goes on, and may open the socket.

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixDatagram;
use std::process::Command;

use rustix::process::Signal;

use crate::support::{BINARY, Client, DEADLINE, Dateline, Place, Server};

struct Manager(UnixDatagram);

impl Manager {
    fn at(place: &Place) -> Self {
        let socket = UnixDatagram::bind(place.path().join("notify")).unwrap();
        socket.set_read_timeout(Some(DEADLINE)).unwrap();
        Self(socket)
    }

    /// Reads what it is told until it is told this.
    #[track_caller]
    fn told(&self, line: &str) -> String {
        loop {
            let mut buffer = [0; 4096];
            let length = self.0.recv(&mut buffer).unwrap_or_else(|error| panic!("{line}: {error}"));
            let told = std::str::from_utf8(&buffer[..length]).unwrap();
            if told.lines().any(|told| told == line) {
                return told.to_owned();
            }
        }
    }
}

#[test]
fn it_is_told_of_start_reload_and_end_and_that_it_lives() {
    let place = Place::with_stories();
    let manager = Manager::at(&place);
    let dateline = Dateline::at(&place)
        .with_env("NOTIFY_SOCKET", place.path().join("notify"))
        .with_env("WATCHDOG_USEC", "200000");
    let mut server = Server::start(dateline, &[]);
    manager.told("STATUS=building the first index");
    let ready = manager.told("READY=1");
    assert!(ready.contains(&format!("STATUS=serving at {}", server.url)), "{ready}");
    manager.told("WATCHDOG=1");
    manager.told("WATCHDOG=1");
    server.signal(Signal::HUP);
    let reloading = manager.told("RELOADING=1");
    assert!(reloading.contains("MONOTONIC_USEC="), "{reloading}");
    manager.told("READY=1");
    server.signal(Signal::TERM);
    manager.told("STOPPING=1");
    server.ended().expect_code(0);
}

#[test]
fn a_socket_that_is_handed_over_is_served_on() {
    let place = Place::with_index();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    // The id of the process has to be among its variables, which a shell that becomes it knows.
    let mut shell = Command::new("sh");
    shell.args(["-c", "export LISTEN_PID=$$; exec \"$0\" \"$@\"", BINARY]);
    let dateline = Dateline::through(&place, shell)
        .with_env("DATELINE_DATA_DIR", place.data())
        .with_env("LISTEN_FDS", "1")
        .with_fd(OwnedFd::from(socket), 3);
    // Who connects before it runs is served as well: the socket is there.
    let server = Server::start(dateline, &[]);
    assert_eq!(server.url, format!("http://{address}"));
    Client::of(&server.url).get("/api/v1/search?q=museum").unwrap().expect_status(200);
}
