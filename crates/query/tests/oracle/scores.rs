//! What is known of scores without repeating how they are made.

use serde_json::Value;

use super::calendar::{Ymd, days_between};
use super::request::Request;
use super::world::World;
use crate::rig::TODAY;

const PATH: &str = "/api/v1/search";

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-4 * a.abs().max(b.abs()).max(1e-6)
}

fn score(hit: &Value) -> f64 {
    hit["score"].as_f64().unwrap()
}

#[test]
fn an_explanation_explains_the_score_that_is_reported() {
    let mut world = World::grown(41);
    for round in 0..90 {
        // tantivy asserts, in debug builds alone, that nobody asks why a document does not match:
        // there, no query has parts that a hit need not match.
        let request = if cfg!(debug_assertions) {
            Request::of_one_word(&mut world.random)
        } else {
            Request::random(&mut world.random, &world.tales)
        };
        let parameters = request.with_kind();
        let mut more = vec![("explain", "true"), ("limit", "20"), ("highlight", "false")];
        if round % 2 == 0 {
            more.push(("group", "story"));
        }
        if round % 3 == 0 {
            more.push(("recency", "90d"));
        }
        let name = world.named(PATH, &parameters, &more);
        for hit in world.ask(PATH, &parameters, &more)["hits"].as_array().unwrap() {
            let explained = hit["explanation"]["value"].as_f64().unwrap();
            assert!(close(explained, score(hit)), "{explained} of {hit}\n{name}");
        }
    }
}

#[test]
fn recency_halves_a_score_with_every_half_life() {
    let mut world = World::grown(42);
    for _ in 0..60 {
        let request = Request::random(&mut world.random, &world.tales);
        let parameters = request.with_kind();
        let plain = world.walk(PATH, "hits", &parameters, &[("highlight", "false")], 100);
        let more = [("recency", "30w"), ("highlight", "false")];
        let decayed = world.walk(PATH, "hits", &parameters, &more, 100);
        assert_eq!(plain.len(), decayed.len());
        let name = world.named(PATH, &parameters, &more);
        for hit in &decayed {
            let before = plain.iter().find(|other| other["id"] == hit["id"]);
            let before = score(before.unwrap_or_else(|| panic!("{hit}\n{name}")));
            let document = world.documents.iter().find(|document| hit["id"] == document.id());
            let age = match &document.unwrap().when {
                Some(when) => days_between(when.last, TODAY as Ymd).max(0) as f64 / 210.0,
                None => 1.0,
            };
            let expected = before * 0.5_f64.powf(age);
            assert!(close(expected, score(hit)), "{expected} of {hit}\n{name}");
        }
        assert!(decayed.windows(2).all(|pair| score(&pair[0]) >= score(&pair[1])), "{name}");
    }
}
