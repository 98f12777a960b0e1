//! A story page, as its readers see it.
//!
//! ```text
//! page     = { "Top Headlines" | "Feeds" } title [ updated ] { section }
//!            [ "Sources (N articles)" { article } ]
//!            [ "Timeline" { event } ]
//!            [ "All related articles (N articles)" { article } ]
//! updated  = "Updated" [ date ] [ "(N articles)" ]
//! section  = [ heading ] text                          (see `heading`)
//! event    = date dash text                            (see `timeline`)
//! article  = [ number ] title { "|" part }             (see `article_list`)
//! ```
//!
//! Paragraphs are separated by blank lines; a heading of the page is also one by itself, and in
//! lists each line is an entry. Numbers in brackets are citations (see `citations`): those of
//! sections point into the sources, those of the timeline into the related articles.

mod article_list;
mod citations;
mod heading;
mod landmark;
mod lexicon;
mod paragraph;
mod timeline;
mod word;

use dateline_model::{Article, Event, Section, Story};

use super::NoteKind;
use super::context::{Context, shortened};
use super::reject::{Fault, Reason};
use super::story_json::slug;
use heading::Headings;
use landmark::Landmark;
use paragraph::{Paragraph, paragraphs};

/// The most characters of a title. A first paragraph that is longer is that of another text.
const MAX_TITLE_CHARS: usize = 1_000;

/// Parses a page.
pub(super) fn parse(context: &mut Context<'_>) -> Result<Story, Fault> {
    let page = paragraphs(context.body);
    let mut rest = page.as_slice();
    while let Some((first, others)) = rest.split_first()
        && first.landmark() == Some(Landmark::Navigation)
    {
        rest = others;
    }
    let Some((title, rest)) = rest.split_first() else {
        return Err(Fault::new(context.line(), Reason::MissingTitle, "the page has no title"));
    };
    if title.landmark().is_some() {
        let detail = "the page has no title above its other parts";
        return Err(Fault::new(title.line, Reason::MissingTitle, detail));
    }
    let (title_line, title) = (title.line, title.text());
    if title.chars().nth(MAX_TITLE_CHARS).is_some() {
        let detail = "the first paragraph is too long for a title; is this a story page?";
        return Err(Fault::new(title_line, Reason::NotAStory, detail));
    }
    let mut story = Story::new(slug(&title, title_line)?, title);
    story.feeds = context.feeds().to_vec();
    let body = Body { headings: Headings::of(&page), has_timeline: has_timeline(&page) };
    body.read(rest, &mut story, context);
    Ok(story)
}

fn has_timeline(page: &[Paragraph<'_>]) -> bool {
    page.iter().any(|paragraph| paragraph.landmark() == Some(Landmark::Timeline))
}

/// What is known of a page before its paragraphs are read one by one.
struct Body {
    headings: Headings,
    /// Whether the timeline has its heading. Where it has none, events are known by their dates.
    has_timeline: bool,
}

/// The part of the page in which a paragraph stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Sections,
    Sources,
    Timeline,
    Articles,
}

impl Body {
    fn read(&self, paragraphs: &[Paragraph<'_>], story: &mut Story, context: &mut Context<'_>) {
        let mut part = Part::Sections;
        for (index, paragraph) in paragraphs.iter().enumerate() {
            match paragraph.landmark() {
                // Only directly under the title: further down, it is a sentence.
                Some(Landmark::Updated(date)) if index == 0 => {
                    story.updated = date.and_then(|date| context.updated(paragraph.line, date));
                    continue;
                }
                Some(Landmark::Sources) => part = Part::Sources,
                Some(Landmark::Timeline) => part = Part::Timeline,
                Some(Landmark::Articles) => part = Part::Articles,
                Some(Landmark::Navigation | Landmark::Updated(_)) | None => {
                    part = self.part_of(paragraph, part);
                    self.read_paragraph(paragraph, part, story, context);
                }
            }
        }
    }

    fn part_of(&self, paragraph: &Paragraph<'_>, current: Part) -> Part {
        let may_begin = matches!(current, Part::Sections | Part::Sources) && !self.has_timeline;
        if may_begin && timeline::is_dated(&paragraph.text()) { Part::Timeline } else { current }
    }

    fn read_paragraph(
        &self,
        paragraph: &Paragraph<'_>,
        part: Part,
        story: &mut Story,
        context: &mut Context<'_>,
    ) {
        match part {
            Part::Sections => {
                let section = self.section(paragraph);
                if section.heading.is_none() && section.text.is_empty() {
                    cite_above(section.citations, paragraph.line, story, context);
                } else {
                    story.sections.push(section);
                }
            }
            Part::Sources => list(paragraph, &mut story.sources),
            Part::Articles => list(paragraph, &mut story.articles),
            Part::Timeline => {
                for (line, text) in timeline::entries(paragraph) {
                    context.counts.events_read += 1;
                    story.timeline.extend(event(line, &text, context));
                }
            }
        }
    }

    fn section(&self, paragraph: &Paragraph<'_>) -> Section {
        // A heading on a line of its own needs no splitting.
        if let Some((heading, body)) = paragraph.headed() {
            let (text, citations) = citations::extract(&body);
            return Section { heading: Some(heading), text, citations };
        }
        let (text, citations) = citations::extract(&paragraph.text());
        match self.headings.split(&text) {
            Some((heading, body)) => {
                let (heading, text) = (Some(heading.to_owned()), body.to_owned());
                Section { heading, text, citations }
            }
            None => Section { heading: None, text, citations },
        }
    }
}

/// Citations in a paragraph by themselves are those of the section above it.
fn cite_above(citations: Vec<u32>, line: u64, story: &mut Story, context: &mut Context<'_>) {
    let Some(above) = story.sections.last_mut() else {
        let detail = "there are citations, and no text above them that could cite";
        context.note(line, NoteKind::DroppedSection, detail);
        return;
    };
    for number in citations {
        if !above.citations.contains(&number) {
            above.citations.push(number);
        }
    }
}

fn list(paragraph: &Paragraph<'_>, articles: &mut Vec<Article>) {
    for line in &paragraph.lines {
        let place = u32::try_from(articles.len() + 1).unwrap_or(u32::MAX);
        articles.push(article_list::article(line, place));
    }
}

fn event(line: u64, entry: &str, context: &mut Context<'_>) -> Option<Event> {
    let split = timeline::split(entry);
    let (text, citations) = citations::extract(split.text);
    if text.is_empty() {
        context.counts.events_rejected += 1;
        let detail = format!("there is no text in “{}”", shortened(entry));
        context.note(line, NoteKind::RejectedEvent, detail);
        return None;
    }
    let date = match split.date {
        Ok(date) => Some(date),
        Err(Some(error)) => {
            context.undated(line, &error, &text);
            None
        }
        Err(None) => {
            let detail = format!("there is no date and dash before “{}”", shortened(&text));
            context.note(line, NoteKind::UndatedEvent, detail);
            None
        }
    };
    Some(Event { date, date_text: split.date_text.to_owned(), text, citations })
}
