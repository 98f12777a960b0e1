//! Stories, headlines, feeds and figures.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::corpus::{FEEDS, Tale};
use super::facet::{self, Counting};
use super::order::{Scored, Sort, in_order};
use super::request::Request;
use super::world::World;

fn check_stories(world: &World) {
    for tale in &world.tales {
        let given_back = world.rig.ask(&format!("/api/v1/stories/{}", tale.id), &[]);
        assert_eq!(given_back, tale.as_given_back(), "seed {}", world.seed);
    }
}

fn check_headlines(world: &World) {
    let feeds = FEEDS.iter().flat_map(|(_, spellings)| spellings.iter().map(|name| Some(*name)));
    for feed in feeds.chain([None]) {
        let request = Request::headlines(feed);
        let answer = request.scan(&world.documents);
        let hits = answer.documents.iter().map(|document| Scored { document, score: 0.0 });
        let expected = in_order(Sort::Newest, hits.collect());
        let expected: Vec<Value> = expected.iter().map(|hit| json!(hit.document.id())).collect();
        for limit in [6, 100] {
            let parameters = request.parameters();
            let hits = world.walk("/api/v1/headlines", "hits", &parameters, &[], limit);
            let ids: Vec<Value> = hits.iter().map(|hit| hit["id"].clone()).collect();
            assert_eq!(ids, expected, "{feed:?}, seed {}", world.seed);
        }
        let reply = world.ask("/api/v1/headlines", &request.parameters(), &[("limit", "0")]);
        assert_eq!(reply["total"], json!(expected.len()));
    }
}

fn check_feeds(world: &World) {
    let answer = Request::headlines(None).scan(&world.documents);
    let counting = Counting { within: false, distinct: false, limit: usize::MAX };
    let expected = facet::by_name("feed", &answer.documents, counting);
    assert_eq!(world.rig.ask("/api/v1/feeds", &[])["feeds"], expected["buckets"]);
}

fn check_stats(world: &World) {
    let stats = world.rig.ask("/api/v1/stats", &[]);
    let stories = world.tales.len();
    assert_eq!(stats["stories"], json!(stories));
    assert_eq!(stats["events"], json!(world.documents.len() - stories));
}

fn check_all(world: &World) {
    check_stories(world);
    check_headlines(world);
    check_feeds(world);
    check_stats(world);
}

#[test]
fn stories_headlines_feeds_and_figures_are_those_of_the_corpus_after_every_change() {
    let mut world = World::reindexed(51);
    check_all(&world);
    for _ in 0..3 {
        world.change();
        check_all(&world);
    }
}

#[test]
fn a_removed_story_is_nowhere() {
    let mut world = World::reindexed(52);
    let before: BTreeSet<String> = world.tales.iter().map(|tale| tale.id.clone()).collect();
    for _ in 0..4 {
        world.change();
    }
    let after: BTreeSet<String> = world.tales.iter().map(|tale| tale.id.clone()).collect();
    let removed: Vec<&String> = before.difference(&after).collect();
    assert!(!removed.is_empty());
    for id in removed {
        let reply = world.rig.client.get(&format!("/api/v1/stories/{id}"), &[]);
        assert_eq!(reply.status, 404, "{id}");
        assert_eq!(world.rig.ask("/api/v1/search", &[("story", id)])["total"], json!(0));
    }
}

#[test]
fn a_reindex_leaves_nothing_of_what_was_before() {
    let mut world = World::grown(53);
    let stories: Vec<Value> = world.tales.iter().take(20).map(Tale::to_json).collect();
    world.rig.reindex(&stories);
    world.tales.truncate(20);
    world.documents = world.tales.iter().flat_map(Tale::documents).collect();
    check_all(&world);
    // And it takes writes.
    world.change();
    check_all(&world);
}
