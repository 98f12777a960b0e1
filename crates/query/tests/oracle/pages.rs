//! Orders, groups and pages.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::corpus::Document;
use super::order::{Scored, Sort, in_groups, in_order};
use super::request::Request;
use super::world::World;

const SORTS: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Oldest];
const PATH: &str = "/api/v1/search";

fn ids(hits: &[Value]) -> Vec<&str> {
    hits.iter().map(|hit| hit["id"].as_str().unwrap()).collect()
}

/// The documents with the scores that the hits report; in the orders by date there are none.
fn scored<'a>(documents: &[&'a Document], hits: &[Value], name: &str) -> Vec<Scored<'a>> {
    let scores: BTreeMap<&str, Option<f64>> =
        hits.iter().map(|hit| (hit["id"].as_str().unwrap(), hit["score"].as_f64())).collect();
    assert_eq!(scores.len(), hits.len(), "a hit comes twice, {name}");
    documents
        .iter()
        .map(|document| {
            let id = document.id();
            let score = scores.get(id.as_str());
            let score = score.unwrap_or_else(|| panic!("{id} is missing, {name}"));
            let score = score.unwrap_or(0.0);
            assert!(score.is_finite() && score >= 0.0, "the score of {id} is {score}, {name}");
            Scored { document, score }
        })
        .collect()
}

/// The whole list of hits of a request, by the widest pages, checked against the scan.
fn check_order<'a>(
    world: &World,
    documents: &[&'a Document],
    parameters: &[(&'static str, String)],
    more: &[(&str, &str)],
    sort: Sort,
) -> (Vec<Value>, Vec<Scored<'a>>) {
    let name = world.named(PATH, parameters, more);
    let hits = world.walk(PATH, "hits", parameters, more, 100);
    let scored = scored(documents, &hits, &name);
    let expected = in_order(sort, scored.clone());
    let expected: Vec<String> = expected.iter().map(|hit| hit.document.id()).collect();
    assert_eq!(ids(&hits), expected, "the order, {name}");
    (hits, scored)
}

fn check_groups(
    world: &World,
    scored: Vec<Scored<'_>>,
    parameters: &[(&'static str, String)],
    more: &[(&str, &str)],
    sort: Sort,
) -> Vec<Value> {
    let mut more = more.to_vec();
    more.push(("group", "story"));
    let name = world.named(PATH, parameters, &more);
    let hits = world.walk(PATH, "hits", parameters, &more, 100);
    let documents = scored.len();
    let groups = in_groups(sort, scored);
    let expected: Vec<&str> = groups.iter().map(|group| group.story).collect();
    assert_eq!(ids(&hits), expected, "the order of groups, {name}");
    for (hit, group) in hits.iter().zip(&groups) {
        assert_eq!(hit["kind"], "story", "{name}");
        let events = hit["events"].as_array().unwrap();
        assert_eq!(ids(events), group.events, "the events under {}, {name}", group.story);
        if sort == Sort::Relevance {
            assert_eq!(hit["score"].as_f64(), Some(group.score), "{} {name}", group.story);
        }
    }
    let mut counts = more.clone();
    counts.push(("limit", "0"));
    let reply = world.ask(PATH, parameters, &counts);
    assert_eq!(reply["total"], json!(groups.len()), "{name}");
    assert_eq!(reply["documents"], json!(documents), "{name}");
    hits
}

/// Every way to page through gives the whole list.
fn check_pages(
    world: &World,
    whole: &[Value],
    parameters: &[(&'static str, String)],
    more: &[(&str, &str)],
    limit: usize,
) {
    let name = world.named(PATH, parameters, more);
    let by_cursor = world.walk(PATH, "hits", parameters, more, limit);
    assert_eq!(by_cursor, whole, "pages of {limit} by cursor, {name}");
    let limit_text = limit.to_string();
    let mut by_offset = Vec::new();
    // One page more than there are, which has to be empty.
    for page in 0..=whole.len().div_ceil(limit) {
        let offset = (page * limit).to_string();
        let mut more = more.to_vec();
        more.extend([("limit", limit_text.as_str()), ("offset", offset.as_str())]);
        let reply = world.ask(PATH, parameters, &more);
        by_offset.extend(reply["hits"].as_array().unwrap().clone());
        let ends = by_offset.len() == whole.len();
        assert_eq!(reply["next"].is_null(), ends, "`next` at offset {offset}, {name}");
    }
    assert_eq!(by_offset, whole, "pages of {limit} by offset, {name}");
}

fn check_request(world: &World, request: &Request, sort: Sort, limit: usize) {
    let parameters = request.with_kind();
    let more = [("sort", sort.name()), ("highlight", "false")];
    let answer = request.scan(&world.documents);
    let (hits, scored) = check_order(world, &answer.documents, &parameters, &more, sort);
    check_pages(world, &hits, &parameters, &more, limit);
    let groups = check_groups(world, scored, &parameters, &more, sort);
    let grouped = [more[0], more[1], ("group", "story")];
    check_pages(world, &groups, &parameters, &grouped, limit);
}

/// Requests with some hits: none leave nothing to order, and all take long.
fn check_many(world: &mut World, requests: usize) {
    let mut checked = 0;
    while checked < requests {
        let request = Request::random(&mut world.random, &world.tales);
        let count = request.scan(&world.documents).documents.len();
        if !(2..=120).contains(&count) {
            continue;
        }
        let limit = world.random.between(1, 7) + count / 10;
        check_request(world, &request, SORTS[checked % SORTS.len()], limit);
        checked += 1;
    }
}

#[test]
fn pages_hold_each_hit_once_and_in_order_after_a_reindex() {
    check_many(&mut World::reindexed(31), 30);
}

#[test]
fn pages_hold_each_hit_once_and_in_order_over_several_segments() {
    check_many(&mut World::grown(32), 45);
}

#[test]
fn the_whole_corpus_is_walked_in_every_order() {
    let world = World::grown(33);
    for sort in SORTS {
        check_request(&world, &Request::default(), sort, 83);
    }
}

#[test]
fn a_cursor_is_taken_up_with_another_limit() {
    let world = World::grown(34);
    let whole = world.walk(PATH, "hits", &[], &[("sort", "oldest")], 100);
    let first = world.ask(PATH, &[], &[("sort", "oldest"), ("limit", "7")]);
    let next = first["next"].as_str().unwrap();
    let more = [("sort", "oldest"), ("limit", "31"), ("cursor", next)];
    let second = world.ask(PATH, &[], &more);
    assert_eq!(second["hits"].as_array().unwrap()[..], whole[7..38]);
}
