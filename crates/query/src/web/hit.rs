//! A hit on a page: a story with its best events beneath, or an event.

use super::{Address, Marked};
use crate::response::{CitationReply, DateReply, EntryCitation, HitReply, StoryReply};

/// A hit.
#[derive(Debug)]
pub(crate) struct HitView {
    /// Where it can be read.
    pub(crate) address: Address,
    /// The title of its story.
    pub(crate) title: Marked,
    /// Whether it is an event.
    pub(crate) is_event: bool,
    /// When.
    pub(crate) date: Option<When>,
    /// What it says, as far as it fits.
    pub(crate) text: Marked,
    /// The feeds that it is in.
    pub(crate) feeds: Vec<FeedLink>,
    /// What an event cites, with known addresses alone.
    pub(crate) citations: Vec<Citation>,
    /// The best events of a story.
    pub(crate) events: Vec<HitView>,
}

/// A date.
#[derive(Debug)]
pub(crate) struct When {
    /// For people.
    pub(crate) label: String,
    /// For programs, in the attribute `datetime`, which knows days, months and years; absent for other dates.
    pub(crate) machine: Option<String>,
}

/// A feed.
#[derive(Debug)]
pub(crate) struct FeedLink {
    pub(crate) name: String,
    pub(crate) address: Address,
}

/// An article that is cited.
#[derive(Debug)]
pub(crate) struct Citation {
    pub(crate) label: String,
    /// Its address, where it is one of the web.
    pub(crate) url: Option<String>,
}

impl HitView {
    /// How a hit is shown.
    pub(crate) fn new(hit: HitReply) -> Self {
        let (title, text) =
            hit.highlights.map_or((None, None), |marked| (marked.title, marked.text));
        Self {
            address: address(&hit.id),
            title: title.map_or_else(|| Marked::plain(&hit.story.title), Marked::new),
            is_event: hit.kind == "event",
            date: hit.date.as_ref().map(When::from),
            text: text.map_or_else(|| Marked::plain(&hit.text), Marked::new),
            feeds: feeds(&hit.story),
            citations: hit.citations.iter().map(Citation::from).collect(),
            events: hit.events.into_iter().flatten().map(Self::new).collect(),
        }
    }
}

/// The page of a story, or the place on it where an event is told.
pub(crate) fn address(id: &str) -> Address {
    match id.split_once('#') {
        Some((story, number)) => Address::story(story).with_part(&format!("event-{number}")),
        None => Address::story(id),
    }
}

/// The feeds of a story as links.
pub(crate) fn feeds(story: &StoryReply) -> Vec<FeedLink> {
    story.feeds.iter().map(|name| FeedLink::new(name)).collect()
}

impl FeedLink {
    /// The link to the headlines of a feed.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), address: Address::new("/").set("feed", name) }
    }
}

impl From<&DateReply> for When {
    fn from(date: &DateReply) -> Self {
        let is_plain = date.edtf.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            && matches!(date.precision, "day" | "month" | "year");
        Self { label: date.label.clone(), machine: is_plain.then(|| date.edtf.clone()) }
    }
}

impl From<&CitationReply> for Citation {
    fn from(citation: &CitationReply) -> Self {
        let label = citation.publisher.clone();
        Self {
            label: label.unwrap_or_else(|| format!("[{}]", citation.number)),
            url: citation.url.as_deref().and_then(web_address),
        }
    }
}

impl From<EntryCitation> for Citation {
    fn from(citation: EntryCitation) -> Self {
        let EntryCitation { number, publisher, url, .. } = citation;
        Self::from(&CitationReply { number, publisher, url })
    }
}

/// An address that a page may link to: what a source gives as one could also be a script.
pub(crate) fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.split_once("://").map(|(scheme, _)| scheme)?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    is_web.then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{address, web_address};

    #[test]
    fn an_event_is_a_place_on_the_page_of_its_story() {
        assert_eq!(address("kim#3").to_string(), "/stories/kim#event-3");
        assert_eq!(address("kim").to_string(), "/stories/kim");
    }

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        for linked in ["https://example.org/a", "HTTP://example.org", " http://example.org "] {
            assert!(web_address(linked).is_some(), "{linked}");
        }
        for not in ["javascript:alert(1)//://", "data:text/html,x", "/etc/passwd", "", "ftp://a"] {
            assert!(web_address(not).is_none(), "{not}");
        }
    }
}
