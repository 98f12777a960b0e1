//! A story for programs that read pages: JSON-LD in the terms of schema.org.

use dateline_model::DateSpan;
use serde_json::{Value, json};

use crate::response::{ArticleReply, EventReply, StoryResponse};
use crate::web::Marked;
use crate::web::hit::web_address;

/// More events than this are left to the API: who reads pages reads the first of them.
const MOST_EVENTS: usize = 100;

/// The content of a script element that describes a story.
pub(super) fn script(story: &StoryResponse, description: &str, address: &str) -> Marked {
    let articles = story.sources.iter().chain(&story.articles).filter_map(article);
    let events = story.timeline.iter().filter_map(event).take(MOST_EVENTS);
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "description": description,
        "url": address,
        "mainEntityOfPage": address,
        "articleSection": story.feeds,
        "citation": articles.collect::<Vec<_>>(),
        "about": events.collect::<Vec<_>>(),
    });
    let updated = story.updated.as_deref().and_then(|edtf| DateSpan::parse(edtf).ok());
    set(&mut data, "dateModified", updated.and_then(|date| iso(&date, false)));
    set(&mut data, "inLanguage", story.language.clone());
    set(&mut data, "isBasedOn", story.url.as_deref().and_then(web_address));
    // No text can end the element or begin another one.
    let json = data.to_string().replace('<', "\\u003c").replace('>', "\\u003e");
    Marked::new(json.replace('&', "\\u0026"))
}

fn article(article: &ArticleReply) -> Option<Value> {
    let url = article.url.as_deref().and_then(web_address);
    let title = article.title.as_ref().or(url.as_ref())?;
    let mut data = json!({ "@type": "CreativeWork", "name": title });
    set(&mut data, "url", url);
    if let Some(publisher) = &article.publisher {
        data["publisher"] = json!({ "@type": "Organization", "name": publisher });
    }
    Some(data)
}

/// An event, its days no more precise than they are known.
fn event(event: &EventReply) -> Option<Value> {
    let date = DateSpan::parse(event.date.as_deref()?).ok()?;
    let mut data = json!({ "@type": "Event", "name": event.text });
    set(&mut data, "startDate", Some(iso(&date, true)?));
    set(&mut data, "endDate", iso(&date, false));
    Some(data)
}

/// An end of a date in ISO 8601, which knows days, months and years; none where it is open. Of what lies
/// between them the days are told.
fn iso(date: &DateSpan, at_start: bool) -> Option<String> {
    let is_open = if at_start { date.is_open_start() } else { date.is_open_end() };
    if is_open {
        return None;
    }
    let whole = date.to_string();
    let is_plain = whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match date.precision().as_str() {
        "day" | "month" | "year" if is_plain => Some(whole),
        _ if at_start => Some(date.first().to_string()),
        _ => Some(date.last().to_string()),
    }
}

fn set(data: &mut Value, name: &str, value: Option<String>) {
    if let Some(value) = value {
        data[name] = value.into();
    }
}
