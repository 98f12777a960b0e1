//! Totals and counts.

use serde_json::{Value, json};

use super::facet::{self, Counting};
use super::request::Request;
use super::world::World;
use crate::rig::Rig;

/// How many requests are made of each world.
const REQUESTS: usize = 250;
/// How many of them have all their buckets clicked.
const CLICKED: usize = 40;

/// Totals, relaxing and all facets of one request.
fn check_counts(world: &World, request: &Request, counting: Counting) {
    let limit = counting.limit.to_string();
    let mut more = vec![("facets", facet::ALL), ("facet_limit", limit.as_str()), ("limit", "0")];
    if counting.distinct {
        more.push(("distinct", "story"));
    }
    let parameters = request.with_kind();
    let name = world.named("/api/v1/search", &parameters, &more);
    let answer = request.scan(&world.documents);
    let reply = world.ask("/api/v1/search", &parameters, &more);
    assert_eq!(reply["query"]["warnings"], json!([]), "{name}");
    assert_eq!(reply["query"]["relaxed"], answer.relaxed, "whether relaxed, {name}\n{reply}");
    let expected = answer.documents.len();
    if reply["total"] != json!(expected) {
        panic!(
            "the total is {} and should be {expected}, {name}\n{}",
            reply["total"], reply["query"]
        );
    }
    assert_eq!(reply["documents"], reply["total"], "{name}");
    let expected = facet::all(&answer.documents, counting);
    for (field, expected) in expected.as_object().unwrap() {
        assert_eq!(&reply["facets"][field], expected, "the facet by {field}, {name}");
    }
}

fn counting(world: &mut World, request: &Request) -> Counting {
    let limit = *world.random.pick(&[1, 2, 3, 20, 1000]);
    Counting { within: request.within, distinct: world.random.percent(50), limit }
}

fn check_many(world: &mut World, requests: usize) {
    for _ in 0..requests {
        let request = Request::random(&mut world.random, &world.tales);
        let counting = counting(world, &request);
        check_counts(world, &request, counting);
    }
}

#[test]
fn totals_and_facets_are_those_of_a_scan_after_a_reindex() {
    check_many(&mut World::reindexed(11), REQUESTS);
}

#[test]
fn totals_and_facets_are_those_of_a_scan_over_several_segments() {
    let mut world = World::grown(12);
    let segments = world.rig.ask("/api/v1/stats", &[])["segments"].as_u64().unwrap();
    assert!(segments > 1, "the corpus lies in {segments} segment");
    check_many(&mut world, REQUESTS);
}

#[test]
fn totals_and_facets_are_those_of_a_scan_after_every_change() {
    let mut world = World::reindexed(13);
    for _ in 0..8 {
        let before: Vec<Request> =
            (0..15).map(|_| Request::random(&mut world.random, &world.tales)).collect();
        for request in &before {
            let counting = counting(&mut world, request);
            check_counts(&world, request, counting);
        }
        world.change();
        // The same requests again, over other documents.
        for request in &before {
            let counting = counting(&mut world, request);
            check_counts(&world, request, counting);
        }
    }
}

/// Every bucket of a facet, clicked.
fn click(world: &World, request: &Request, reply: &Value, field: &str) {
    // `kind` has one value: a request that has it has nothing left to click.
    if field == "kind" && request.events.is_some() {
        return;
    }
    for bucket in reply["facets"][field]["buckets"].as_array().unwrap() {
        let key = bucket["key"].as_str().unwrap();
        let mut more = vec![("limit", "0")];
        match field {
            "month" | "year" | "day" => more.extend([("on", key), ("precision", field)]),
            _ => more.push((field, key)),
        }
        let mut parameters = request.with_kind();
        // A feed added to other feeds would be an alternative to them.
        parameters.retain(|(name, _)| *name != field || matches!(field, "month" | "year" | "day"));
        let name = world.named("/api/v1/search", &parameters, &more);
        let clicked = world.ask("/api/v1/search", &parameters, &more);
        assert_eq!(clicked["documents"], bucket["count"], "the click on {field} {key}, {name}");
    }
}

#[test]
fn a_bucket_is_its_click() {
    let mut world = World::grown(14);
    let mut clicked = 0;
    while clicked < CLICKED {
        let request = Request::random(&mut world.random, &world.tales);
        let answer = request.scan(&world.documents);
        // What a click adds may leave no match for all words, and then any of them would do. A
        // filter by the name that is clicked is replaced by it, which is another request.
        let parameters = request.with_kind();
        let named = parameters.iter().any(|(name, _)| matches!(*name, "feed" | "publisher"));
        if answer.relaxed || named || answer.documents.is_empty() || answer.documents.len() > 150 {
            continue;
        }
        clicked += 1;
        let more = [("facets", facet::ALL), ("facet_limit", "1000"), ("limit", "0")];
        let reply = world.ask("/api/v1/search", &parameters, &more);
        for field in ["month", "year", "kind", "feed", "publisher"] {
            click(&world, &request, &reply, field);
        }
        // Days are many, so that they are clicked where there are few.
        if reply["facets"]["day"]["buckets"].as_array().unwrap().len() < 40 {
            click(&world, &request, &reply, "day");
        }
    }
}

#[test]
fn months_are_the_facet_without_gaps() {
    let mut world = World::grown(15);
    for _ in 0..REQUESTS {
        let request = Request::random(&mut world.random, &world.tales);
        let distinct = world.random.percent(50);
        let more: &[(&str, &str)] = if distinct { &[("distinct", "story")] } else { &[] };
        let parameters = request.with_kind();
        let name = world.named("/api/v1/months", &parameters, more);
        let answer = request.scan(&world.documents);
        let reply = world.ask("/api/v1/months", &parameters, more);
        let counting = Counting { within: request.within, distinct, limit: 0 };
        let facet = facet::by_date("month", &answer.documents, counting);
        assert_eq!(reply["total"], json!(answer.documents.len()), "{name}");
        assert_eq!(reply["undated"], facet["undated"], "{name}");

        let months = reply["months"].as_array().unwrap();
        for pair in months.windows(2) {
            let number = |month: &Value| {
                let (year, month) = month["month"].as_str().unwrap().split_once('-').unwrap();
                year.parse::<i32>().unwrap() * 12 + month.parse::<i32>().unwrap()
            };
            assert_eq!(number(&pair[0]) + 1, number(&pair[1]), "a gap, {name}");
        }
        let renamed = |entry: &Value, from: &str| {
            let mut bucket = entry.clone();
            let key = bucket.as_object_mut().unwrap().remove(from).unwrap();
            bucket["key"] = key;
            bucket
        };
        let counted: Vec<Value> = months
            .iter()
            .filter(|month| month["count"] != json!(0))
            .map(|month| renamed(month, "month"))
            .collect();
        assert_eq!(json!(counted), facet["buckets"], "{name}");
        let coarser = reply["coarser"].as_array().unwrap();
        let coarser: Vec<Value> = coarser.iter().map(|year| renamed(year, "year")).collect();
        assert_eq!(json!(coarser), facet["coarser"], "{name}");
        // The ends are no gaps.
        for end in [months.first(), months.last()].into_iter().flatten() {
            assert_ne!(end["count"], json!(0), "{name}");
        }
    }
}

#[test]
fn a_choice_between_conditions_stays_required_when_a_search_is_relaxed() {
    let rig = Rig::with(&[
        json!({ "id": "a", "title": "Flood", "feeds": ["World"] }),
        json!({ "id": "b", "title": "Museum", "feeds": ["Sport"] }),
        json!({ "id": "c", "title": "Treaty", "feeds": ["World"] }),
    ]);
    let q = "flood museum (feed:world OR feed:economy)";
    let reply = rig.ask("/api/v1/search", &[("q", q)]);
    assert_eq!(reply["query"]["relaxed"], true);
    assert_eq!(reply["total"], 1, "{}", reply["hits"]);
}
