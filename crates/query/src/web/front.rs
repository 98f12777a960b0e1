//! The front page: the newest stories, of all feeds or of one.

use askama::Template;

use super::asked::{Asked, HITS_PER_PAGE};
use super::count::{counted, grouped};
use super::hit::HitView;
use super::layout::Feed;
use super::results::Pager;
use super::story::told;
use super::{Address, Layout};
use crate::response::{FeedsResponse, HeadlinesResponse, StatsResponse, StoryResponse};

/// How many feeds stand beside one another; the others are a page away.
const FEEDS: usize = 24;

/// The newest stories.
#[derive(Debug, Template)]
#[template(path = "front.html")]
pub(crate) struct FrontPage {
    layout: Layout,
    /// What can be searched.
    holdings: String,
    heading: String,
    tabs: Vec<Tab>,
    /// How many feeds are left out, and where they are.
    more_feeds: Option<(String, Address)>,
    headlines: Vec<Headline>,
    pager: Pager,
    /// Whether there is any story at all.
    is_empty: bool,
}

/// A feed to choose.
#[derive(Debug)]
struct Tab {
    name: String,
    count: String,
    address: Address,
    is_current: bool,
}

/// A story at the top.
#[derive(Debug)]
struct Headline {
    hit: HitView,
    /// `23 articles`, or nothing where there are none.
    articles: String,
    /// `14 events`.
    events: String,
}

impl FrontPage {
    /// The page of a reply; `stories` are those of the hits, as far as they are still there.
    pub(crate) fn new(
        asked: &Asked,
        found: HeadlinesResponse,
        stories: Vec<Option<StoryResponse>>,
        feeds: FeedsResponse,
        stats: &StatsResponse,
    ) -> Self {
        let chosen = asked.address.first("feed").map(str::to_lowercase);
        let all = Tab {
            name: "All".to_owned(),
            count: grouped(stats.stories),
            address: Address::new("/"),
            is_current: chosen.is_none(),
        };
        let left_out = feeds.feeds.len().saturating_sub(FEEDS) as u64;
        let tabs = feeds.feeds.into_iter().take(FEEDS).map(|feed| Tab {
            is_current: chosen.as_ref() == Some(&feed.key.to_lowercase()),
            address: Address::new("/").set("feed", &feed.key),
            count: grouped(feed.count),
            name: feed.key,
        });
        let headlines = found.hits.into_iter().zip(stories).map(|(hit, story)| Headline {
            hit: HitView::new(hit),
            articles: story
                .as_ref()
                .map_or_else(String::new, |story| told(story.articles.len(), story.sources.len())),
            events: story
                .as_ref()
                .filter(|story| !story.timeline.is_empty())
                .map_or_else(String::new, |story| {
                    counted(story.timeline.len() as u64, "event", "events")
                }),
        });
        let feed = asked.address.first("feed");
        let title = feed.map_or_else(|| "Dateline".to_owned(), |feed| format!("{feed} · Dateline"));
        Self {
            layout: Layout::new(
                title,
                "News stories and their timelines, searched by word and date",
            )
            .following(Feed {
                title: feed.map_or_else(|| "Top headlines".to_owned(), str::to_owned),
                address: asked.address.at("/feed.atom"),
            }),
            holdings: format!(
                "{} and {}, by word and date",
                counted(stats.stories, "story", "stories"),
                counted(stats.events, "event", "events")
            ),
            heading: feed.map_or_else(
                || "Top headlines".to_owned(),
                |feed| format!("Top headlines: {feed}"),
            ),
            tabs: std::iter::once(all).chain(tabs).collect(),
            more_feeds: (left_out > 0).then(|| {
                let address = Address::new("/").set("view", "stories").set("facet_limit", "200");
                (grouped(left_out), address)
            }),
            headlines: headlines.collect(),
            pager: Pager::new(asked, found.total),
            is_empty: stats.stories == 0,
        }
    }

    /// The call that answers the page.
    pub(crate) fn call(asked: &Asked) -> Address {
        let call = asked.address.at("/api/v1/headlines");
        match (asked.page - 1) * HITS_PER_PAGE {
            0 => call,
            offset => call.set("offset", &offset.to_string()),
        }
    }
}
