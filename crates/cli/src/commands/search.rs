//! `dateline search`: hits for people.

use dateline_query::request::Parameters;
use dateline_query::response::{
    BucketReply, ExplanationReply, FacetsReply, HitReply, SearchResponse,
};

use super::{Context, understood};
use crate::library::Library;
use crate::output::{Marked, Output, grouped};

pub(super) fn run(context: &mut Context, parameters: &Parameters) -> anyhow::Result<()> {
    let answer = Library::open(&context.settings)?.ask(|service| service.search(parameters))?;
    let output = &mut context.output;
    if output.json { output.answer(&answer) } else { page(output, &answer) }
}

fn page(output: &mut Output, answer: &SearchResponse) -> anyhow::Result<()> {
    understood::hints(output, &answer.query)?;
    for hit in &answer.hits {
        block(output, hit, 0)?;
        output.line("")?;
    }
    match (answer.total, answer.hits.len() as u64) {
        (0, _) => output.line("nothing found")?,
        (total, shown) => {
            output.line(format_args!("{} of {} shown", grouped(shown), grouped(total)))?;
        }
    }
    facets(output, &answer.facets)?;
    if let Some(next) = &answer.next {
        let hint = output.dim(&format!("next page: --cursor {next}"));
        output.line(hint)?;
    }
    Ok(())
}

/// A hit: its date and title, its id, its text.
fn block(output: &mut Output, hit: &HitReply, indent: usize) -> anyhow::Result<()> {
    let label = hit.date.as_ref().map_or("undated", |date| date.label.as_str());
    let marks = hit.highlights.as_ref();
    if indent == 0 {
        let head = format!("{label}  {}", hit.story.title);
        let head = output.bold(&head);
        output.line(head)?;
        let id = output.dim(&format!("{}  {}", hit.kind, hit.id));
        output.line(format_args!("  {id}"))?;
    } else {
        let head = output.dim(&format!("{label}  {}", hit.id));
        output.line(format_args!("{:indent$}{head}", ""))?;
    }
    let text = Marked::either(marks.and_then(|marks| marks.text.as_deref()), &hit.text);
    output.text(indent + 2, &text)?;
    if let Some(explanation) = &hit.explanation {
        explain(output, explanation, indent + 2)?;
    }
    for event in hit.events.iter().flatten() {
        block(output, event, indent + 4)?;
    }
    Ok(())
}

fn explain(output: &mut Output, part: &ExplanationReply, indent: usize) -> anyhow::Result<()> {
    let line = output.dim(&format!("{:.4}  {}", part.value, part.description));
    output.line(format_args!("{:indent$}{line}", ""))?;
    for detail in &part.details {
        explain(output, detail, indent + 2)?;
    }
    Ok(())
}

fn facets(output: &mut Output, facets: &FacetsReply) -> anyhow::Result<()> {
    let dates = [("month", &facets.month), ("year", &facets.year), ("day", &facets.day)];
    for (name, facet) in dates {
        let Some(facet) = facet else { continue };
        heading(output, name)?;
        buckets(output, &facet.buckets, "")?;
        buckets(output, &facet.coarser, " (coarser)")?;
        if facet.undated > 0 {
            output.line(format_args!("{:>10}  undated", grouped(facet.undated)))?;
        }
    }
    let names = [("kind", &facets.kind), ("feed", &facets.feed), ("publisher", &facets.publisher)];
    for (name, facet) in names {
        let Some(facet) = facet else { continue };
        heading(output, name)?;
        buckets(output, &facet.buckets, "")?;
        if facet.more > 0 {
            output.line(format_args!("{:>10}  more names: raise --facet-limit", facet.more))?;
        }
    }
    Ok(())
}

fn heading(output: &mut Output, name: &str) -> anyhow::Result<()> {
    let heading = output.bold(&format!("by {name}"));
    output.line("")?;
    Ok(output.line(heading)?)
}

fn buckets(output: &mut Output, buckets: &[BucketReply], suffix: &str) -> anyhow::Result<()> {
    for bucket in buckets {
        let key = crate::output::without_control(&bucket.key);
        let stories = match bucket.stories {
            Some(stories) => format!(" in {} stories", grouped(stories)),
            None => String::new(),
        };
        output.line(format_args!("{:>10}  {key}{suffix}{stories}", grouped(bucket.count)))?;
    }
    Ok(())
}
