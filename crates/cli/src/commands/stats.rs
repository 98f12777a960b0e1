//! `dateline stats`: what is in the index.

use super::Context;
use crate::library::Library;
use crate::output::{bytes, grouped};

pub(super) fn run(context: &mut Context) -> anyhow::Result<()> {
    let stats = Library::open(&context.settings)?.ask(|service| service.stats())?;
    let output = &mut context.output;
    if output.json {
        return output.answer(&stats);
    }
    let last_commit = stats.last_commit.as_deref().unwrap_or("not known");
    output.line(format_args!("stories      {}", grouped(stats.stories)))?;
    output.line(format_args!("events       {}", grouped(stats.events)))?;
    output.line(format_args!("size         {}", bytes(stats.index_bytes)))?;
    output.line(format_args!("segments     {}", grouped(stats.segments)))?;
    output.line(format_args!("generation   {}", stats.generation))?;
    output.line(format_args!("last commit  {last_commit}"))?;
    Ok(())
}
