//! SIGHUP: what can change does, what cannot is named, and what is wrong changes nothing.

use std::fs;

use rustix::process::Signal;

use crate::support::{Dateline, Place, Server, eventually};

#[test]
fn the_log_and_its_limits_change_at_once_and_the_rest_is_named() {
    let place = Place::with_index();
    let config = |level: &str, format: &str, more: &str| {
        let text = format!("[log]\nlevel = \"{level}\"\nformat = \"{format}\"\n{more}");
        place.write("config.toml", &text);
    };
    config("info", "text", "");
    let log = place.path().join("server.log");
    let mut server = Server::start(Dateline::at(&place).logging_to(&log), &[]);
    let text = || fs::read_to_string(&log).unwrap();
    let lines = |with: &str| text().lines().filter(|line| line.contains(with)).count();

    server.get("/api/v1/search?q=first").expect_status(200);
    eventually("a line", || (lines("request answered") == 1).then_some(()));
    assert_eq!(lines("q=first"), 0);

    config("debug", "json", "slow_ms = 250\n[search]\nqueue = 7\n[index]\nmin_free_mb = 900000\n");
    server.signal(Signal::HUP);
    eventually("the settings are read", || (lines("read the settings again") == 1).then_some(()));
    eventually("the rest is named", || (lines("take a restart") == 1).then_some(()));
    let of = |message: &str| {
        let text = text();
        let line = text.lines().find(|line| line.contains(message)).unwrap();
        let line: serde_json::Value = serde_json::from_str(line).expect("it is JSON now");
        line["fields"]["changed"].as_str().unwrap().to_owned()
    };
    let changed = "index.min_free_mb, log.format, log.level, log.slow_ms";
    assert_eq!(of("read the settings again"), changed);
    assert_eq!(of("take a restart"), "search.queue");
    server.get("/api/v1/search?q=second").expect_status(200);
    eventually("the query is told", || (lines("q=second") == 1).then_some(()));
    // No disk of a test has so much room.
    let ready = server.get("/readyz").expect_status(503);
    assert!(ready.body.starts_with("the disk of the index is full"), "{}", ready.body);

    place.write("config.toml", "[log]\nlevel = 3\n");
    server.signal(Signal::HUP);
    eventually("what is wrong is told", || {
        (lines("config.toml:2: `log.level` cannot be 3") == 1).then_some(())
    });
    server.get("/api/v1/search?q=third").expect_status(200);
    eventually("the settings before are in force", || (lines("q=third") == 1).then_some(()));

    config("error", "text", "");
    server.signal(Signal::HUP);
    eventually("it is ready again", || (server.get("/readyz").status == 200).then_some(()));
    server.get("/api/v1/search?q=fourth").expect_status(200);
    assert_eq!((lines("q=fourth"), lines("read the settings again")), (0, 1));
}
