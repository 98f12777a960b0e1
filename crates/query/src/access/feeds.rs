//! The feeds that a key is held to.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use dateline_indexer::analysis::fold_name;
use dateline_model::Story;

/// What a caller may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All there is.
    #[default]
    Everything,
    /// The stories of some feeds.
    Feeds(Feeds),
}

/// Some feeds, by their folded names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Feeds(Arc<BTreeSet<String>>);

/// As logs tell them.
impl fmt::Display for Feeds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.names().collect();
        formatter.write_str(&names.join(", "))
    }
}

impl Feeds {
    /// The feeds of these names; none where there is no name.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let folded: BTreeSet<String> = names.into_iter().map(fold_name).collect();
        (!folded.is_empty()).then(|| Self(Arc::new(folded)))
    }

    /// Their folded names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// What of a story is theirs to see: it is none where it is in none of them, and is not told which
    /// others it is in.
    pub fn cut(&self, mut story: Story) -> Option<Story> {
        story.feeds.retain(|feed| self.0.contains(&fold_name(feed)));
        (!story.feeds.is_empty()).then_some(story)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_cut_to_the_feeds_that_may_be_seen() {
        let feeds = Feeds::new(["World", "top  stories"]).unwrap();
        let story = |of: &[&str]| Story {
            feeds: of.iter().map(|feed| (*feed).to_owned()).collect(),
            ..Story::new(dateline_model::StoryId::new("a").unwrap(), "A")
        };
        let cut = |of| feeds.cut(story(of)).map(|story| story.feeds);
        assert_eq!(cut(&["WORLD", "Politics"]), Some(vec!["WORLD".to_owned()]));
        assert_eq!(cut(&["Top Stories"]), Some(vec!["Top Stories".to_owned()]));
        assert_eq!(cut(&["Politics"]), None);
        assert_eq!(cut(&[]), None);
        assert_eq!(Feeds::new([]), None);
    }
}
