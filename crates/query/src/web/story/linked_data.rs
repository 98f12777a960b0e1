//! A story for programs that read pages: JSON-LD in the terms of schema.org.

use dateline_model::{DateSpan, Precision};
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

/// An end of a date in ISO 8601, which knows days, months and years, no more precise than it is known; none
/// where it is open.
fn iso(date: &DateSpan, at_start: bool) -> Option<String> {
    let (day, precision) = match at_start {
        true => (date.first(), date.start_precision()),
        false => (date.last(), date.end_precision()),
    };
    let month = day.month();
    match precision {
        Precision::Day => Some(day.to_string()),
        Precision::PartOfMonth
        | Precision::Month
        | Precision::Season
        | Precision::Quarter
        | Precision::PartOfYear => Some(month.to_string()),
        Precision::Year | Precision::Decade => Some(format!("{:04}", month.year())),
        Precision::Open => None,
    }
}

fn set(data: &mut Value, name: &str, value: Option<String>) {
    if let Some(value) = value {
        data[name] = value.into();
    }
}
