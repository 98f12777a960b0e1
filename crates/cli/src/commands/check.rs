//! `dateline check`: is every byte of the index what was written?

use dateline_indexer::generation::{CheckReport, Finding, GenerationReport, check};

use super::Context;
use crate::arguments::Verbosity;
use crate::failure::Failure;
use crate::output::{Output, bytes, grouped};
use crate::progress::ByteProgress;

pub(super) fn run(context: &mut Context) -> anyhow::Result<()> {
    let mut progress = ByteProgress::new(context.verbosity == Verbosity::Quiet);
    let report = check(&context.settings.data.index, &mut |done, total| progress.at(done, total));
    progress.finish();
    let report = report?;
    let output = &mut context.output;
    if output.json {
        output.answer(&report)?;
    } else {
        table(output, &report)?;
    }
    if report.is_sound() {
        return Ok(());
    }
    output.flush()?;
    Err(Failure::Unsound.into())
}

fn table(output: &mut Output, report: &CheckReport) -> anyhow::Result<()> {
    findings(output, "", &report.findings)?;
    strays(output, "", &report.strays)?;
    for generation in &report.generations {
        let live = if generation.live { ", live" } else { "" };
        let title = output.bold(&format!("generation {}{live}", generation.number));
        output.line(title)?;
        output.line(format_args!(
            "  {} stories, {} events in {} files of {}",
            grouped(generation.stories),
            grouped(generation.events),
            grouped(generation.files),
            bytes(generation.bytes)
        ))?;
        one(output, generation)?;
    }
    Ok(())
}

fn one(output: &mut Output, generation: &GenerationReport) -> anyhow::Result<()> {
    if generation.foreign_fingerprint.is_some() {
        output.line("  built by another version; only its files were checked")?;
    }
    findings(output, "  ", &generation.findings)?;
    if generation.findings_omitted > 0 {
        output.line(format_args!("  and {} more", grouped(generation.findings_omitted)))?;
    }
    if generation.documents_unchecked > 0 {
        let count = grouped(generation.documents_unchecked);
        output.line(format_args!("  {count} documents could not be looked at"))?;
    }
    strays(output, "  ", &generation.strays)?;
    if generation.is_sound() {
        output.line("  sound")?;
    }
    Ok(())
}

fn findings(output: &mut Output, indent: &str, findings: &[Finding]) -> anyhow::Result<()> {
    for finding in findings {
        output.line(format_args!("{indent}DAMAGED {finding}"))?;
    }
    Ok(())
}

fn strays(output: &mut Output, indent: &str, strays: &[String]) -> anyhow::Result<()> {
    for stray in strays {
        output.line(format_args!("{indent}{stray} belongs to nothing; it does no harm"))?;
    }
    Ok(())
}
