//! A disk without room: writes are refused with a clear problem, reading goes on, and with room
//! there again writing does too, without a restart.

mod faulty;
mod small;

use serde_json::json;

use faulty::Faulty;
use small::Small;

use super::{expect_counts, expect_edition, story};
use crate::support::{Dateline, Edition, Place, Random, Server, eventually};

/// A disk whose room can be taken and given back.
trait Disk {
    /// The binary, with its data folder on this disk.
    fn dateline(&self, place: &Place) -> Dateline;

    /// Takes all room.
    fn fill(&self);

    /// Gives the room back.
    fn free(&self);
}

fn serve(place: &Place, disk: &dyn Disk) -> Server {
    // Such a disk has never as much room as is to be kept by default.
    let dateline = disk.dateline(place).with_env("DATELINE_INDEX_MIN_FREE_MB", "0");
    Server::start(dateline.logging_to(&place.path().join("server.log")), &[])
}

/// Writes before, while and after there is no room.
fn on(place: &Place, disk: &dyn Disk) {
    let stories = place.write("stories.ndjson", crate::support::STORIES);
    disk.dateline(place).run(&["reindex", "-q", stories.to_str().unwrap()]).expect_code(0);
    let server = serve(place, disk);
    let client = server.client();
    let mut random = Random::of(12);
    let mut acknowledged = Vec::new();
    let mut refused = Vec::new();
    let mut editions = (0..).map(|n| Edition::new(&format!("disk-{n}"), 1, 0, &mut random));
    for edition in editions.by_ref().take(5) {
        server.put(&edition.story).expect_status(201);
        acknowledged.push(edition);
    }

    disk.fill();
    for edition in editions.by_ref().take(10) {
        let reply = server.put(&edition.story);
        match reply.status {
            // What is left in a block may do for a little one.
            201 => acknowledged.push(edition),
            _ => {
                let problem = reply.expect_status(507).json();
                assert_eq!(problem["code"], "storage_full", "{problem}");
                assert!(!problem["detail"].as_str().unwrap().is_empty());
                let ready = server.get("/readyz").expect_status(503);
                assert!(ready.body.contains("no room for the last commit"), "{}", ready.body);
                refused.push(edition);
            }
        }
    }
    assert!(refused.len() > 4, "the disk was never full, so nothing was tried");
    let many: Vec<_> = editions.by_ref().take(10).collect();
    let lines: String = many.iter().map(|edition| format!("{}\n", edition.story)).collect();
    let mut results = Vec::new();
    client.bulk(&lines, |line| results.push(line)).unwrap();
    assert_eq!(results.len(), many.len());
    for result in results {
        assert_eq!(
            (&result["status"], &result["code"]),
            (&json!("rejected"), &json!("storage_full"))
        );
    }
    refused.extend(many);
    let gone = client.delete("museum").unwrap().is_success();

    let reading = || {
        for edition in &acknowledged {
            expect_edition(&server, edition);
        }
        for edition in &refused {
            assert_eq!(story(&client, &edition.id), None, "refused, and yet there");
        }
        assert_eq!(server.get("/api/v1/stories/museum").status, if gone { 404 } else { 200 });
        assert_eq!(server.get("/healthz").status, 200);
    };
    reading();

    disk.free();
    let last = editions.next().unwrap();
    eventually("writing goes on", || {
        let reply = server.put(&last.story);
        assert!(matches!(reply.status, 201 | 507), "{reply:#?}");
        (reply.status == 201).then_some(())
    });
    server.get("/readyz").expect_status(200);
    reading();
    expect_edition(&server, &last);
    acknowledged.push(last);
    server.kill();

    let server = serve(place, disk);
    for edition in &acknowledged {
        expect_edition(&server, edition);
    }
    let (mut stories, mut events) = if gone { (3, 5) } else { (4, 8) };
    for edition in &acknowledged {
        (stories, events) = (stories + 1, events + edition.events);
    }
    expect_counts(&server, stories, events);
}

#[test]
fn a_full_file_system_refuses_writes_until_there_is_room() {
    let place = Place::empty();
    match Small::mounted_in(&place) {
        Ok(disk) => on(&place, &disk),
        // The same is tried below on a disk that any process may have.
        Err(why) => eprintln!("SKIPPED: no file system can be mounted here: {why}"),
    }
}

#[test]
fn a_disk_without_room_for_writes_refuses_them_until_there_is() {
    let place = Place::empty();
    on(&place, &Faulty::when(&place, "write"));
}

/// Where room is given out late, as on network file systems, it is `fsync` that fails.
#[test]
fn a_disk_that_fails_when_synced_refuses_writes_until_it_does_not() {
    let place = Place::empty();
    on(&place, &Faulty::when(&place, "sync"));
}
