//! One of a few: what the page shows, and in which order.

use super::super::Address;
use super::super::asked::View;

/// A choice, and the page that shows it.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) label: &'static str,
    pub(crate) address: Address,
    pub(crate) is_current: bool,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    Stories,
    Events,
    Timeline,
}

impl From<View> for Shown {
    fn from(view: View) -> Self {
        match view {
            View::Stories => Self::Stories,
            View::Events => Self::Events,
        }
    }
}

/// Stories, events, or a timeline of the same.
pub(crate) fn views(address: &Address, shown: Shown) -> Vec<Choice> {
    let same = address.clone().without("view");
    let results = same.at("/");
    let timeline = same.at("/timeline").without("kind").without("facet_limit");
    vec![
        Choice {
            label: "Stories",
            address: results.clone().set("view", "stories"),
            is_current: shown == Shown::Stories,
        },
        Choice {
            label: "Events",
            address: results.without("kind").set("view", "events"),
            is_current: shown == Shown::Events,
        },
        Choice {
            label: "Timeline",
            address: match timeline.first("sort") {
                Some("newest") => timeline,
                _ => timeline.without("sort"),
            },
            is_current: shown == Shown::Timeline,
        },
    ]
}

/// The orders of results.
pub(super) fn sorts(address: &Address) -> Vec<Choice> {
    let sort = address.first("sort").unwrap_or("relevance");
    let choice = |label, name: &str| Choice {
        label,
        address: match name {
            "relevance" => address.clone().without("sort").and("view", view(address)),
            name => address.clone().set("sort", name),
        },
        is_current: sort == name,
    };
    vec![
        choice("Best first", "relevance"),
        choice("Newest first", "newest"),
        choice("Oldest first", "oldest"),
    ]
}

/// The view that an address names, which keeps an address without words a page of results.
fn view(address: &Address) -> &str {
    address.first("view").unwrap_or("stories")
}
