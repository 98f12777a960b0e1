//! `dateline timeline`: one line through the events of many stories.

use dateline_query::request::Parameters;
use dateline_query::response::{TimelineEntry, TimelineResponse};

use super::{Context, understood};
use crate::library::Library;
use crate::output::{Marked, Output, grouped};

pub(super) fn run(context: &mut Context, parameters: &Parameters) -> anyhow::Result<()> {
    let answer = Library::open(&context.settings)?.ask(|service| service.timeline(parameters))?;
    let output = &mut context.output;
    if output.json { output.answer(&answer) } else { page(output, &answer) }
}

fn page(output: &mut Output, answer: &TimelineResponse) -> anyhow::Result<()> {
    understood::hints(output, &answer.query)?;
    for entry in &answer.entries {
        block(output, entry)?;
    }
    match answer.total {
        0 => output.line("nothing found")?,
        total => output.line(format_args!("{} events in all", grouped(total)))?,
    }
    if let Some(next) = &answer.next {
        let hint = output.dim(&format!("next page: --cursor {next}"));
        output.line(hint)?;
    }
    Ok(())
}

fn block(output: &mut Output, entry: &TimelineEntry) -> anyhow::Result<()> {
    let label = entry.date.as_ref().map_or("undated", |date| date.label.as_str());
    let label = output.bold(label);
    output.line(label)?;
    output.text(2, &Marked::either(entry.highlight.as_deref(), &entry.text))?;
    for story in &entry.stories {
        let story = output.dim(&format!("{} ({})", story.title, story.id));
        output.line(format_args!("  - {story}"))?;
    }
    Ok(output.line("")?)
}
