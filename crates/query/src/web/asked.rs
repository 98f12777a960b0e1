//! What a page was asked with, and what it asks of the service in turn.
//!
//! A page takes the parameters of the search, `view` for the shape of what it shows and `page` for
//! which part. It passes over all others: links that people share collect parameters on their way
//! (`utm_source` and the like), and nobody who follows one can mend it.

use dateline_model::{DateSpan, Day};

use super::Address;
use crate::error::ApiError;
use crate::request::{Parameter, Parameters, RequestLimits};

/// How many hits stand on a page.
pub(crate) const HITS_PER_PAGE: usize = 10;
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

/// What the dates are for that a query names; as a filter, they restrict.
const NAMED: &str = "dates_in_query";
/// See [`NAMED`].
const FILTER: &str = "filter";
/// The page of a timeline.
pub(crate) const TIMELINE: &str = "/timeline";
/// More conditions than anybody chooses: each one is in every link of a page.
const MOST_CONDITIONS: usize = 40;

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
    /// The last part that can be reached by its number.
    last_page: usize,
    /// Where a page of a timeline goes on.
    pub(crate) cursor: Option<String>,
}

impl Asked {
    /// Reads the query string of a page.
    ///
    /// # Errors
    /// [`ApiError::Unanswerable`] where there are more conditions than a page shows.
    pub(crate) fn read(path: &str, query: &str, limits: &RequestLimits) -> Result<Self, ApiError> {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let last = |name: &str| {
            pairs.iter().rfind(|(other, _)| other == name).map(|(_, value)| value.as_str())
        };
        let view = if last("view") == Some("events") { View::Events } else { View::Stories };
        let page = last("page").and_then(|page| page.trim().parse().ok()).unwrap_or(1);
        // Where events alone are shown, no kind is left to choose.
        let has_kinds = view == View::Stories && path != TIMELINE;
        let kept = pairs.iter().filter(|(name, value)| match name.as_str() {
            "view" => matches!(value.as_str(), "events" | "stories"),
            "kind" => has_kinds,
            name => KEPT.iter().any(|parameter| parameter.name() == name),
        });
        let address = Address::with_pairs(path, kept.map(|(n, v)| (n.as_str(), v.trim())));
        if address.pairs().len() > MOST_CONDITIONS {
            return Err(ApiError::Unanswerable(format!(
                "a page takes {MOST_CONDITIONS} conditions at the most; leave some out, or ask the API"
            )));
        }
        let last_page = limits.offset / HITS_PER_PAGE + 1;
        Ok(Self {
            address,
            view,
            page: page.clamp(1, last_page),
            last_page,
            cursor: last("cursor").map(str::to_owned).filter(|cursor| !cursor.is_empty()),
        })
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
            || self.address.has(NAMED, FILTER)
    }

    /// The same page without what restricts dates.
    pub(crate) fn without_dates(&self) -> Address {
        without_dates(self.address.clone())
    }

    /// The days that were chosen, as far as they have a beginning and an end; `named` are the dates that
    /// the query names.
    pub(crate) fn chosen_days(&self, named: &[DateSpan]) -> (Option<Day>, Option<Day>) {
        let dates = |name| self.address.all(name).filter_map(|text| DateSpan::parse(text).ok());
        let filter = self.address.has(NAMED, FILTER);
        let named = named.iter().filter(|_| filter);
        // Of the dates that a query names one is enough; all others have to hold.
        let from = named.clone().map(DateSpan::first).min();
        let to = named.map(DateSpan::last).max();
        let from = dates("from").chain(dates("on")).map(|date| date.first()).chain(from).max();
        let to = dates("to").chain(dates("on")).map(|date| date.last()).chain(to).min();
        (from.filter(|day| *day > Day::MIN), to.filter(|day| *day < Day::MAX))
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
        without_dates(asked).set("kind", "event").set("facets", "month,year").set("limit", "0")
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
        (shown < total && self.page < self.last_page).then_some(self.page + 1)
    }

    fn as_view(&self, address: &Address) -> Address {
        let asked = address.at("/api/v1/search").without("view");
        match self.view {
            View::Stories => asked.set("group", "story"),
            View::Events => asked.set("kind", "event"),
        }
    }
}

/// An address without what restricts dates.
fn without_dates(address: Address) -> Address {
    let address = ON_DATES.iter().fold(address, |address, name| address.without(name));
    address.without_value(NAMED, FILTER)
}

impl From<&Address> for Parameters {
    /// The parameters of a call.
    fn from(address: &Address) -> Self {
        Self::from_pairs(address.pairs().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::DateSpan;

    use super::Asked;
    use crate::request::RequestLimits;

    fn read(query: &str) -> Asked {
        Asked::read("/", query, &RequestLimits::default()).unwrap()
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
    fn more_conditions_than_anybody_chooses_are_refused() {
        let feeds = |count: usize| (0..count).map(|at| format!("feed=f{at}&")).collect::<String>();
        assert!(Asked::read("/", &feeds(40), &RequestLimits::default()).is_ok());
        assert!(Asked::read("/", &feeds(41), &RequestLimits::default()).is_err());
    }

    #[test]
    fn what_is_chosen_is_what_all_conditions_leave() {
        let chosen = |query: &str, named: &[&str]| {
            let named: Vec<_> = named.iter().map(|date| DateSpan::parse(date).unwrap()).collect();
            let (from, to) = read(query).chosen_days(&named);
            [from, to].map(|day| day.map_or_else(String::new, |day| day.to_string()))
        };
        assert_eq!(chosen("q=a", &["2025"]), ["", ""], "a date that is named restricts nothing");
        assert_eq!(chosen("from=2025-10&to=2025&on=2025-12", &[]), ["2025-12-01", "2025-12-31"]);
        let filtered = "dates_in_query=filter&on=2025-12";
        assert_eq!(chosen(filtered, &["2024", "2025"]), ["2025-12-01", "2025-12-31"]);
        assert_eq!(chosen("on=2024/..", &[]), ["2024-01-01", ""]);
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
