//! Writes on a condition: of writers that do not know of each other none undoes another's work.

use std::thread;

use serde_json::json;

use super::{serve, story};
use crate::support::{Client, Edition, Place, Random};

const WRITERS: u64 = 8;
const EACH: u64 = 12;

/// Counts on once, however often others are faster, and says how often they were.
fn count_on(client: &Client, author: u64, random: &mut Random) -> u64 {
    for lost in 0.. {
        let reply = client.get("/api/v1/stories/counter").unwrap().expect_status(200);
        let (tag, number) = (reply.etag(), Edition::number_of(&reply.json()) + 1);
        let next = Edition::new("counter", number, author, random);
        let reply = client.put("counter", &next.story, Some(&tag)).unwrap();
        if reply.is_success() {
            assert_eq!(reply.json()["status"], "updated");
            return lost;
        }
        let reply = reply.expect_status(412);
        assert!(reply.json()["code"].is_string(), "{reply:#?}");
    }
    unreachable!("it counts without end")
}

#[test]
fn writers_with_if_match_never_lose_an_update() {
    let place = Place::with_index();
    let server = serve(&place);
    let mut random = Random::of(5);
    server.put(&Edition::new("counter", 0, 0, &mut random).story).expect_status(201);
    let lost: u64 = thread::scope(|scope| {
        let threads: Vec<_> = (1..=WRITERS)
            .map(|author| {
                let (client, mut random) = (server.client(), random.branch());
                scope.spawn(move || {
                    (0..EACH).map(|_| count_on(&client, author, &mut random)).sum::<u64>()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    let counter = story(&server.client(), "counter").unwrap();
    assert_eq!(Edition::number_of(&counter), WRITERS * EACH);
    assert!(lost > 0, "no two writers ever met, so this test has tried nothing");
    server.kill();
    let server = serve(&place);
    assert_eq!(story(&server.client(), "counter"), Some(counter));
}

#[test]
fn a_condition_that_does_not_hold_changes_nothing() {
    let place = Place::with_index();
    let server = serve(&place);
    let client = server.client();
    let before = story(&client, "treaty").unwrap();
    let tag = server.get("/api/v1/stories/treaty").etag();
    let changed = json!({"id": "treaty", "title": "Treaty Broken"});
    let other = server.get("/api/v1/stories/flood").etag();
    assert_ne!(tag, other);
    client.put("treaty", &changed, Some(&other)).unwrap().expect_status(412);
    client.put("nowhere", &json!({"title": "N"}), Some(&tag)).unwrap().expect_status(412);
    assert_eq!(story(&client, "treaty"), Some(before.clone()));
    assert_eq!(story(&client, "nowhere"), None);
    let reply = client.put("treaty", &changed, Some(&tag)).unwrap().expect_status(200);
    assert_ne!(reply.etag(), tag, "another content has another version");
    client.put("treaty", &before, Some(&tag)).unwrap().expect_status(412);
}
