//! An acknowledged write is searchable at once and outlives the process.

use std::sync::mpsc;
use std::thread;

use rustix::process::Signal;
use serde_json::json;

use super::{expect_counts, expect_edition, serve, story};
use crate::support::{DEADLINE, Edition, Place, Random};

#[test]
fn a_put_is_searchable_at_once_and_outlives_a_kill() {
    let place = Place::with_index();
    let server = serve(&place);
    let mut random = Random::of(1);
    let first = Edition::new("lighthouse", 1, 0, &mut random);
    let second = Edition::new("lighthouse", 2, 0, &mut random);
    let reply = server.put(&first.story).expect_status(201);
    assert_eq!(
        (&reply.json()["id"], &reply.json()["status"]),
        (&json!("lighthouse"), &json!("created"))
    );
    expect_edition(&server, &first);
    let reply = server.put(&second.story).expect_status(200);
    assert_eq!(reply.json()["status"], "updated");
    let version = reply.json()["version"].as_str().unwrap().to_owned();
    assert!(reply.etag().contains(&version), "{reply:#?}");
    assert_eq!(server.put(&second.story).expect_status(200).json()["status"], "unchanged");
    expect_edition(&server, &second);
    assert_eq!(server.total(&first.word), 0, "what was replaced is no longer found");
    server.kill();

    let server = serve(&place);
    expect_edition(&server, &second);
    assert_eq!(server.total(&first.word), 0);
    expect_counts(&server, 5, 8 + second.events);
    assert!(server.get("/api/v1/stories/lighthouse").etag().contains(&version));
}

#[test]
fn a_removal_outlives_a_kill() {
    let place = Place::with_index();
    let server = serve(&place);
    server.delete("museum").expect_status(200);
    server.delete("museum").expect_status(404);
    assert_eq!(story(&server.client(), "museum"), None);
    server.kill();

    let server = serve(&place);
    assert_eq!(story(&server.client(), "museum"), None);
    expect_counts(&server, 3, 5);
    assert_eq!(server.total("story:museum"), 0, "its events went with it");
}

#[test]
fn a_refused_story_changes_nothing() {
    let place = Place::with_index();
    let server = serve(&place);
    let before = story(&server.client(), "museum").unwrap();
    for wrong in [json!({"id": "museum"}), json!([]), json!({"id": "museum", "title": 3})] {
        let reply = server.client().put("museum", &wrong, None).unwrap();
        assert!((400..500).contains(&reply.status), "{wrong}: {reply:#?}");
    }
    let other = json!({"id": "flood", "title": "Of another id than the path"});
    let reply = server.client().put("museum", &other, None).unwrap();
    assert!((400..500).contains(&reply.status), "{reply:#?}");
    assert_eq!(story(&server.client(), "museum"), Some(before));
    expect_counts(&server, 4, 8);
}

#[test]
fn a_stop_in_the_midst_of_a_bulk_keeps_what_was_acknowledged() {
    let place = Place::with_index();
    let mut server = serve(&place);
    let mut random = Random::of(2);
    let editions: Vec<_> =
        (0..4_000).map(|n| Edition::new(&format!("bulk-{n}"), 1, 0, &mut random)).collect();
    let lines: String = editions.iter().map(|edition| format!("{}\n", edition.story)).collect();
    let client = server.client();
    let (sender, results) = mpsc::channel();
    let bulk = thread::spawn(move || {
        // That the connection breaks off is one way to stop; what was told before counts.
        let _ = client.bulk(&lines, |line| sender.send(line).unwrap());
    });
    let first = results.recv_timeout(DEADLINE).unwrap();
    server.signal(Signal::TERM);
    bulk.join().unwrap();
    let all: Vec<_> = [first].into_iter().chain(results).collect();
    server.ended().expect_code(0);
    let acknowledged: Vec<_> = all.iter().filter(|line| line["status"] == "created").collect();
    assert!(!acknowledged.is_empty(), "{all:?}");

    let server = serve(&place);
    let client = server.client();
    for line in &acknowledged {
        let edition = &editions[line["line"].as_u64().unwrap() as usize - 1];
        assert_eq!(line["id"], *edition.id);
        assert!(story(&client, &edition.id).is_some_and(|it| edition.is(&it)), "{}", edition.id);
    }
    // What was not answered may be there, but then in full: the counts are those of the stories.
    let there: Vec<_> = editions.iter().filter(|it| story(&client, &it.id).is_some()).collect();
    let events: u64 = there.iter().map(|edition| edition.events).sum();
    expect_counts(&server, 4 + there.len() as u64, 8 + events);
}
