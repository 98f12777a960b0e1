//! A random corpus, served: half of it by a reindex, the rest by writes, with stories replaced and
//! removed on the way.

use dateline_engine::Change;
use dateline_model::StoryId;
use serde_json::{Value, json};

use super::corpus::{Document, Tale, story_id};
use super::random::Random;
use super::request::borrowed;
use crate::rig::{Rig, address, put};

/// How many stories a world begins with.
const STORIES: usize = 90;

/// Stories as they are known here, and an index that should hold the same.
pub(crate) struct World {
    pub(crate) rig: Rig,
    pub(crate) tales: Vec<Tale>,
    pub(crate) documents: Vec<Document>,
    pub(crate) random: Random,
    /// Named in failures, so that they can be had again.
    pub(crate) seed: u64,
    written: usize,
}

impl World {
    /// A world as a reindex leaves it.
    pub(crate) fn reindexed(seed: u64) -> Self {
        let mut random = Random::of(seed);
        let mut tales: Vec<Tale> = Vec::new();
        for number in 0..STORIES {
            let id = story_id(&mut random, number);
            let tale = Tale::random(&mut random, id, &tales);
            tales.push(tale);
        }
        let stories: Vec<Value> = tales.iter().map(Tale::to_json).collect();
        let rig = Rig::with(&stories);
        let mut world = Self { rig, tales, documents: Vec::new(), random, seed, written: STORIES };
        world.recount();
        world
    }

    /// A world of several segments: after a reindex and some rounds of writes.
    pub(crate) fn grown(seed: u64) -> Self {
        let mut world = Self::reindexed(seed);
        for _ in 0..4 {
            world.change();
        }
        world
    }

    /// Adds, replaces and removes some stories, in one commit.
    pub(crate) fn change(&mut self) {
        let mut changes = Vec::new();
        for _ in 0..12 {
            let id = story_id(&mut self.random, self.written);
            self.written += 1;
            let tale = Tale::random(&mut self.random, id, &self.tales);
            changes.push(put(&tale.to_json()));
            self.tales.push(tale);
        }
        for _ in 0..6 {
            let at = self.random.below(self.tales.len());
            let id = self.tales[at].id.clone();
            let tale = Tale::random(&mut self.random, id, &self.tales);
            changes.push(put(&tale.to_json()));
            self.tales[at] = tale;
        }
        for _ in 0..6 {
            let at = self.random.below(self.tales.len());
            let tale = self.tales.swap_remove(at);
            changes.push(Change::remove(StoryId::new(&tale.id).unwrap()));
        }
        self.rig.apply(changes);
        self.recount();
    }

    fn recount(&mut self) {
        self.documents = self.tales.iter().flat_map(Tale::documents).collect();
    }

    /// Asks, with further parameters.
    pub(crate) fn ask(
        &self,
        path: &str,
        parameters: &[(&'static str, String)],
        more: &[(&str, &str)],
    ) -> Value {
        let mut all = borrowed(parameters);
        all.extend(more);
        self.rig.ask(path, &all)
    }

    /// How a failure names a request.
    pub(crate) fn named(
        &self,
        path: &str,
        parameters: &[(&'static str, String)],
        more: &[(&str, &str)],
    ) -> String {
        let mut all = borrowed(parameters);
        all.extend(more);
        format!("seed {}: {}\n{all:?}", self.seed, address(path, &all))
    }

    /// All hits of a request page by page, by cursor, each page of up to `limit`. Checks that only
    /// the last page has no `next`, and that every page has the same total.
    pub(crate) fn walk(
        &self,
        path: &str,
        list: &str,
        parameters: &[(&'static str, String)],
        more: &[(&str, &str)],
        limit: usize,
    ) -> Vec<Value> {
        let limit_text = limit.to_string();
        let mut more = more.to_vec();
        more.push(("limit", limit_text.as_str()));
        let mut page = self.ask(path, parameters, &more);
        let total = page["total"].clone();
        let mut hits = Vec::new();
        loop {
            let name = || self.named(path, parameters, &more);
            let got = page[list].as_array().unwrap().clone();
            assert_eq!(page["total"], total, "the total of a later page, {}", name());
            let next = page["next"].as_str().map(str::to_owned);
            assert!(
                got.len() == limit || (next.is_none() && got.len() < limit),
                "a page of {} with next {next:?}, {}",
                got.len(),
                name()
            );
            hits.extend(got);
            // Entries are folded and groups gathered, so that there are never more than the total.
            assert!(json!(hits.len()).as_u64() <= total.as_u64(), "too many hits, {}", name());
            let Some(next) = next else { return hits };
            let mut with_cursor = more.clone();
            with_cursor.push(("cursor", next.as_str()));
            page = self.ask(path, parameters, &with_cursor);
            assert!(
                !page[list].as_array().unwrap().is_empty(),
                "an empty page behind a cursor, {}",
                name()
            );
        }
    }
}
