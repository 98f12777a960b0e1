//! Before the index is open: whoever watches is told what is going on, and all others to come again.

use std::fmt::Write;
use std::fs;

use rustix::process::{Pid, Signal, kill_process};

use super::exposition::Exposition;
use crate::support::{Client, Dateline, Killed, Place, Reply, ended, eventually};

/// Starts a server that has a good deal of stories to build its first index from, and gives the client
/// of its address, which it names in its log before that.
fn building(place: &Place) -> (Killed, Client) {
    let mut many = String::new();
    for n in 0..30_000 {
        writeln!(many, "{{\"id\":\"s{n}\",\"title\":\"Story {n} of the sea and its museums\"}}")
            .unwrap();
    }
    place.write("data/stories/many.ndjson", &many);
    let log = place.path().join("server.log");
    let server = Dateline::at(place).with_env("DATELINE_LOG_FORMAT", "json").logging_to(&log);
    let server = Killed::on_drop(server.start(&["serve", "--listen", "127.0.0.1:0"]));
    let url = eventually("it says where it answers", || {
        let log = fs::read_to_string(&log).unwrap();
        let line = log.lines().find(|line| line.contains("searches wait until"))?;
        let line: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(line["fields"]["url"].as_str()?.to_owned())
    });
    (server, Client::of(&url))
}

#[test]
fn health_is_told_and_all_else_put_off_while_the_first_index_is_built() {
    let place = Place::with_stories();
    let (_server, client) = building(&place);
    let get = |path: &str| client.get(path).unwrap();
    get("/healthz").expect_status(200);
    let ready = get("/readyz").expect_status(503);
    assert!(ready.body.starts_with("the first index is being built"), "{}", ready.body);
    eventually("it says how far it is", || {
        get("/readyz").body.contains(" % of the sources").then_some(())
    });
    let put_off = |reply: Reply| {
        let reply = reply.expect_status(503);
        assert_eq!(reply.json()["code"], "starting", "{reply:#?}");
        assert_eq!(reply.headers["retry-after"], "1");
    };
    for path in ["search?q=x", "timeline?q=x", "months", "headlines", "feeds", "stats", "stories/a"]
    {
        put_off(get(&format!("/api/v1/{path}")));
    }
    put_off(client.put("a", &serde_json::json!({ "title": "A" }), None).unwrap());
    put_off(client.delete("a").unwrap());
    let found = Exposition::read(&get("/metrics").expect_status(200).body);
    assert_eq!(found.get("dateline_reindex_running"), 1.0);
    assert_eq!(found.find("dateline_stories"), None);

    eventually("it is ready", || (get("/readyz").status == 200).then_some(()));
    assert_eq!(get("/api/v1/stats").expect_status(200).json()["stories"], 30_004);
    let found = Exposition::read(&get("/metrics").expect_status(200).body);
    assert_eq!(found.get("dateline_stories"), 30_004.0);
}

#[test]
fn an_end_that_is_asked_for_meanwhile_leaves_nothing() {
    let place = Place::with_stories();
    let (server, client) = building(&place);
    client.get("/readyz").unwrap().expect_status(503);
    let id = Pid::from_raw(i32::try_from(server.id()).unwrap()).unwrap();
    kill_process(id, Signal::TERM).unwrap();
    ended(server.release()).expect_code(130);
    assert!(!place.data().join("index/gen-000001").exists());
}

#[test]
fn the_command_tells_whether_a_server_is_ready() {
    let place = Place::with_index();
    let health = |arguments: &[&str]| Dateline::at(&place).run(&[&["health"], arguments].concat());
    let nowhere = health(&["--url", "http://127.0.0.1:1"]).expect_code(1);
    assert!(nowhere.stderr.contains("is not ready"), "{}", nowhere.stderr);
    let server = crate::support::Server::at(&place);
    for arguments in [&[][..], &["--url", &server.url]] {
        let told = health(arguments).expect_code(0).stdout;
        assert_eq!(told, format!("{}: ready\n", server.url));
    }
    assert_eq!(health(&["--json"]).expect_code(0).json()["ready"], true);
}
