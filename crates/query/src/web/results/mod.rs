//! The page of results: what was found, how it lies in time, and how to narrow it.

mod chips;
mod choices;
mod facet;
mod notices;
mod pager;

use askama::Template;
use dateline_model::DateSpan;

use super::asked::{Asked, View};
use super::chart::{Chart, Charted, Click};
use super::count::{counted, grouped};
use super::hit::HitView;
use super::layout::Feed;
use super::{Address, Layout};
use crate::response::{DateFacetReply, QueryReply, SearchResponse};
pub(crate) use chips::{Chip, chips};
use choices::sorts;
pub(crate) use choices::{Choice, Shown, views};
use facet::{FacetView, facets};
pub(crate) use notices::{Notice, notices};
pub(crate) use pager::Pager;

/// What was found.
#[derive(Debug, Template)]
#[template(path = "results.html")]
pub(crate) struct ResultsPage {
    layout: Layout,
    heading: String,
    /// How much was found, and how fast.
    summary: String,
    views: Vec<Choice>,
    sorts: Vec<Choice>,
    notices: Vec<Notice>,
    chart: Option<Chart>,
    chips: Vec<Chip>,
    facets: Vec<FacetView>,
    dates: DateForm,
    hits: Vec<HitView>,
    pager: Pager,
    exports: Vec<Export>,
    /// The same without any condition, where there are conditions and nothing was found.
    wider: Option<Address>,
}

/// The form in which a range of dates is typed.
#[derive(Debug)]
pub(crate) struct DateForm {
    /// The page that it leads to, whose parameters it keeps.
    pub(crate) page: Address,
    /// What was typed.
    pub(crate) from: String,
    /// What was typed.
    pub(crate) to: String,
}

/// The results in a form to take along.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) name: &'static str,
    pub(crate) address: Address,
}

impl ResultsPage {
    /// The page of a reply. `counts` holds what there is by date whatever the dates that were chosen,
    /// where some were.
    pub(crate) fn new(
        asked: &Asked,
        found: SearchResponse,
        counts: Option<SearchResponse>,
    ) -> Self {
        let mut found = found;
        let query = asked.query();
        let shown = std::mem::take(&mut found.facets);
        let all = counts.map(|counts| counts.facets);
        let (months, years) = match &all {
            Some(all) => (all.month.as_ref(), all.year.as_ref()),
            None => (shown.month.as_ref(), shown.year.as_ref()),
        };
        let chart = draw(asked, months, years, &found.query, Click::Restrict);
        let chips = chips(&asked.address);
        let heading = match query {
            "" if asked.view == View::Events => "All events".to_owned(),
            "" => "All stories".to_owned(),
            query => format!("Results for “{query}”"),
        };
        let feed = Feed {
            title: format!("New on {}", if query.is_empty() { "everything" } else { query }),
            address: asked.feed(),
        };
        let nothing = found.total == 0;
        Self {
            layout: Layout::new(format!("{heading} · Dateline"), heading.clone())
                .searching(query)
                .following(feed)
                .unlisted(),
            summary: summary(asked.view, &found),
            heading,
            views: views(&asked.address, asked.view.into()),
            sorts: sorts(&asked.address),
            notices: notices(&asked.address, &found.query),
            chart,
            wider: (nothing && !chips.is_empty() && !query.is_empty())
                .then(|| Address::new("/").set("q", query)),
            chips,
            facets: facets(asked, shown),
            dates: DateForm::new(&asked.address, asked.without_dates()),
            pager: Pager::new(asked, found.total),
            hits: found.hits.into_iter().map(HitView::new).collect(),
            exports: exports(asked),
        }
    }
}

impl DateForm {
    /// The form of a page; `page` is the same without dates.
    pub(crate) fn new(address: &Address, page: Address) -> Self {
        let typed = |name: &str| address.first(name).unwrap_or_default().to_owned();
        Self { from: typed("from"), to: typed("to"), page }
    }
}

/// The chart of counts by month and year, with what a query says of dates drawn on it.
pub(crate) fn draw(
    asked: &Asked,
    months: Option<&DateFacetReply>,
    years: Option<&DateFacetReply>,
    query: &QueryReply,
    click: Click,
) -> Option<Chart> {
    let named = query.dates.iter().flat_map(|dates| &dates.named);
    let named: Vec<_> = named.filter_map(|named| DateSpan::parse(&named.date.edtf).ok()).collect();
    let (chosen, address) = (asked.chosen_days(&named), asked.without_dates());
    Chart::draw(Charted { months: months?, years: years?, chosen, address, click })
}

/// How much was found, and how fast.
fn summary(view: View, found: &SearchResponse) -> String {
    let documents = counted(found.documents, "match", "matches");
    let what = match view {
        View::Stories => format!("{} with {documents}", counted(found.total, "story", "stories")),
        View::Events => counted(found.total, "event", "events"),
    };
    format!("{what} in {} ms", milliseconds(found.took_ms))
}

/// A time in milliseconds, with a decimal where it is short.
pub(crate) fn milliseconds(took: f64) -> String {
    if took < 10.0 { format!("{took:.1}") } else { grouped(took.round() as u64) }
}

/// The results in other forms.
pub(crate) fn exports(asked: &Asked) -> Vec<Export> {
    let hits = asked.search().without("facets").without("facet_limit");
    let timeline = asked.timeline();
    vec![
        Export { name: "JSON", address: asked.search_page() },
        Export { name: "CSV", address: hits.at("/export/hits.csv") },
        Export { name: "NDJSON", address: hits.at("/export/hits.ndjson") },
        Export { name: "Calendar", address: timeline.at("/export/timeline.ics") },
        Export { name: "TimelineJS", address: timeline.at("/export/timelinejs.json") },
        Export { name: "Atom feed", address: asked.feed() },
    ]
}
