//! Adding and removing stories: through the server that owns the index, or into the index itself.

use serde_json::{Value, json};

use crate::support::{Dateline, Place, Server};

/// A new story, one that is there already, a changed one, and what is none.
const MORE: &str = concat!(
    "{\"id\":\"dam\",\"title\":\"The dam holds\",\"timeline\":[{\"date\":\"Jun 2024\",\"text\":\"Water rises\"}]}\n",
    "{\"id\":\"dam\",\"title\":\"The dam holds\",\"timeline\":[{\"date\":\"Jun 2024\",\"text\":\"Water rises\"}]}\n",
    "{\"id\":\"dam\",\"title\":\"The dam breaks\"}\n",
    "nonsense\n",
);

fn counts(report: &Value) -> [u64; 4] {
    ["created", "updated", "unchanged", "rejected"].map(|count| report[count].as_u64().unwrap())
}

#[test]
fn stories_are_added_to_an_index_that_nobody_owns() {
    let place = Place::with_index();
    place.write("more.ndjson", MORE);
    let ended = Dateline::at(&place).run(&["add", "more.ndjson", "--json"]).expect_code(0);
    assert_eq!(counts(&ended.json()), [1, 1, 1, 1]);
    assert!(ended.stderr.contains("more.ndjson:4: invalid JSON"), "{}", ended.stderr);
    let story = Dateline::at(&place).run(&["show", "dam", "--json"]).expect_code(0).json();
    assert_eq!(story["title"], "The dam breaks");
    let stats = Dateline::at(&place).run(&["stats", "--json"]).expect_code(0).json();
    assert_eq!((&stats["generation"], &stats["stories"]), (&1.into(), &5.into()));
}

#[test]
fn stories_are_added_and_removed_through_the_server_that_owns_the_index() {
    let place = Place::with_index();
    place.write("more.ndjson", MORE);
    let server = Server::at(&place);
    let ended = Dateline::at(&place).run(&["add", "more.ndjson", "--json"]).expect_code(0);
    assert_eq!(counts(&ended.json()), [1, 1, 1, 1]);
    assert_eq!(server.get("/api/v1/stories/dam").json()["title"], "The dam breaks");
    let ended = Dateline::at(&place).run(&["remove", "dam", "nowhere", "--json"]).expect_code(3);
    assert!(ended.stderr.contains("there is no story `nowhere`"), "{}", ended.stderr);
    assert_eq!(ended.json(), json!({ "removed": ["dam"], "absent": ["nowhere"] }));
    assert_eq!(server.get("/api/v1/stories/dam").status, 404);
}

#[test]
fn a_strict_addition_stops_at_the_first_bad_record_and_keeps_what_came_before() {
    let place = Place::with_index();
    place.write("more.ndjson", &format!("{MORE}{{\"id\":\"late\",\"title\":\"Late\"}}\n"));
    let ended = Dateline::at(&place).run(&["add", "more.ndjson", "--strict"]);
    ended.expect_error(2, "more.ndjson:4: ");
    Dateline::at(&place).run(&["show", "dam"]).expect_code(0);
    Dateline::at(&place).run(&["show", "late"]).expect_code(3);
}

#[test]
fn nothing_is_added_to_or_removed_from_an_index_that_is_not_there() {
    let place = Place::with_stories();
    Dateline::at(&place).run(&["add", "data/stories"]).expect_error(4, "dateline reindex");
    Dateline::at(&place).run(&["remove", "dam"]).expect_error(4, "dateline reindex");
    assert!(!place.data().join("index").exists(), "what is refused leaves nothing behind");
    Dateline::at(&place).run(&["add", "nowhere"]).expect_error(2, "no file or folder nowhere");
    Dateline::at(&place).run(&["remove", "No Id"]).expect_error(2, "`No Id` is no story id");
}

#[test]
fn a_second_server_refuses_and_names_the_first() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let second = Dateline::at(&place).run(&["serve", "--listen", "127.0.0.1:0"]);
    second.expect_error(2, &format!("at {}; stop that process", server.url));
    assert_eq!(server.get("/healthz").status, 200);
}
