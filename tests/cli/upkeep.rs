//! Checking an index, taking a snapshot of it, bringing it back, and going back a generation.

use std::fs;

use crate::support::{Dateline, Place, Server};

/// The story counts of the live generation, by way of a command that opens it anew.
fn stories(place: &Place) -> u64 {
    let stats = Dateline::at(place).run(&["stats", "--json"]).expect_code(0).json();
    stats["stories"].as_u64().unwrap()
}

#[test]
fn a_check_finds_a_flipped_byte() {
    let place = Place::with_index();
    let ended = Dateline::at(&place).run(&["check"]).expect_code(0);
    assert!(ended.stdout.contains("generation 1, live"), "{}", ended.stdout);
    assert!(ended.stdout.contains("  sound"), "{}", ended.stdout);
    let folder = place.data().join("index/gen-000001");
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let store = files.into_iter().find(|path| path.extension().is_some_and(|it| it == "store"));
    let store = store.unwrap();
    let mut bytes = fs::read(&store).unwrap();
    bytes[10] ^= 1;
    fs::write(&store, bytes).unwrap();
    let ended = Dateline::at(&place).run(&["check", "--json"]).expect_code(1);
    assert!(ended.stderr.contains("the index is damaged"), "{}", ended.stderr);
    let report = ended.json();
    let finding = &report["generations"][0]["findings"][0];
    assert!(finding["file"].as_str().unwrap().ends_with(".store"), "{report}");
}

#[test]
fn a_snapshot_of_a_served_index_brings_it_back() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let snapshot = ["snapshot", "backup.tar.zst"];
    let report = Dateline::at(&place).run(&[&snapshot[..], &["--json"]].concat()).expect_code(0);
    assert_eq!(report.json()["stories"], 4);
    Dateline::at(&place).run(&snapshot).expect_error(2, "is there already");
    Dateline::at(&place).run(&["remove", "museum"]).expect_code(0);
    assert_eq!(stories(&place), 3);

    let restore = ["restore", "backup.tar.zst"];
    Dateline::at(&place).run(&restore).expect_error(2, "holds an index already");
    Dateline::at(&place).run(&[&restore[..], &["--force"]].concat()).expect_code(0);
    assert_eq!(stories(&place), 4);
    crate::support::eventually("the server moves over", || {
        (server.get("/api/v1/stories/museum").status == 200).then_some(())
    });

    let elsewhere = Place::empty();
    fs::copy(place.path().join("backup.tar.zst"), elsewhere.path().join("b.tar.zst")).unwrap();
    Dateline::at(&elsewhere).run(&["restore", "b.tar.zst"]).expect_code(0);
    assert_eq!(stories(&elsewhere), 4);
    Dateline::at(&elsewhere).run(&["check"]).expect_code(0);
}

#[test]
fn what_is_no_snapshot_is_not_restored() {
    let place = Place::with_index();
    place.write("b.tar.zst", "not a snapshot");
    let ended = Dateline::at(&place).run(&["restore", "--force", "b.tar.zst"]);
    ended.expect_error(2, "b.tar.zst cannot be restored");
    Dateline::at(&place).run(&["restore", "--force", "absent.tar.zst"]).expect_code(1);
    assert_eq!(stories(&place), 4);
}

#[test]
fn a_rollback_takes_back_a_reindex() {
    let place = Place::with_index();
    let none = Dateline::at(&place).run(&["rollback"]);
    none.expect_error(3, "there is nothing to go back to");
    let one = place.write("one.ndjson", "{\"id\":\"one\",\"title\":\"One\"}\n");
    Dateline::at(&place).run(&["reindex", one.to_str().unwrap()]).expect_code(0);
    assert_eq!(stories(&place), 1);
    let done = Dateline::at(&place).run(&["rollback", "--json"]).expect_code(0).json();
    assert_eq!((&done["from"], &done["to"]), (&2.into(), &1.into()));
    assert_eq!(stories(&place), 4);
}

#[test]
fn sources_without_a_story_do_not_replace_an_index() {
    let place = Place::with_index();
    fs::create_dir(place.path().join("empty")).unwrap();
    place.write("bad.ndjson", "nonsense\n");
    for sources in ["empty", "bad.ndjson"] {
        let ended = Dateline::at(&place).run(&["reindex", "--quiet", sources]).expect_code(2);
        assert!(ended.stderr.contains("the live index is untouched"), "{}", ended.stderr);
    }
    assert_eq!(stories(&place), 4);
}
