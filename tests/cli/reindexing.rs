//! Reindexing: what it reads, what it reports, when it refuses.

use crate::support::{Dateline, Place, Server, eventually};

#[test]
fn a_path_that_is_not_there_is_bad_input() {
    let place = Place::empty();
    Dateline::at(&place).run(&["reindex", "nowhere"]).expect_error(2, "no file or folder nowhere");
    Dateline::at(&place).run(&["reindex"]).expect_error(2, "stories; check the path");
}

#[test]
fn a_bad_record_is_told_with_its_line_and_passed_over() {
    let place = Place::with_stories();
    place.write("data/stories/more.ndjson", "{\"title\":\"Good One\"}\n{\"title\":\n");
    let ended = Dateline::at(&place).run(&["reindex", "--json"]).expect_code(0);
    assert!(ended.stderr.contains("warning: rejected record: "), "{}", ended.stderr);
    assert!(ended.stderr.contains("more.ndjson:2: invalid JSON"), "{}", ended.stderr);
    let report = ended.json();
    assert_eq!((&report["stories"], &report["rejected"]), (&5.into(), &1.into()));
    assert_eq!(report["rejects"]["invalid-json"], 1);
}

#[test]
fn many_bad_records_are_told_in_part_and_counted_in_full() {
    let place = Place::with_stories();
    place.write("data/stories/more.ndjson", &"nonsense\n".repeat(100));
    let ended = Dateline::at(&place).run(&["reindex"]).expect_code(0);
    assert_eq!(ended.stderr.matches("warning: rejected record: ").count(), 20);
    let summary = "warning: and 80 more like these: 100 records were rejected in all";
    assert!(ended.stderr.contains(summary), "{}", ended.stderr);
    let quiet = Dateline::at(&place).run(&["reindex", "--quiet"]).expect_code(0);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn strict_makes_the_first_bad_record_fatal_and_leaves_the_index() {
    let place = Place::with_index();
    place.write("data/stories/more.ndjson", "nonsense\n");
    Dateline::at(&place).run(&["reindex", "--strict"]).expect_error(2, "more.ndjson:1: ");
    let stats = Dateline::at(&place).run(&["stats", "--json"]).expect_code(0).json();
    assert_eq!((&stats["generation"], &stats["stories"]), (&1.into(), &4.into()));
}

#[test]
fn an_index_is_built_from_itself() {
    let place = Place::with_index();
    std::fs::remove_dir_all(place.data().join("stories")).unwrap();
    let before = Dateline::at(&place).run(&["show", "museum", "--json"]).expect_code(0).json();
    let report = Dateline::at(&place).run(&["reindex", "--from-index", "--json"]).expect_code(0);
    assert_eq!(report.json()["events"], 8);
    let after = Dateline::at(&place).run(&["show", "museum", "--json"]).expect_code(0).json();
    assert_eq!(before, after);
}

#[test]
fn paths_and_the_index_exclude_each_other() {
    let place = Place::with_index();
    Dateline::at(&place).run(&["reindex", "data", "--from-index"]).expect_error(2, "--from-index");
}

#[test]
fn protected_words_are_never_stemmed_and_another_list_takes_a_reindex() {
    let place = Place::empty();
    let text = |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"title\": \"{text}\"}}\n");
    let stories = [text("a", "Politics in the north"), text("b", "A polite reply")];
    let stories = place.write("stories.ndjson", &stories.concat());
    let dateline = || Dateline::at(&place);
    dateline().run(&["reindex", stories.to_str().unwrap()]).expect_code(0);
    let found = |query: &str| {
        let answer = dateline().run(&["search", query, "--json"]).expect_code(0).json();
        answer["total"].as_u64().unwrap()
    };
    assert_eq!((found("politics"), found("title:politics")), (2, 2));
    let server = Server::at(&place);
    place.write("config.toml", "[words]\nprotected = \"protected.txt\"\n");
    place.write("protected.txt", "Politics\n");
    dateline()
        .run(&["search", "politics"])
        .expect_error(4, "another list of protected words than the one set");
    dateline().run(&["check"]).expect_code(0);
    dateline().run(&["reindex", "--from-index"]).expect_code(0);
    assert_eq!((found("politics"), found("title:politics"), found("polite")), (1, 1, 1));
    // A server that was started with the other list moves over, and writes with the new one.
    eventually("the server moves over", || (server.total("politics") == 1).then_some(()));
    server.put(&serde_json::json!({"id": "c", "title": "Politics again"})).expect_status(201);
    assert_eq!((server.total("politics"), server.total("polite")), (2, 1));
    drop(server);
    // What the snapshot of it brings back has them too.
    dateline().run(&["snapshot", "snapshot.tar.zst"]).expect_code(0);
    dateline().run(&["restore", "--force", "snapshot.tar.zst"]).expect_code(0);
    assert_eq!((found("politics"), found("polite")), (2, 1));
    place.write("protected.txt", "");
    dateline().run(&["search", "politics"]).expect_error(4, "`dateline reindex --from-index`");
    dateline().run(&["reindex", "--from-index"]).expect_code(0);
    assert_eq!((found("politics"), found("title:politics")), (3, 3));
}
