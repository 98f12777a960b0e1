//! Keys: made by a command, put into the settings, asked for by the server.

use std::fs;

use serde_json::{Value, json};

use crate::support::{Client, Dateline, Place, Server, eventually};

/// Makes a key and puts it into the settings of a place. Gives the key.
fn make(place: &Place, arguments: &[&str]) -> String {
    let ended = Dateline::at(place).run(&[&["key", "new"], arguments].concat()).expect_code(0);
    let mut lines = ended.stdout.lines().filter(|line| !line.starts_with('#'));
    let key = lines.next().unwrap().to_owned();
    let section: Vec<&str> = lines.collect();
    let config = place.path().join("config.toml");
    let before = fs::read_to_string(&config).unwrap_or_default();
    fs::write(&config, format!("{before}\n{}\n", section.join("\n"))).unwrap();
    key
}

fn dam() -> Value {
    json!({ "id": "dam", "title": "The dam holds", "feeds": ["World"] })
}

#[test]
fn a_new_key_is_asked_for_and_opens_what_it_should() {
    let place = Place::with_index();
    let writes = make(&place, &["editors", "--right", "read", "--right", "write"]);
    let reads = make(&place, &["world-desk", "--feed", "World"]);
    let server = Server::at(&place);
    // On loopback reading is open; writing no longer is.
    assert_eq!(server.get("/api/v1/search?q=museum").status, 200);
    assert_eq!(server.put(&dam()).expect_status(401).json()["code"], "key_needed");
    let editors = Client::of(&server.url).with_key(&writes);
    editors.put("dam", &dam(), None).unwrap().expect_status(201);
    editors.get("/metrics").unwrap().expect_status(403);
    let desk = Client::of(&server.url).with_key(&reads);
    let seen = eventually("the part is built", || {
        let reply = desk.get("/api/v1/search?kind=story&sort=newest").unwrap();
        (reply.status == 200).then(|| reply.json())
    });
    assert_eq!(seen["total"], 3, "{seen:#}");
    desk.get("/api/v1/stories/museum").unwrap().expect_status(404);
    desk.delete("dam").unwrap().expect_status(403);
    Client::of(&server.url).with_key("dateline_0").get("/").unwrap().expect_status(401);
}

#[test]
fn commands_write_through_a_server_with_keys_for_whoever_may_read_its_folder() {
    let place = Place::with_index();
    make(&place, &["somebody"]);
    let server = Server::at(&place);
    place.write("dam.json", &dam().to_string());
    Dateline::at(&place).run(&["add", "dam.json"]).expect_code(0);
    assert_eq!(server.get("/api/v1/stories/dam").status, 200);
    Dateline::at(&place).run(&["remove", "dam"]).expect_code(0);
    let key = place.data().join("index/owner.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    fs::remove_file(key).unwrap();
    Dateline::at(&place).run(&["add", "dam.json"]).expect_error(1, "this needs a key");
}

#[test]
fn an_address_that_others_reach_is_not_opened_without_a_key() {
    let place = Place::with_index();
    let refused = Dateline::at(&place).run(&["serve", "--listen", "0.0.0.0:0"]);
    refused.expect_error(2, "make a key with `dateline key new NAME`");
    // Everybody may read, and nobody may write.
    let arguments = ["--listen", "0.0.0.0:0", "--insecure"];
    let server = Server::start(Dateline::at(&place), &arguments);
    let client = Client::of(&server.url.replace("0.0.0.0", "127.0.0.1"));
    client.get("/api/v1/search?q=museum").unwrap().expect_status(200);
    client.put("dam", &dam(), None).unwrap().expect_status(401);
    client.get("/metrics").unwrap().expect_status(401);
}

#[test]
fn with_a_key_such_an_address_is_opened_to_it_alone() {
    let place = Place::with_index();
    let key = make(&place, &["somebody"]);
    let server = Server::start(Dateline::at(&place), &["--listen", "0.0.0.0:0"]);
    let url = server.url.replace("0.0.0.0", "127.0.0.1");
    Client::of(&url).get("/api/v1/search").unwrap().expect_status(401);
    Client::of(&url).get("/healthz").unwrap().expect_status(200);
    Client::of(&url).with_key(&key).get("/api/v1/search").unwrap().expect_status(200);
}

#[test]
fn a_key_is_never_logged_and_its_name_is() {
    let place = Place::with_index();
    let key = make(&place, &["night.shift", "--right", "write"]);
    let log = place.path().join("log");
    let dateline = Dateline::at(&place).logging_to(&log).with_env("DATELINE_LOG_LEVEL", "trace");
    let server = Server::start(dateline, &["-v", "-v"]);
    let client = Client::of(&server.url).with_key(&key);
    client.put("dam", &dam(), None).unwrap().expect_status(201);
    client.get("/api/v1/search").unwrap().expect_status(403);
    let wrong = key.replace("dateline_", "dateline_f");
    Client::of(&server.url).with_key(&wrong).get("/").unwrap().expect_status(401);
    server.kill();
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains("night.shift"), "{log}");
    let secret = key.strip_prefix("dateline_").unwrap();
    assert!(!log.contains(secret), "{log}");
}

#[test]
fn a_key_that_would_not_be_taken_is_not_made() {
    let place = Place::empty();
    let new = |arguments: &[&str]| Dateline::at(&place).run(&[&["key", "new"], arguments].concat());
    new(&["a b"]).expect_error(2, "needs a name of 1 to 64 of A-Z a-z 0-9 - _ .");
    new(&["a", "--right", "write", "--feed", "World"])
        .expect_error(2, "has `feeds`, so its `rights` can only be");
    new(&["a", "--right", "reed"]).expect_error(2, "read, write, admin");
}

#[test]
fn the_settings_in_force_tell_of_the_keys() {
    let place = Place::empty();
    make(&place, &["world-desk", "--feed", "World"]);
    let shown = Dateline::at(&place).run(&["config", "--json"]).expect_code(0).json();
    let key = &shown["auth.keys"]["world-desk"];
    assert_eq!(key["rights"], json!(["read"]));
    assert_eq!(key["feeds"], json!(["world"]));
    // What is printed is a file to start from.
    let printed = Dateline::at(&place).run(&["config"]).expect_code(0).stdout;
    place.write("again.toml", &printed);
    let again = Dateline::at(&place).run(&["config", "--json", "--config", "again.toml"]);
    assert_eq!(again.expect_code(0).json()["auth.keys"]["world-desk"]["hash"], key["hash"]);
}
