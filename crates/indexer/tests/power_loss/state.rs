//! What is written: stories that tell which version of themselves they are, in batches.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use dateline_model::{Event, Section, Story, StoryId};

use crate::random::Random;

/// So few ids that most changes replace or remove something.
const IDS: u64 = 10;
/// The most changes in a batch.
const CHANGES: u64 = 4;
/// The most events of a story.
const EVENTS: u64 = 4;

/// The stories that an index holds.
pub(crate) type State = BTreeMap<StoryId, Arc<Story>>;

/// The changes of one commit.
#[derive(Clone, Debug)]
pub(crate) struct Batch(pub(crate) Vec<Change>);

#[derive(Clone, Debug)]
pub(crate) enum Change {
    Put(Arc<Story>),
    Remove(StoryId),
}

impl Batch {
    /// Some changes, told apart from those of all other batches by its number.
    pub(crate) fn random(number: u64, random: &mut Random) -> Self {
        let changes = (0..random.between(1, CHANGES)).map(|change| {
            let id = format!("story-{}", random.below(IDS)).parse().unwrap();
            if random.percent(75) {
                Change::Put(Arc::new(story(id, &format!("{number}.{change}"), random)))
            } else {
                Change::Remove(id)
            }
        });
        Self(changes.collect())
    }

    /// The state after it.
    pub(crate) fn after(&self, state: &State) -> State {
        let mut after = state.clone();
        for change in &self.0 {
            match change {
                Change::Put(story) => after.insert(story.id.clone(), Arc::clone(story)),
                Change::Remove(id) => after.remove(id),
            };
        }
        after
    }
}

impl fmt::Display for Batch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changes = self.0.iter().map(|change| match change {
            Change::Put(story) => format!("put {}", label(story)),
            Change::Remove(id) => format!("remove {id}"),
        });
        formatter.write_str(&changes.collect::<Vec<_>>().join(", "))
    }
}

/// A story in a word or two.
pub(crate) fn label(story: &Story) -> String {
    let version = story.title.rsplit(' ').next().unwrap_or_default();
    format!("{} {version}", story.id)
}

fn story(id: StoryId, version: &str, random: &mut Random) -> Story {
    let event = |number: u64| Event {
        date: Some(format!("2025-0{number}-11").parse().unwrap()),
        date_text: "then".to_owned(),
        text: format!("What happened as number {number} in version {version}"),
        citations: vec![1],
    };
    Story {
        title: format!("Title of {id} in version {version}"),
        feeds: vec!["World".to_owned()],
        url: None,
        language: Some("en".to_owned()),
        updated: None,
        sections: vec![Section {
            heading: None,
            text: format!("Text of version {version}"),
            citations: Vec::new(),
        }],
        sources: Vec::new(),
        articles: Vec::new(),
        timeline: (1..=random.below(EVENTS + 1)).map(event).collect(),
        id,
    }
}
