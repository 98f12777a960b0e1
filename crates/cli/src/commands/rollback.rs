//! `dateline rollback`: back to the generation before the live one.

use dateline_indexer::generation::rollback;
use serde::Serialize;

use super::Context;

#[derive(Serialize)]
struct Report {
    from: u64,
    to: u64,
}

pub(super) fn run(context: &mut Context) -> anyhow::Result<()> {
    let done = rollback(&context.settings.data.index)?;
    let report = Report { from: done.from.number(), to: done.to.number() };
    let output = &mut context.output;
    if output.json {
        return output.answer(&report);
    }
    Ok(output.line(format_args!("generation {} is live, instead of {}", report.to, report.from))?)
}
