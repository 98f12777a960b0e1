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
        let chart = draw(asked.without_dates(), months, years, &found.query, click);
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
            years: years.map(|years| years.buckets.iter().map(jump).collect()).unwrap_or_default(),
            turned: match is_turned {
                true => ("Oldest first", straight),
                false => ("Newest first", straight.set("sort", "newest")),
            },
            entries: entries(found.entries),
            beginning: asked.cursor.is_some().then(|| address.clone()),
            next: found.next.map(|cursor| address.clone().set("cursor", &cursor)),
            exports: timeline_exports(asked),
        }
    }
}

/// The timeline in other forms.
fn timeline_exports(asked: &Asked) -> Vec<Export> {
    let json = Export { name: "JSON", address: asked.timeline() };
    let others = exports(asked).into_iter().filter(|export| export.name != "JSON");
    std::iter::once(json).chain(others).collect()
}

/// Entries, the first of each year with its name.
fn entries(found: Vec<TimelineEntry>) -> Vec<EntryView> {
    let mut last = None;
    let view = |entry: TimelineEntry| {
        let heading = heading(entry.date.as_ref());
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

/// The year of a date. Months would be as many headings as entries; they stand with each entry.
fn heading(date: Option<&DateReply>) -> String {
    let Some(date) = date else { return "Undated".to_owned() };
    let known = date.start.as_ref().or(date.end.as_ref());
    let day = known.and_then(|day| day.parse::<Day>().ok());
    day.map_or_else(|| date.label.clone(), |day| day.year().to_string())
}
