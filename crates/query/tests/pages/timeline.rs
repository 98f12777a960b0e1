//! One line through all stories.

use crate::corpus::served;
use crate::page::{Page, text};
use crate::rig::Rig;
use serde_json::json;

#[test]
fn events_stand_in_order_under_their_years() {
    let rig = served();
    let page = Page::get(&rig, "/timeline?q=bridge");
    assert_eq!(page.texts(".period"), ["1901", "2025", "Undated"]);
    let dates = page.texts(".entry .date");
    assert_eq!(
        dates,
        ["1901", "Oct 23, 2025", "Nov 2025", "Nov 3, 2025", "Dec 2025", "Dec 2–4, 2025", "Undated"]
    );
    let stories = page.attributes(".entry .meta > a:first-child", "href");
    assert_eq!(stories[3], "/stories/river-ferry#event-1");
    assert!(text(page.one(".summary")).starts_with("7 events in "));
}

#[test]
fn years_and_months_can_be_jumped_to_in_either_direction() {
    let rig = served();
    let page = Page::get(&rig, "/timeline?q=bridge");
    assert_eq!(
        page.attributes(".years a", "href"),
        ["/timeline?q=bridge&from=1901", "/timeline?q=bridge&from=2025"]
    );
    assert_eq!(page.attributes(".bars a", "href")[0], "/timeline?q=bridge&from=2025-10");
    let turned = page.link("Newest first");
    assert_eq!(turned, "/timeline?q=bridge&sort=newest");
    let page = Page::get(&rig, &turned);
    assert_eq!(page.texts(".entry .date")[0], "Dec 2025");
    assert_eq!(page.attributes(".bars a", "href")[0], "/timeline?q=bridge&sort=newest&to=2025-10");
    let page = Page::get(&rig, "/timeline?q=bridge&from=2025-12");
    assert_eq!(page.texts(".entry .date"), ["Dec 2025", "Dec 2–4, 2025"]);
    assert_eq!(page.attributes(".bars a.in", "data-key"), ["2025-12"]);
}

#[test]
fn years_stand_in_the_order_of_what_they_head() {
    let event = |date: &str| json!({ "date": date, "text": "Walrus" });
    let dates = ["2020s", "2026-01-05", "2026", "2021-03", "2028"].map(event);
    let rig = Rig::with(&[json!({ "id": "w", "title": "Walrus", "timeline": dates })]);
    let years = |address: &str| Page::get(&rig, address).texts(".period");
    assert_eq!(years("/timeline"), ["2020", "2021", "2026", "2028"]);
    assert_eq!(years("/timeline?sort=newest"), ["2029", "2028", "2026", "2021"]);
    // What began before and goes on stands at the edge.
    assert_eq!(years("/timeline?from=2021"), ["2021", "2026", "2028"]);
}

#[test]
fn a_timeline_is_taken_along_as_it_is() {
    let rig = served();
    let page = Page::get(&rig, "/timeline?q=bridge&feed=rivers");
    assert_eq!(page.link("CSV"), "/export/hits.csv?q=bridge&feed=rivers&sort=oldest&kind=event");
    let lines = rig.client.get(&page.link("NDJSON"), &[]).lines();
    assert_eq!(lines.len(), 7);
    assert!(lines.iter().all(|line| line["kind"] == "event"));
}

#[test]
fn going_on_by_cursor_gives_every_event_once() {
    let event = |at: usize| json!({ "date": format!("2025-{:02}-{:02}", at / 28 + 1, at % 28 + 1), "text": format!("Walrus {at}") });
    let timeline: Vec<_> = (0..33).map(event).collect();
    let rig = Rig::with(&[json!({ "id": "w", "title": "Walrus", "timeline": timeline })]);
    let mut seen = Vec::new();
    let mut address = "/timeline?q=walrus".to_owned();
    for _ in 0..5 {
        let page = Page::get(&rig, &address);
        seen.extend(page.texts(".entry .text"));
        match page.all("#more").first() {
            Some(more) => address = more.attr("href").unwrap().to_owned(),
            None => break,
        }
    }
    let expected: Vec<_> = (0..33).map(|at| format!("Walrus {at}")).collect();
    assert_eq!(seen, expected);
}
