//! The page of a story: its sections with what they cite, its timeline drawn to scale, and the stories
//! related to it.

mod citations;
mod event;
mod figure;
mod linked_data;

use std::collections::HashSet;

use askama::Template;

use super::count::counted;
use super::hit::{FeedLink, When, web_address};
use super::layout::{Feed, Preview};
use super::{Address, Layout, Marked};
use crate::response::{ArticleReply, DateReply, RelatedReply, StoryResponse};
use citations::{Citations, Cited};
use dateline_model::DateSpan;
use event::{EventView, Years};
use figure::Figure;

/// How much of a story previews and search engines are told, in characters.
const DESCRIPTION_CHARS: usize = 200;

/// A story.
#[derive(Debug, Template)]
#[template(path = "story.html")]
pub(crate) struct StoryPage {
    layout: Layout,
    id: String,
    title: String,
    language: Option<String>,
    updated: Option<When>,
    articles_told: String,
    feeds: Vec<FeedLink>,
    url: Option<String>,
    sections: Vec<SectionView>,
    sources: Vec<ArticleView>,
    figure: Option<Figure>,
    years: Years,
    events: Vec<EventView>,
    articles: Vec<ArticleView>,
    related: Vec<RelatedView>,
    json: Address,
    /// The story for programs that read pages, as JSON within the page.
    linked_data: Marked,
}

/// A section.
#[derive(Debug)]
struct SectionView {
    heading: Option<String>,
    text: String,
    citations: Vec<Cited>,
}

/// An article that is cited.
#[derive(Debug)]
struct ArticleView {
    number: u32,
    /// Whether citations of its number lead to it: of two with one number, to the first.
    is_cited: bool,
    /// What it is called, or else its address or its number.
    title: String,
    url: Option<String>,
    /// Who published it, and when.
    published: String,
}

/// A story that is related.
#[derive(Debug)]
struct RelatedView {
    title: String,
    address: Address,
    date: Option<When>,
    /// Why.
    because: String,
}

impl StoryPage {
    /// The page of a story; `canonical` is its absolute address.
    pub(crate) fn new(story: StoryResponse, related: Vec<RelatedReply>, canonical: String) -> Self {
        let description = description(&story);
        let feed = Feed {
            title: format!("Changes of “{}”", story.title),
            address: Address::new("/feed.atom").set("story", &story.id).set("kind", "story"),
        };
        let updated = story.updated.as_deref().and_then(|edtf| DateSpan::parse(edtf).ok());
        let layout = Layout::new(format!("{} · Dateline", story.title), description.clone());
        let layout = layout
            .following(feed)
            .standing_for(canonical.clone())
            .previewed(Preview { kind: "article", title: story.title.clone() });
        let cites = Citations::new("source", &story.sources);
        let told_by = Citations::new("article", &story.articles);
        let events = event::events(&story.timeline, &told_by);
        Self {
            layout,
            linked_data: linked_data::script(&story, &description, &canonical),
            figure: Figure::draw(&events),
            years: Years::of(&events),
            events,
            sections: story
                .sections
                .into_iter()
                .map(|section| SectionView {
                    heading: section.heading,
                    text: section.text,
                    citations: cites.of(&section.citations),
                })
                .collect(),
            articles_told: told(story.articles.len(), story.sources.len()),
            feeds: story.feeds.iter().map(|name| FeedLink::new(name)).collect(),
            updated: updated.as_ref().map(DateReply::from).as_ref().map(When::from),
            url: story.url.as_deref().and_then(web_address),
            sources: articles(story.sources),
            articles: articles(story.articles),
            related: related.into_iter().map(RelatedView::from).collect(),
            json: Address::new(format!("/api/v1/stories/{}", story.id)),
            title: story.title,
            language: story.language,
            id: story.id,
        }
    }
}

/// How many articles a story rests on: those of its timeline, or else those of its sections.
pub(crate) fn told(articles: usize, sources: usize) -> String {
    match if articles > 0 { articles } else { sources } {
        0 => String::new(),
        number => counted(number as u64, "article", "articles"),
    }
}

/// The beginning of a story, cut between words.
fn description(story: &StoryResponse) -> String {
    let events = story.timeline.iter().map(|event| event.text.as_str());
    let mut texts = story.sections.iter().map(|section| section.text.as_str()).chain(events);
    let text = texts.find(|text| !text.trim().is_empty()).unwrap_or(&story.title);
    let Some((cut, _)) = text.char_indices().nth(DESCRIPTION_CHARS) else { return text.to_owned() };
    let beginning = &text[..cut];
    let whole = beginning.rfind(char::is_whitespace).map_or(beginning, |space| &beginning[..space]);
    format!("{whole} …")
}

/// A list of articles.
fn articles(list: Vec<ArticleReply>) -> Vec<ArticleView> {
    let mut numbers = HashSet::new();
    let view = |article: ArticleReply| {
        let is_cited = numbers.insert(article.number);
        ArticleView { is_cited, ..ArticleView::from(article) }
    };
    list.into_iter().map(view).collect()
}

impl From<ArticleReply> for ArticleView {
    fn from(article: ArticleReply) -> Self {
        let url = article.url.as_deref().and_then(web_address);
        let named = article.title.or_else(|| url.clone());
        let said = [article.publisher, article.published].into_iter().flatten();
        Self {
            number: article.number,
            is_cited: true,
            title: named.unwrap_or_else(|| format!("Article {}", article.number)),
            url,
            published: said.collect::<Vec<_>>().join(", "),
        }
    }
}

impl From<RelatedReply> for RelatedView {
    fn from(related: RelatedReply) -> Self {
        let words = related.because.words.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        let because = match related.because.articles {
            0 => format!("Both speak of {words}."),
            shared => {
                let shared = counted(shared as u64, "article", "articles");
                format!("Both cite {shared} and speak of {words}.")
            }
        };
        Self {
            address: Address::story(&related.story.id),
            title: related.story.title,
            date: related.date.as_ref().map(When::from),
            because,
        }
    }
}
