//! The page of a timeline: one line through all stories that match, by year.

use askama::Template;
use dateline_model::Day;

use super::asked::Asked;
use super::chart::{Chart, Click};
use super::count::{counted, grouped};
use super::hit::{self, Citation, FeedLink, When};
use super::layout::Feed;
use super::results::{Chip, Choice, DateForm, Export, Notice, Shown};
use super::results::{chips, draw, exports, milliseconds, notices, views};
use super::{Address, Layout, Marked};
use crate::response::{BucketReply, DateReply, SearchResponse, TimelineEntry, TimelineResponse};

/// So many stories that tell an event are named, and so many articles.
const TELLERS: usize = 8;

/// So many years can be jumped to; the chart leads to the others.
const YEARS: usize = 60;

/// A timeline.
#[derive(Debug, Template)]
#[template(path = "timeline.html")]
pub(crate) struct TimelinePage {
    layout: Layout,
    heading: String,
    summary: String,
    views: Vec<Choice>,
    notices: Vec<Notice>,
    chart: Option<Chart>,
    chips: Vec<Chip>,
    dates: DateForm,
    years: Vec<Year>,
    /// The same in the other direction, and what that is called.
    turned: (&'static str, Address),
    entries: Vec<EntryView>,
    /// The beginning, where this is not it.
    beginning: Option<Address>,
    next: Option<Address>,
    exports: Vec<Export>,
}

/// A year to jump to.
#[derive(Debug)]
struct Year {
    name: String,
    count: String,
    address: Address,
}

/// What happened at a date.
#[derive(Debug)]
struct EntryView {
    /// The year that begins with it.
    heading: Option<String>,
    when: Option<When>,
    text: Marked,
    stories: Vec<StoryLink>,
    /// How many stories are left out.
    more_stories: Option<String>,
    citations: Vec<Citation>,
}

/// A story that tells it.
#[derive(Debug)]
struct StoryLink {
    title: String,
    address: Address,
    feeds: Vec<FeedLink>,
}

impl TimelinePage {
    /// The page of a reply; `counts` holds what there is by date, whatever the dates that were chosen.
    pub(crate) fn new(asked: &Asked, found: TimelineResponse, counts: SearchResponse) -> Self {
        let query = asked.query();
        let address = &asked.address;
        let is_turned = address.has("sort", "newest");
        let (months, years) = (counts.facets.month.as_ref(), counts.facets.year.as_ref());
        let click = Click::Jump { to: if is_turned { "to" } else { "from" } };
        let chart = draw(asked, months, years, &found.query, click);
        let jump = |bucket: &BucketReply| Year {
            name: bucket.key.clone(),
            count: grouped(bucket.count),
            address: asked.without_dates().set(if is_turned { "to" } else { "from" }, &bucket.key),
        };
        let heading = match query {
            "" => "Timeline of everything".to_owned(),
            query => format!("Timeline of “{query}”"),
        };
        let straight = address.clone().without("sort");
        let took = milliseconds(found.took_ms);
        Self {
            layout: Layout::new(format!("{heading} · Dateline"), heading.clone())
                .searching(query)
                .following(Feed {
                    title: format!(
                        "New on {}",
                        if query.is_empty() { "everything" } else { query }
                    ),
                    address: asked.feed(),
                })
                .unlisted(),
            summary: format!("{} in {took} ms", counted(found.total, "event", "events")),
            heading,
            views: views(address, Shown::Timeline),
            notices: notices(address, &found.query),
            chart,
            chips: chips(address),
            dates: DateForm::new(address, asked.without_dates()),
            years: years
                .map_or_else(Vec::new, |years| latest(&years.buckets).iter().map(jump).collect()),
            turned: match is_turned {
                true => ("Oldest first", straight),
                false => ("Newest first", straight.set("sort", "newest")),
            },
            entries: entries(found.entries, &Years { is_turned, within: asked.chosen_days(&[]) }),
            beginning: asked.cursor.is_some().then(|| address.clone()),
            next: found.next.map(|cursor| address.clone().set("cursor", &cursor)),
            exports: timeline_exports(asked),
        }
    }
}

/// The timeline in other forms.
fn timeline_exports(asked: &Asked) -> Vec<Export> {
    let events = match asked.timeline() {
        turned if turned.has("sort", "newest") => turned,
        straight => straight.set("sort", "oldest"),
    };
    let events = events.set("kind", "event");
    let instead = |export: Export| match export.name {
        "JSON" => Export { address: asked.timeline(), ..export },
        "CSV" => Export { address: events.at("/export/hits.csv"), ..export },
        "NDJSON" => Export { address: events.at("/export/hits.ndjson"), ..export },
        _ => export,
    };
    exports(asked).into_iter().map(instead).collect()
}

/// Entries, the first of each year with its name.
fn entries(found: Vec<TimelineEntry>, years: &Years) -> Vec<EntryView> {
    let mut last = None;
    let view = |entry: TimelineEntry| {
        let heading = years.heading(entry.date.as_ref());
        let is_new = last.as_ref() != Some(&heading);
        last = Some(heading.clone());
        let events = &entry.events;
        let left_out = entry.stories.len().saturating_sub(TELLERS) as u64;
        let stories = entry.stories.into_iter().take(TELLERS).map(|story| {
            // The place on the page of the story where this is told.
            let event =
                events.iter().find(|id| id.split_once('#').is_some_and(|(of, _)| of == story.id));
            StoryLink {
                address: hit::address(event.map_or(story.id.as_str(), String::as_str)),
                feeds: hit::feeds(&story),
                title: story.title,
            }
        });
        EntryView {
            heading: is_new.then_some(heading),
            when: entry.date.as_ref().map(When::from),
            text: entry.highlight.map_or_else(|| Marked::plain(&entry.text), Marked::new),
            stories: stories.collect(),
            more_stories: (left_out > 0).then(|| counted(left_out, "more story", "more stories")),
            citations: entry.citations.into_iter().take(TELLERS).map(Citation::from).collect(),
        }
    };
    found.into_iter().map(view).collect()
}

/// The latest years, as many as are looked through.
fn latest(buckets: &[BucketReply]) -> &[BucketReply] {
    &buckets[buckets.len().saturating_sub(YEARS)..]
}

/// How a timeline is told by years.
struct Years {
    /// Whether the latest comes first.
    is_turned: bool,
    /// The days that were chosen.
    within: (Option<Day>, Option<Day>),
}

impl Years {
    /// The year that an entry stands under, in the order of entries: that of its beginning or, where the
    /// latest comes first, of its end. What reaches beyond the days that were chosen stands at their edge.
    /// Months would be as many headings as entries; they stand with each entry.
    fn heading(&self, date: Option<&DateReply>) -> String {
        let Some(date) = date else { return "Undated".to_owned() };
        let (first, other) =
            if self.is_turned { (&date.end, &date.start) } else { (&date.start, &date.end) };
        let day = first.as_ref().or(other.as_ref()).and_then(|day| day.parse::<Day>().ok());
        let Some(day) = day else { return date.label.clone() };
        let (from, to) = self.within;
        let day = from.map_or(day, |from| day.max(from));
        to.map_or(day, |to| day.min(to)).year().to_string()
    }
}
