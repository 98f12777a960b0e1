//! The file for TimelineJS, shown by TimelineJS itself: it takes every event, with the date that it has.

use serde_json::{Value, json};

use super::harness::Browser;
use crate::support::{Place, Server};

#[test]
fn timelinejs_shows_every_event_of_its_file() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let file = server.get("/export/timelinejs.json?q=moon").expect_status(200);
    let data = file.json();
    let events = data["events"].as_array().unwrap();
    assert!(events.len() > 5, "{data:#}");
    let Some(page) = Browser::alone().start() else { return };
    let script = page.timelinejs().display();
    let html = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>T</title>\
         <div id=shown style='width: 900px; height: 600px'></div><script src='file://{script}'></script>"
    );
    let html = place.write("shown.html", &html);
    page.open(&format!("file://{}", html.display()));
    // Its fonts would come from elsewhere.
    page.execute(&format!(
        "window.shown = new TL.Timeline('shown', {}, {{font: null}})",
        file.body
    ));
    page.wait_until("all events are marked", |page| {
        page.find(".tl-timemarker").count() == events.len()
    });
    assert_eq!(page.execute("return shown.config.messages.errors"), json!([]));
    // As it has read them: a month that is not given is null, and so is a day.
    let read = page.execute(
        "return shown.config.events.map(({unique_id, start_date: {data}}) => \
         [unique_id, data.year, data.month || null, data.day || null])",
    );
    let hits = server.get("/api/v1/search?q=moon&kind=event&limit=100").expect_status(200).json();
    let mut given: Vec<_> = hits["hits"].as_array().unwrap().iter().map(start).collect();
    let mut read = read.as_array().unwrap().clone();
    given.sort_by_key(|event| event[0].to_string());
    read.sort_by_key(|event| event[0].to_string());
    assert_eq!(read, given);
}

/// What TimelineJS has to make of an event: its id, and of the beginning of its date the year, and the month and
/// the day where they are known.
fn start(hit: &Value) -> Value {
    let date = &hit["date"];
    let known = match date["precision"].as_str().unwrap() {
        "day" => 3,
        "year" | "decade" => 1,
        _ => 2,
    };
    let parts = date["start"].as_str().unwrap().split('-').map(|part| part.parse::<u32>().ok());
    let mut parts = parts.take(known);
    let mut part = || parts.next().flatten();
    json!([hit["id"].as_str().unwrap().replace('#', "-"), part(), part(), part()])
}
