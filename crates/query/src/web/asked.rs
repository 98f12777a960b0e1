//! What a page was asked with, and what it asks of the service in turn.
//!
//! A page takes the parameters of the search, `view` for the shape of what it shows and `page` for
//! which part. It passes over all others: links that people share collect parameters on their way
//! (`utm_source` and the like), and nobody who follows one can mend it.

use super::Address;
use crate::request::{MAX_OFFSET, Parameter, Parameters};

/// How many hits stand on a page.
pub(crate) const HITS_PER_PAGE: usize = 10;
/// The last page that can be reached by its number.
const LAST_PAGE: usize = MAX_OFFSET / HITS_PER_PAGE + 1;
/// How many names a facet lists, and how many once more were asked for.
const NAMES: &str = "12";
/// What stands for more names in the address of a page.
pub(crate) const MORE_NAMES: &str = "200";

/// The parameters of the search that pages keep.
const KEPT: &[Parameter] = &[
    Parameter::Q,
    Parameter::Kind,
    Parameter::Feed,
    Parameter::Publisher,
    Parameter::Story,
    Parameter::From,
    Parameter::To,
    Parameter::On,
    Parameter::Dates,
    Parameter::DatesInQuery,
    Parameter::Precision,
    Parameter::Sort,
    Parameter::Recency,
    Parameter::FacetLimit,
];
/// Those that restrict when something happened.
const ON_DATES: &[&str] = &["from", "to", "on", "precision"];

/// What a list of results shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Stories with their best events beneath.
    Stories,
    /// Events alone.
    Events,
}

/// What a page was asked with.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The page itself, without which part of it.
    pub(crate) address: Address,
    /// What it shows.
    pub(crate) view: View,
    /// Which part, from 1.
    pub(crate) page: usize,
    /// Where a page of a timeline goes on.
    pub(crate) cursor: Option<String>,
}

impl Asked {
    /// Reads the query string of a page.
    pub(crate) fn read(path: &str, query: &str) -> Self {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let last = |name: &str| {
            pairs.iter().rfind(|(other, _)| other == name).map(|(_, value)| value.as_str())
        };
        let view = if last("view") == Some("events") { View::Events } else { View::Stories };
        let page = last("page").and_then(|page| page.trim().parse().ok()).unwrap_or(1);
        let kept = pairs.iter().filter(|(name, value)| {
            let is_view = name == "view" && matches!(value.as_str(), "events" | "stories");
            is_view || KEPT.iter().any(|parameter| parameter.name() == name)
        });
        Self {
            address: Address::with_pairs(path, kept.map(|(n, v)| (n.as_str(), v.trim()))),
            view,
            page: page.clamp(1, LAST_PAGE),
            cursor: last("cursor").map(str::to_owned).filter(|cursor| !cursor.is_empty()),
        }
    }

    /// The text of the query.
    pub(crate) fn query(&self) -> &str {
        self.address.first("q").unwrap_or_default()
    }

    /// Whether nothing is searched: no words, and no condition but one feed.
    pub(crate) fn is_front(&self) -> bool {
        self.address.pairs().iter().all(|(name, _)| name == "feed")
            && self.address.all("feed").count() <= 1
    }

    /// Whether dates are restricted.
    pub(crate) fn restricts_dates(&self) -> bool {
        ON_DATES.iter().any(|name| self.address.first(name).is_some())
    }

    /// The same page without what restricts dates.
    pub(crate) fn without_dates(&self) -> Address {
        ON_DATES.iter().fold(self.address.clone(), |address, name| address.without(name))
    }

    /// The call that answers a page of results, as a program would send it.
    pub(crate) fn search(&self) -> Address {
        let asked = self.as_view(&self.address);
        let names = self.address.first("facet_limit").unwrap_or(NAMES);
        asked.set("facets", "month,year,kind,feed,publisher").set("facet_limit", names)
    }

    /// The same for one part of the results.
    pub(crate) fn search_page(&self) -> Address {
        let offset = (self.page - 1) * HITS_PER_PAGE;
        match offset {
            0 => self.search(),
            offset => self.search().set("offset", &offset.to_string()),
        }
    }

    /// The call that counts what there is by date, whatever the dates that were chosen.
    pub(crate) fn counts(&self) -> Address {
        let asked = self.as_view(&self.without_dates());
        asked.set("facets", "month,year").set("limit", "0").without("facet_limit")
    }

    /// The same for the events of a timeline.
    pub(crate) fn event_counts(&self) -> Address {
        let asked = self.timeline().at("/api/v1/search").without("sort");
        let asked = ON_DATES.iter().fold(asked, |address, name| address.without(name));
        asked.set("kind", "event").set("facets", "month,year").set("limit", "0")
    }

    /// The call that answers a page of a timeline.
    pub(crate) fn timeline_page(&self) -> Address {
        match &self.cursor {
            Some(cursor) => self.timeline().set("cursor", cursor),
            None => self.timeline(),
        }
    }

    /// The call that answers a timeline.
    pub(crate) fn timeline(&self) -> Address {
        let asked = self.address.at("/api/v1/timeline");
        let asked = asked.without("view").without("kind").without("recency").without("facet_limit");
        // A timeline has no order by relevance.
        let relevance = asked.has("sort", "relevance");
        if relevance { asked.without("sort") } else { asked }
    }

    /// The feed of what is new among what is asked for. It has an order of its own.
    pub(crate) fn feed(&self) -> Address {
        let others = ["view", "facet_limit", "sort", "recency"];
        others.iter().fold(self.address.at("/feed.atom"), |address, name| address.without(name))
    }

    /// The number of the page behind this one, where there is one.
    pub(crate) fn next_page(&self, total: u64) -> Option<usize> {
        let shown = (self.page * HITS_PER_PAGE) as u64;
        (shown < total && self.page < LAST_PAGE).then_some(self.page + 1)
    }

    fn as_view(&self, address: &Address) -> Address {
        let asked = address.at("/api/v1/search").without("view");
        match self.view {
            View::Stories => asked.set("group", "story"),
            View::Events => asked.set("kind", "event"),
        }
    }
}

impl From<&Address> for Parameters {
    /// The parameters of a call.
    fn from(address: &Address) -> Self {
        Self::from_pairs(address.pairs().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;

    fn read(query: &str) -> Asked {
        Asked::read("/", query)
    }

    #[test]
    fn a_page_asks_for_what_a_program_would() {
        let asked = read("q=kim&view=events&sort=&on=2025-12&page=3&utm_source=mail");
        assert_eq!(asked.address.to_string(), "/?q=kim&view=events&on=2025-12");
        assert_eq!(
            asked.search_page().to_string(),
            "/api/v1/search?q=kim&on=2025-12&kind=event&facets=month%2Cyear%2Ckind%2Cfeed%2Cpublisher\
             &facet_limit=12&offset=20"
        );
        assert_eq!(
            asked.counts().to_string(),
            "/api/v1/search?q=kim&kind=event&facets=month%2Cyear&limit=0"
        );
        assert_eq!(asked.timeline().to_string(), "/api/v1/timeline?q=kim&on=2025-12");
    }

    #[test]
    fn the_front_page_is_what_no_words_and_no_conditions_ask_for() {
        for front in ["", "q=", "feed=world", "utm_source=mail&q=+"] {
            assert!(read(front).is_front(), "{front}");
        }
        for searched in ["q=a", "view=stories", "feed=a&feed=b", "on=2025", "kind=event"] {
            assert!(!read(searched).is_front(), "{searched}");
        }
    }

    #[test]
    fn a_page_number_that_is_none_is_the_nearest() {
        let pages = ["page=0", "page=x", "page=-1", "page=7", "page=999999999"];
        assert_eq!(pages.map(|page| read(page).page), [1, 1, 1, 7, 1001]);
        assert_eq!(read("page=2").next_page(20), None);
        assert_eq!(read("page=2").next_page(21), Some(3));
        assert_eq!(read("page=1001").next_page(100_000), None);
    }
}
