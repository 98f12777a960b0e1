//! `dateline add`: stories into the live index, without building it anew.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use dateline_engine::Outcome;
use dateline_indexer::sources::{self, Discovered, Limits, Note, Reject};
use dateline_indexer::{Observer, Progress};
use dateline_model::Story;
use serde::Serialize;

use super::Context;
use crate::arguments::{AddArguments, Verbosity};
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::output::{Output, grouped};
use crate::progress::{Reporter, Whole};
use crate::writing::Target;

/// How many stories, or bytes of their sources, are written in one go.
const MOST_STORIES: usize = 500;
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// What became of the sources.
#[derive(Debug, Default, Serialize)]
struct AddReport {
    created: u64,
    updated: u64,
    unchanged: u64,
    rejected: u64,
    notes: u64,
    seconds: f64,
}

pub(super) fn run(context: &mut Context, arguments: &AddArguments) -> anyhow::Result<()> {
    let started = Instant::now();
    let interrupt = Interrupt::listen()?;
    let Discovered { files, .. } = sources::discover(&arguments.paths)?;
    let target = Target::of(&context.settings, "add")?;
    let limits = Limits { max_record_bytes: context.settings.index.max_record_bytes };
    let quiet = context.verbosity == Verbosity::Quiet;
    let mut adding = Adding {
        target,
        reporter: Reporter::new(interrupt, Whole::Bytes, quiet),
        progress: Progress {
            bytes_total: files.iter().map(|file| file.bytes).sum(),
            ..Progress::default()
        },
        report: AddReport::default(),
        waiting: Vec::new(),
        bytes: 0,
    };
    let result = adding.add(files, limits, arguments.strict);
    adding.reporter.finish();
    adding.report.seconds = started.elapsed().as_secs_f64();
    if let Err(error) = result {
        // What was written stays, so it is told also where the rest could not be.
        tracing::warn!(
            created = adding.report.created,
            updated = adding.report.updated,
            unchanged = adding.report.unchanged,
            "stopped before the end; what is counted here is in the index"
        );
        return Err(error);
    }
    let report = adding.report;
    let output = &mut context.output;
    if output.json { output.answer(&report) } else { table(output, &report, &arguments.paths) }
}

/// Stories on their way into the index.
struct Adding {
    target: Target,
    reporter: Reporter,
    progress: Progress,
    report: AddReport,
    waiting: Vec<Story>,
    bytes: usize,
}

impl Adding {
    fn add(
        &mut self,
        files: Vec<sources::SourceFile>,
        limits: Limits,
        strict: bool,
    ) -> anyhow::Result<()> {
        let mut done = 0;
        for file in files {
            let size = file.bytes;
            let mut reader = sources::open(Arc::new(file), limits)?;
            while let Some(record) = reader.next() {
                if self.reporter.is_cancelled() {
                    return Err(Failure::Interrupted.into());
                }
                match record {
                    Ok(record) => self.take(&record, strict)?,
                    Err(reject) => self.reject(reject, strict)?,
                }
                self.progress.bytes_read = done + reader.bytes_read();
            }
            done += size;
        }
        self.flush()
    }

    fn take(&mut self, record: &sources::RawRecord, strict: bool) -> anyhow::Result<()> {
        let parsed = sources::parse(record);
        for note in &parsed.notes {
            self.note(note);
        }
        let story = match parsed.story {
            Ok(story) => story,
            Err(reject) => return self.reject(reject, strict),
        };
        self.waiting.push(story);
        self.bytes += record.body.len();
        if self.waiting.len() >= MOST_STORIES || self.bytes >= MOST_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn note(&mut self, note: &Note) {
        self.report.notes += 1;
        self.reporter.noted(note);
    }

    fn reject(&mut self, reject: Reject, strict: bool) -> anyhow::Result<()> {
        self.report.rejected += 1;
        self.reporter.rejected(&reject);
        if strict {
            // What came before it is written, as it would be had the source ended there.
            self.flush()?;
            return Err(Failure::Reject(reject.to_string()).into());
        }
        Ok(())
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        let stories = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        self.progress.stories += stories.len() as u64;
        self.progress.events +=
            stories.iter().map(|story| story.timeline.len() as u64).sum::<u64>();
        for outcome in self.target.put(stories)? {
            match outcome {
                Outcome::Created => self.report.created += 1,
                Outcome::Updated => self.report.updated += 1,
                _ => self.report.unchanged += 1,
            }
        }
        self.reporter.progress(self.progress);
        Ok(())
    }
}

fn table(output: &mut Output, report: &AddReport, paths: &[PathBuf]) -> anyhow::Result<()> {
    let named: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
    let title = output.bold(&format!("added {}", named.join(", ")));
    output.line(title)?;
    let rows = [
        ("stories created", report.created),
        ("stories updated", report.updated),
        ("stories unchanged", report.unchanged),
        ("records rejected", report.rejected),
        ("notes", report.notes),
    ];
    for (name, count) in rows {
        if count > 0 || name == "stories created" {
            output.row(name, &grouped(count))?;
        }
    }
    Ok(output.row("time", &format!("{:.2} s", report.seconds))?)
}
