//! `dateline show`: a story as a page to read.

use dateline_model::DateSpan;
use dateline_query::response::{ArticleReply, EventReply, StoryResponse};

use super::Context;
use crate::library::Library;
use crate::output::{Marked, Output, grouped, without_control};

pub(super) fn run(context: &mut Context, id: &str) -> anyhow::Result<()> {
    // The id of an event, as a search gives it, leads to its story.
    let story = id.split_once('#').map_or(id, |(story, _)| story);
    let story = Library::open(&context.settings)?.ask(|service| service.story(story))?;
    let output = &mut context.output;
    if output.json { output.answer(&story) } else { page(output, &story) }
}

fn page(output: &mut Output, story: &StoryResponse) -> anyhow::Result<()> {
    let title = output.bold(&story.title);
    output.line(title)?;
    let mut facts = vec![story.id.clone()];
    facts.extend((!story.feeds.is_empty()).then(|| story.feeds.join(", ")));
    facts.extend(story.updated.as_deref().map(|date| format!("updated {}", label(date))));
    facts.extend(story.url.clone());
    let facts = output.dim(&facts.join("  "));
    output.line(facts)?;
    for section in &story.sections {
        output.line("")?;
        if let Some(heading) = &section.heading {
            let heading = output.bold(heading);
            output.line(heading)?;
        }
        output.text(0, &cited(&section.text, &section.citations))?;
    }
    articles(output, "Sources", &story.sources)?;
    if !story.timeline.is_empty() {
        heading(output, "Timeline", story.timeline.len())?;
        for event in &story.timeline {
            let date = output.bold(&date(event));
            output.line(date)?;
            output.text(2, &cited(&event.text, &event.citations))?;
        }
    }
    articles(output, "All related articles", &story.articles)
}

fn heading(output: &mut Output, name: &str, count: usize) -> anyhow::Result<()> {
    let heading = output.bold(&format!("{name} ({})", grouped(count as u64)));
    output.line("")?;
    Ok(output.line(heading)?)
}

fn articles(output: &mut Output, name: &str, articles: &[ArticleReply]) -> anyhow::Result<()> {
    if articles.is_empty() {
        return Ok(());
    }
    heading(output, name, articles.len())?;
    for article in articles {
        let parts = [&article.publisher, &article.title, &article.published, &article.url];
        let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
        let line = without_control(&parts.join(", "));
        output.line(format_args!("[{}] {line}", article.number).to_string().trim_end())?;
    }
    Ok(())
}

/// Text with its citations behind it, as story pages have them.
fn cited(text: &str, citations: &[u32]) -> Marked {
    let citations: String = citations.iter().map(|number| format!("[{number}]")).collect();
    Marked::plain(&format!("{text} {citations}"))
}

/// The date for people, or as it was written where it could not be read.
fn date(event: &EventReply) -> String {
    match &event.date {
        Some(date) => label(date),
        None if event.date_text.is_empty() => "undated".to_owned(),
        None => format!("{} (undated)", event.date_text),
    }
}

fn label(edtf: &str) -> String {
    DateSpan::parse_edtf(edtf).map_or_else(|_| edtf.to_owned(), |date| date.label())
}
