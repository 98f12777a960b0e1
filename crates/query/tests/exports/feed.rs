//! The feed, as another parser reads it.

use std::str::FromStr;

use atom_syndication::Feed;
use axum::http::Method;
use serde_json::json;

use crate::corpus::{PRINTABLE, hard, many};
use crate::rig::{Reply, Rig, address, put};

const FEED: &str = "/feed.atom";

/// The feed, valid as RFC 4287 has it as far as a parser does not see to it.
fn read(reply: &Reply) -> Feed {
    let text = reply.text();
    assert_eq!(reply.status, 200, "{text}");
    // This parser is strict about what is well-formed, the other about what is a feed.
    roxmltree::Document::parse(&text).unwrap();
    let feed = Feed::from_str(&text).unwrap();
    assert!(!feed.authors().is_empty(), "{text}");
    let own = feed.links().iter().find(|link| link.rel() == "self").unwrap();
    assert_eq!(own.href(), feed.id());
    let mut ids: Vec<&str> = feed.entries().iter().map(|entry| entry.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), feed.entries().len(), "{text}");
    let newest = feed.entries().iter().map(|entry| *entry.updated()).max();
    assert!(newest.is_none_or(|newest| newest == *feed.updated()), "{text}");
    feed
}

fn fed(rig: &Rig, parameters: &[(&str, &str)]) -> Feed {
    read(&rig.client.get(FEED, parameters))
}

fn ids(feed: &Feed) -> Vec<&str> {
    feed.entries().iter().map(|entry| entry.id().rsplit('/').next().unwrap()).collect()
}

#[test]
fn an_entry_is_a_story_as_it_is() {
    let feed = fed(&hard(), &[]);
    assert_eq!(feed.title().as_str(), "Dateline: newest stories");
    assert_eq!(feed.id(), "http://localhost/feed.atom");
    assert_eq!(feed.authors()[0].name(), "Dateline");
    let [entry] = feed.entries() else { panic!("{feed:?}") };
    assert_eq!(entry.title().as_str(), PRINTABLE);
    assert_eq!(entry.id(), "http://localhost/stories/hard");
    assert_eq!(entry.links()[0].href(), "http://localhost/stories/hard");
    assert_eq!(entry.updated().to_rfc3339(), "2025-12-20T00:00:00+00:00");
    assert_eq!(entry.summary().unwrap().as_str(), "A summary with <b>marks</b> & ]]>.");
    let terms: Vec<&str> = entry.categories().iter().map(|category| category.term()).collect();
    assert_eq!(terms, ["World, Asia; East", "+1"]);
}

#[test]
fn a_query_finds_the_stories_that_have_it_in_an_event() {
    let rig = hard();
    let feed = fed(&rig, &[("feed", "+1"), ("q", " المتحف ")]);
    assert_eq!(feed.title().as_str(), "Dateline: المتحف · feed +1");
    assert_eq!(ids(&feed), ["hard"]);
    // Who published what the event cites has told the story.
    assert_eq!(feed.entries()[0].authors()[0].name(), "Reuters");
    assert_eq!(ids(&fed(&rig, &[("q", "nowhere")])), [""; 0]);
    assert_eq!(ids(&fed(&rig, &[("kind", "event"), ("on", "9999-12-31")])), ["hard"]);
}

#[test]
fn the_id_tells_what_was_asked_and_not_how() {
    let rig = hard();
    let one = rig.client.get(FEED, &[("feed", "b"), ("q", "x&y"), ("feed", "a"), ("kind", "")]);
    let other = rig.client.get(FEED, &[("q", " x&y"), ("feed", "a"), ("feed", "b"), ("feed", "a")]);
    assert_eq!(read(&one).id(), "http://localhost/feed.atom?q=x%26y&feed=a&feed=b");
    assert_eq!(one.text(), other.text());
    let page = read(&one);
    let page = page.links().iter().find(|link| link.rel() == "alternate").unwrap();
    assert_eq!(page.href(), "http://localhost/?q=x%26y&feed=a&feed=b");
}

#[test]
fn the_newest_fifty_are_fed_newest_first_and_undated_ones_last() {
    let mut stories: Vec<_> = (1..=60)
        .map(|n| json!({ "id": format!("s{n}"), "title": "S", "updated": format!("2025-{:02}-{:02}", n % 12 + 1, n % 28 + 1) }))
        .collect();
    stories.push(json!({ "id": "undated", "title": "S" }));
    let feed = fed(&Rig::with(&stories), &[]);
    assert_eq!(feed.entries().len(), 50);
    assert!(feed.entries().is_sorted_by_key(|entry| std::cmp::Reverse(*entry.updated())));
    let few = Rig::with(&[stories[60].clone(), stories[0].clone()]);
    let feed = fed(&few, &[]);
    assert_eq!(ids(&feed), ["s1", "undated"]);
    assert_eq!(feed.entries()[1].updated().to_rfc3339(), "1970-01-01T00:00:00+00:00");
    assert_eq!(feed.entries()[1].summary().unwrap().as_str(), "");
}

#[test]
fn a_date_that_goes_on_is_updated_when_it_began() {
    let story = json!({ "id": "a", "title": "A", "updated": "2024-06/.." });
    let feed = fed(&Rig::with(&[story]), &[]);
    assert_eq!(feed.entries()[0].updated().to_rfc3339(), "2024-06-01T00:00:00+00:00");
}

#[test]
fn readers_are_told_when_nothing_is_new() {
    let rig = many();
    let ask = |tag: &str| {
        let headers = [("if-none-match", tag)];
        rig.client.send(Method::GET, &address(FEED, &[("q", "many")]), &headers)
    };
    let first = ask("\"0\"");
    let tag = first.header("etag").to_owned();
    assert_eq!(first.header("cache-control"), "public, max-age=300");
    assert_eq!(first.header("content-type"), "application/atom+xml; charset=utf-8");
    for tag in [&tag, &format!("W/{tag}"), "*"] {
        let again = ask(tag);
        assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0), "{tag}");
        assert_eq!(again.header("etag"), first.header("etag"));
        assert_eq!(again.header("cache-control"), "public, max-age=300");
    }
    // A story that is written anew keeps its id, and makes the feed another.
    let before = read(&first);
    let story = before.entries()[0].id().rsplit('/').next().unwrap().to_owned();
    rig.apply(vec![put(&json!({ "id": story, "title": "Many news", "updated": "2026-01-01" }))]);
    let after = read(&ask(&tag));
    assert_eq!(after.entries()[0].id(), before.entries()[0].id());
    assert_eq!(after.entries()[0].title().as_str(), "Many news");
    assert_eq!(ask("").status, 400);
}
