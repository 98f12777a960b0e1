//! Stories as a feed: Atom as RFC 4287 has it.

use std::collections::BTreeSet;
use std::io;

use dateline_engine::Hit;
use dateline_model::{DateSpan, Day};

use super::Absolute;
use super::xml::{Xml, document, empty, text};
use crate::web::Address;

/// When a story without a date was updated, which a feed has to say. A reader sorts by it and shows as
/// new what is younger than what it knows: so it is the same at each look, and older than the news.
/// Years further back are more than some readers can count.
const UNDATED: &str = "1970-01-01T00:00:00Z";

/// Who has written what no publisher is known of.
const AUTHOR: &str = "Dateline";

/// What a feed says of itself.
pub(crate) struct Feed {
    /// What it is called.
    pub(crate) title: String,
    /// Where it is; this is its id too.
    pub(crate) address: Address,
    /// The page that shows the same.
    pub(crate) page: Address,
    /// Links to stories.
    pub(crate) absolute: Absolute,
}

impl Feed {
    /// The feed with these stories.
    pub(crate) fn write(&self, stories: &[Hit]) -> io::Result<Vec<u8>> {
        let mut xml = document()?;
        let newest = stories.iter().map(|story| day(story.date.as_ref())).max().flatten();
        let (address, page) = ((self.absolute)(&self.address), (self.absolute)(&self.page));
        let feed = xml.create_element("feed");
        let feed = feed.with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
        feed.write_inner_content(|xml| {
            text(xml, "id", &[], &address)?;
            text(xml, "title", &[("type", "text")], &self.title)?;
            text(xml, "updated", &[], &midnight(newest))?;
            author(xml, AUTHOR)?;
            let kind = "application/atom+xml";
            empty(xml, "link", &[("rel", "self"), ("type", kind), ("href", &address)])?;
            empty(xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)])?;
            text(xml, "generator", &[], "Dateline")?;
            stories.iter().try_for_each(|story| self.entry(xml, story))
        })?;
        Ok(xml.into_inner())
    }

    fn entry(&self, xml: &mut Xml, story: &Hit) -> io::Result<()> {
        // Where it is found is what stays of a story when it is written anew.
        let address = (self.absolute)(&Address::story(story.story.id.as_str()));
        let cited = story.events.iter().chain([story]).flat_map(|hit| &hit.citations);
        let publishers: BTreeSet<&str> =
            cited.filter_map(|article| article.publisher.as_deref()).collect();
        xml.create_element("entry").write_inner_content(|xml| {
            text(xml, "id", &[], &address)?;
            text(xml, "title", &[("type", "text")], &story.story.title)?;
            text(xml, "updated", &[], &midnight(day(story.date.as_ref())))?;
            publishers.iter().try_for_each(|publisher| author(xml, publisher))?;
            empty(xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)])?;
            text(xml, "summary", &[("type", "text")], &story.text)?;
            story.story.feeds.iter().try_for_each(|feed| empty(xml, "category", &[("term", feed)]))
        })?;
        Ok(())
    }
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", &[], name))?;
    Ok(())
}

/// The last day of a date; of one that goes on, the first.
fn day(date: Option<&DateSpan>) -> Option<Day> {
    date.map(|date| if date.is_open_end() { date.first() } else { date.last() })
}

fn midnight(day: Option<Day>) -> String {
    day.map_or_else(|| UNDATED.to_owned(), |day| format!("{day}T00:00:00Z"))
}
