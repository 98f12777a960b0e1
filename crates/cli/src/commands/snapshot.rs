//! `dateline snapshot` and `dateline restore`: the index in one file, and the way back.

use dateline_indexer::archive::{restore, snapshot};

use super::Context;
use crate::arguments::{ArchiveArguments, Verbosity};
use crate::output::{bytes, grouped};
use crate::progress::ByteProgress;

pub(super) fn take(context: &mut Context, arguments: &ArchiveArguments) -> anyhow::Result<()> {
    let ArchiveArguments { archive, force } = arguments;
    let mut progress = ByteProgress::new(context.verbosity == Verbosity::Quiet);
    let mut at = |done, total| progress.at(done, total);
    let report = snapshot(&context.settings.data.index, archive, *force, &mut at);
    progress.finish();
    let report = report?;
    let output = &mut context.output;
    if output.json {
        return output.answer(&report);
    }
    Ok(output.line(format_args!(
        "generation {} with {} stories and {} events is in {} ({})",
        report.generation,
        grouped(report.stories),
        grouped(report.events),
        archive.display(),
        bytes(report.archive_bytes)
    ))?)
}

pub(super) fn bring_back(
    context: &mut Context,
    arguments: &ArchiveArguments,
) -> anyhow::Result<()> {
    let ArchiveArguments { archive, force } = arguments;
    let mut progress = ByteProgress::new(context.verbosity == Verbosity::Quiet);
    let mut at = |done, total| progress.at(done, total);
    let report = restore(&context.settings.data.index, archive, *force, &mut at);
    progress.finish();
    let report = report?;
    let output = &mut context.output;
    if output.json {
        return output.answer(&report);
    }
    output.line(format_args!(
        "generation {} is live, with {} stories and {} events",
        report.generation,
        grouped(report.stories),
        grouped(report.events)
    ))?;
    if let Some(previous) = report.previous {
        output.line(format_args!("`dateline rollback` goes back to generation {previous}"))?;
    }
    Ok(())
}
