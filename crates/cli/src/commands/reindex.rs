//! `dateline reindex`: a new generation, beside the live one until it is proven.

use dateline_indexer::generation::{Ownership, StoryStore, sweep};
use dateline_indexer::sources::Limits;
use dateline_indexer::{Input, ReindexOptions, ReindexReport, reindex};

use super::Context;
use crate::arguments::{ReindexArguments, Verbosity};
use crate::interrupt::Interrupt;
use crate::output::{bytes, grouped};
use crate::progress::{Reporter, Whole};
use crate::settings::{IndexSettings, Settings};

pub(super) fn run(context: &mut Context, arguments: &ReindexArguments) -> anyhow::Result<()> {
    let interrupt = Interrupt::listen()?;
    let index_dir = &context.settings.data.index;
    // Leavings of a run that died would otherwise be taken for the generation to roll back to.
    sweep(index_dir)?;
    let (input, whole) = if arguments.from_index {
        // Opened here to say at once where there is none.
        let stories = StoryStore::open_current(index_dir)?.stories_built;
        (Input::Index, Whole::Stories(stories))
    } else if arguments.paths.is_empty() {
        (Input::Paths(vec![context.settings.data.stories.clone()]), Whole::Bytes)
    } else {
        (Input::Paths(arguments.paths.clone()), Whole::Bytes)
    };
    // Beside a server, its answers come first.
    let yields = Ownership::holder(index_dir)?.is_some();
    let options = ReindexOptions { yields, ..options(&context.settings, arguments.strict) };
    let mut reporter = Reporter::new(interrupt, whole, context.verbosity == Verbosity::Quiet);
    let result = reindex(index_dir, input, &options, &mut reporter);
    reporter.finish();
    let (_, report) = result?;
    if report.stories == 0 {
        tracing::warn!("the new index is empty: no story was found; check the paths");
    }
    if context.output.json { context.output.answer(&report) } else { table(context, &report) }
}

/// What the settings say of a reindex.
pub(super) fn options(settings: &Settings, strict: bool) -> ReindexOptions {
    let IndexSettings { threads, memory_bytes, max_record_bytes, .. } = settings.index;
    ReindexOptions {
        strict,
        yields: false,
        threads,
        memory_bytes,
        limits: Limits { max_record_bytes },
        analysis: settings.words.analysis.clone(),
    }
}

/// The closing report for people. Lines that would say nothing are left out.
fn table(context: &mut Context, report: &ReindexReport) -> anyhow::Result<()> {
    let output = &mut context.output;
    let title = format!("generation {} is live", report.generation);
    let title = output.bold(&title);
    output.line(title)?;
    let rows = [
        ("files", report.files),
        ("files passed over", report.files_ignored),
        ("records read", report.records_read),
        ("records rejected", report.rejected),
        ("stories", report.stories),
        ("stories superseded", report.stories_superseded),
        ("events", report.events),
        ("events superseded", report.events_superseded),
        ("events rejected", report.events_rejected),
        ("events undated", report.events_undated),
        ("changed meanwhile", report.stories_taken_over),
        ("notes", report.notes),
        ("unknown fields", report.unknown_fields),
    ];
    for (name, count) in rows {
        if count > 0 || matches!(name, "stories" | "events") {
            output.row(name, &grouped(count))?;
        }
        if name == "records rejected" {
            for (reason, count) in &report.rejects {
                output.row(&format!("  {reason}"), &grouped(*count))?;
            }
        }
    }
    if report.source_bytes > 0 {
        output.row("size of sources", &bytes(report.source_bytes))?;
    }
    output.row("size of index", &bytes(report.index_bytes))?;
    output.row("time", &format!("{:.2} s", report.seconds))?;
    Ok(output.row("events per second", &grouped(report.events_per_second as u64))?)
}
