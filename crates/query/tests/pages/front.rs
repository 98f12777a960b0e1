//! The front page: headlines and feeds.

use axum::http::Method;
use serde_json::json;

use crate::corpus::served;
use crate::page::{Page, text};
use crate::rig::Rig;

#[test]
fn the_newest_stories_stand_at_the_top_with_their_articles() {
    let rig = served();
    let page = Page::get(&rig, "/");
    assert_eq!(
        page.texts(".hit h2"),
        ["A ferry in place of the bridge", "The old bridge is lifted", "The high dam"]
    );
    assert!(
        page.texts(".meta")[1].starts_with("Updated Dec 20, 2025 (1 article)"),
        "{:?}",
        page.texts(".meta")
    );
    assert_eq!(page.texts(".holdings"), ["3 stories and 8 events, by word and date"]);
}

#[test]
fn the_first_page_weighs_little() {
    let rig = served();
    let compressed = |address: &str| {
        let accept = [("accept", "text/html"), ("accept-encoding", "gzip")];
        let reply = rig.client.send(Method::GET, address, &accept);
        assert_eq!(reply.header("content-encoding"), "gzip", "{address}");
        reply.bytes.len()
    };
    let page = Page::get(&rig, "/");
    let mut files = page.attributes("link[rel=stylesheet], link[rel=icon]", "href");
    files.extend(page.attributes("script[src]", "src"));
    files.push("/".to_owned());
    let weight: usize = files.iter().map(|file| compressed(file)).sum();
    // The promise is 60 KB with ten stories on it; so few have to stay far below.
    assert!(weight < 20_000, "{weight} bytes");
}

#[test]
fn feeds_are_tabs() {
    let rig = served();
    let page = Page::get(&rig, "/");
    assert_eq!(page.texts(".tabs a"), ["All 3", "Rivers 2", "World 2"]);
    let page = Page::get(&rig, "/?feed=Rivers");
    assert_eq!(page.texts(".tabs [aria-current]"), ["Rivers 2"]);
    assert_eq!(page.all(".hit").len(), 2);
    assert_eq!(
        page.attributes("link[type='application/atom+xml']", "href"),
        ["/feed.atom?feed=Rivers"]
    );
}

#[test]
fn older_stories_are_a_page_away() {
    let story = |at: usize| json!({ "id": format!("s{at}"), "title": format!("Story {at}"), "updated": format!("2025-01-{:02}", at + 1) });
    let rig = Rig::with(&(0..25).map(story).collect::<Vec<_>>());
    let page = Page::get(&rig, "/");
    assert_eq!((page.all(".hit").len(), page.link("Older stories")), (10, "/?page=2".to_owned()));
    let page = Page::get(&rig, "/?page=3");
    assert_eq!((page.all(".hit").len(), page.link("Newer stories")), (5, "/?page=2".to_owned()));
    assert_eq!(text(page.all(".hit h2")[4]), "Story 0");
}

#[test]
fn what_lies_beyond_the_stories_says_so() {
    let rig = served();
    let empty = |address: &str| Page::get(&rig, address).texts(".empty h2");
    assert_eq!(empty("/?page=5"), ["The stories end before this page"]);
    assert_eq!(empty("/?feed=nope"), ["No story is in this feed"]);
}

#[test]
fn a_service_without_stories_says_how_they_come() {
    let rig = Rig::with(&[]);
    let page = Page::get(&rig, "/");
    assert_eq!(page.texts(".empty h2"), ["There are no stories here yet"]);
}
