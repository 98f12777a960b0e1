//! `dateline snapshot` and `dateline restore`: the index in one file, and the way back.

use std::path::Path;

use dateline_indexer::IndexError;
use dateline_indexer::archive::{restore, snapshot};

use super::Context;
use crate::arguments::{ArchiveArguments, Verbosity};
use crate::output::{bytes, grouped};
use crate::progress::ByteProgress;

pub(super) fn take(context: &mut Context, arguments: &ArchiveArguments) -> anyhow::Result<()> {
    let report = with_progress(context, arguments, snapshot)?;
    let output = &mut context.output;
    if output.json {
        return output.answer(&report);
    }
    Ok(output.line(format_args!(
        "generation {} with {} stories and {} events is in {} ({})",
        report.generation,
        grouped(report.stories),
        grouped(report.events),
        arguments.archive.display(),
        bytes(report.archive_bytes)
    ))?)
}

pub(super) fn bring_back(
    context: &mut Context,
    arguments: &ArchiveArguments,
) -> anyhow::Result<()> {
    let report = with_progress(context, arguments, restore)?;
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

/// Lets an archive be written or read, and shows how far that has come.
fn with_progress<T>(
    context: &Context,
    arguments: &ArchiveArguments,
    work: impl FnOnce(&Path, &Path, bool, &mut dyn FnMut(u64, u64)) -> Result<T, IndexError>,
) -> Result<T, IndexError> {
    let mut progress = ByteProgress::new(context.verbosity == Verbosity::Quiet);
    let ArchiveArguments { archive, force } = arguments;
    let mut at = |done, total| progress.at(done, total);
    let done = work(&context.settings.data.index, archive, *force, &mut at);
    progress.finish();
    done
}
