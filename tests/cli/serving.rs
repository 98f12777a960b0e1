//! Serving: how it starts, and what it does when another process changes the index.

use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::support::{Dateline, Place, Server, eventually};

#[test]
fn a_free_port_is_named_and_answers() {
    let place = Place::with_index();
    let server = Server::at(&place);
    assert!(!server.url.ends_with(":0"), "{}", server.url);
    let reply = server.get("/api/v1/search?q=museum&kind=story");
    assert_eq!(reply.status, 200);
    assert!(reply.headers["content-type"].to_str().unwrap().contains("json"));
    assert_eq!(reply.json()["hits"][0]["id"], "museum");
}

#[test]
fn without_an_index_it_is_built_from_the_stories_first() {
    let place = Place::with_stories();
    let mut server = Server::at(&place);
    assert_eq!(server.get("/api/v1/stats").json()["stories"], 4);
    server.signal(rustix::process::Signal::TERM);
    let ended = server.ended().expect_code(0);
    assert!(ended.stderr.contains("there is no index yet; building it first"), "{}", ended.stderr);
}

#[test]
fn with_nothing_to_serve_it_says_what_to_do() {
    let place = Place::empty();
    Dateline::at(&place).run(&["serve", "--listen", "127.0.0.1:0"]).expect_error(
        4,
        "put sources into that folder, or build an index with `dateline reindex PATH`",
    );
}

#[test]
fn an_address_in_use_is_told_with_what_to_do() {
    let place = Place::with_index();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    Dateline::at(&place)
        .run(&["serve", "--listen", &address])
        .expect_error(1, "another program listens there; stop it, or choose another address");
}

#[test]
fn what_a_dead_reindex_left_behind_is_swept() {
    let place = Place::with_index();
    place.write("data/index/gen-000007/BUILDING", "");
    let _server = Server::at(&place);
    assert!(!place.data().join("index/gen-000007").exists());
}

#[test]
fn a_reindex_beside_the_server_is_picked_up_without_a_failed_request() {
    let place = Place::with_index();
    let server = Server::at(&place);
    place.write("data/stories/more.ndjson", "{\"title\":\"Lighthouse Relit\"}\n");
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let reply = server.get("/api/v1/search?q=museum&kind=event");
                assert_eq!((reply.status, &reply.json()["total"]), (200, &6.into()), "{reply:?}");
            }
        });
        Dateline::at(&place).run(&["reindex", "-q"]).expect_code(0);
        eventually("the server moves to the new generation", || {
            (server.get("/api/v1/stats").json()["generation"] == 2).then_some(())
        });
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(server.get("/api/v1/search?q=lighthouse").json()["total"], 1);
}

#[test]
fn other_synonyms_and_stop_words_take_a_restart_and_no_reindex() {
    let place = Place::empty();
    let text = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"title\": \"{text}\"}}\n");
    let stories = [text("a", "Pyongyang opens a museum"), text("b", "The flood in North Korea")];
    let stories = place.write("stories.ndjson", &stories.concat());
    Dateline::at(&place).run(&["reindex", stories.to_str().unwrap()]).expect_code(0);
    let config = "[words]\nsynonyms = \"synonyms.txt\"\nstop_words = \"stop.txt\"\n";
    place.write("config.toml", config);
    let generation = |server: &Server| server.get("/api/v1/stats").json()["generation"].clone();
    let mut generations = Vec::new();
    for (synonyms, stop_words, dprk, the_museum) in [
        ("", "", 0, 0),
        ("dprk => north korea\n", "", 1, 0),
        ("dprk => north korea, pyongyang\n", "the\n", 2, 1),
        ("", "", 0, 0),
    ] {
        place.write("synonyms.txt", synonyms);
        place.write("stop.txt", stop_words);
        let mut server = Server::at(&place);
        let told = server.get("/api/v1/search?q=dprk").json()["query"]["synonyms"].clone();
        assert_eq!(server.total("dprk"), dprk, "{synonyms}");
        assert_eq!(told.is_null(), dprk == 0, "{told}");
        // Where no document has both words, those with one of them are given, as best matches.
        let relaxed = server.get("/api/v1/search?q=the+museum").json()["query"]["relaxed"].clone();
        assert_eq!(relaxed, the_museum == 0, "{stop_words}");
        generations.push(generation(&server));
        server.signal(rustix::process::Signal::TERM);
        server.ended().expect_code(0);
    }
    assert!(generations.windows(2).all(|pair| pair[0] == pair[1]), "{generations:?}");
}
