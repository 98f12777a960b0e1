//! Timelines: order, folding, pages.

use serde_json::{Value, json};

use super::fold::entries;
use super::order::Sort;
use super::request::Request;
use super::world::World;
use crate::rig::Rig;

const PATH: &str = "/api/v1/timeline";

fn ids(entries: &[Value]) -> Vec<Vec<String>> {
    entries
        .iter()
        .map(|entry| {
            let events = entry["events"].as_array().unwrap();
            events.iter().map(|id| id.as_str().unwrap().to_owned()).collect()
        })
        .collect()
}

fn check_timeline(world: &World, request: &Request, sort: Sort, limit: usize) {
    let more = [("sort", sort.name()), ("highlight", "false")];
    let parameters = request.parameters();
    let name = world.named(PATH, &parameters, &more);
    let request = request.for_events();
    let answer = request.scan(&world.documents);
    let reply = world.ask(PATH, &parameters, &more);
    assert_eq!(reply["total"], json!(answer.documents.len()), "{name}");
    assert_eq!(reply["query"]["relaxed"], answer.relaxed, "{name}");

    let expected = entries(&answer.documents, sort);
    let whole = world.walk(PATH, "entries", &parameters, &more, 100);
    assert_eq!(ids(&whole), expected, "the entries, {name}");
    let by_cursor = world.walk(PATH, "entries", &parameters, &more, limit);
    assert_eq!(by_cursor, whole, "pages of {limit} by cursor, {name}");

    let limit_text = limit.to_string();
    for page in 0..=whole.len().div_ceil(limit) {
        let offset = page * limit;
        let offset_text = offset.to_string();
        let paged = [&more[..], &[("limit", &limit_text), ("offset", &offset_text)]].concat();
        let reply = world.ask(PATH, &parameters, &paged);
        let end = (offset + limit).min(whole.len());
        let expected = whole.get(offset..end).unwrap_or_default();
        assert_eq!(reply["entries"].as_array().unwrap()[..], *expected, "offset {offset}, {name}");
        assert_eq!(reply["next"].is_null(), end == whole.len(), "offset {offset}, {name}");
    }
    check_entries(world, &whole, &name);
}

/// An entry has the stories and citations of all its events, and the text and date of the first.
fn check_entries(world: &World, entries: &[Value], name: &str) {
    for entry in entries {
        let mut stories = Vec::new();
        let mut citations = Vec::new();
        for id in entry["events"].as_array().unwrap() {
            let (story, number) = id.as_str().unwrap().split_once('#').unwrap();
            let tale = world.tales.iter().find(|tale| tale.id == story).unwrap().to_json();
            let event = &tale["timeline"][number.parse::<usize>().unwrap() - 1];
            if stories.is_empty() {
                assert_eq!(entry["text"], event["text"], "{name}");
                assert_eq!(entry["date"].is_null(), event["date"].is_null(), "{name}");
            }
            let head = json!({ "id": story, "title": tale["title"], "feeds": tale["feeds"] });
            if !stories.contains(&head) {
                stories.push(head);
            }
            for cited in event["citations"].as_array().unwrap() {
                let articles = tale["articles"].as_array().unwrap();
                let article = articles.iter().find(|article| article["number"] == *cited);
                let publisher = article.map_or(&Value::Null, |article| &article["publisher"]);
                citations.push(json!({
                    "event": id, "number": cited, "publisher": publisher, "url": null,
                }));
            }
        }
        assert_eq!(entry["stories"], json!(stories), "{name}");
        assert_eq!(entry["citations"], json!(citations), "{name}");
    }
}

#[test]
fn a_timeline_folds_what_is_told_twice_and_its_pages_hold_each_entry_once() {
    let mut world = World::grown(61);
    let mut checked = 0;
    while checked < 60 {
        let request = Request::random(&mut world.random, &world.tales);
        let request = request.for_events();
        let count = request.scan(&world.documents).documents.len();
        if count > 150 {
            continue;
        }
        let sort = if checked % 2 == 0 { Sort::Oldest } else { Sort::Newest };
        let limit = world.random.between(1, 7) + count / 10;
        check_timeline(&world, &request, sort, limit);
        checked += 1;
    }
}

#[test]
fn a_date_of_more_events_than_are_read_at_once_is_folded_whole() {
    let mut world = World::grown(62);
    let on_one_day = |world: &World| {
        let days = |document: &&super::corpus::Document| {
            document.is_event()
                && document.when.as_ref().is_some_and(|when| when.edtf == "2024-07-26")
        };
        world.documents.iter().filter(days).count()
    };
    while on_one_day(&world) <= 220 {
        world.change();
    }
    for sort in [Sort::Oldest, Sort::Newest] {
        check_timeline(&world, &Request::default(), sort, 97);
    }
}

#[test]
fn a_date_is_folded_whole_also_where_one_that_goes_on_stands_among_it() {
    let story = |id: &str, date: &str, text: &str| json!({ "id": id, "title": "T", "timeline": [{ "date": date, "text": text }] });
    let opens = "Kim opens the museum";
    let rig = Rig::with(&[
        story("a", "2024-03-01", opens),
        story("b", "2024-03-01/..", "A storm begins"),
        story("c", "2024-03-01", opens),
        story("d", "2024-03-01/..", opens),
    ]);
    for sort in ["oldest", "newest"] {
        let reply = rig.ask(PATH, &[("sort", sort)]);
        let entries = ids(reply["entries"].as_array().unwrap());
        assert_eq!(entries, [vec!["a#1", "c#1"], vec!["b#1"], vec!["d#1"]], "{sort}");
    }
}
