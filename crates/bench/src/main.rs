//! Dateline against bare tantivy, measured in one run, one after the other and again, so that a
//! machine that is busy with something else is busy for both.

mod arguments;
mod bare;
mod bend;
mod corpus;
mod http;
mod in_process;
mod indexing;
mod queries;
mod report;
mod run;
mod samples;
mod searching;
mod server;
mod typing;
mod writes;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use clap::Parser;
use dateline_indexer::generation::{Generation, count_kinds};
use dateline_model::Story;
use tempfile::TempDir;

use arguments::Arguments;
use corpus::Entry;
use report::Report;
use server::Server;

/// As the server has it, so that what is compared is the code.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often the server is started to see how long that takes.
const STARTS: usize = 5;

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let binary = binary(&arguments)?;
    let temporary = TempDir::new()?;
    let place = arguments.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
    let place = place.canonicalize()?;
    let entries = corpus::read(&arguments.stories)?;
    let mut report = Report::default();

    let generation = index(&arguments, &place, &entries, &mut report)?;
    let stories: Vec<Story> = entries.into_iter().map(|entry| entry.story).collect();
    report.index_bytes = generation.size_in_bytes()?;
    let counts = count_kinds(&generation.index.reader()?.searcher(), generation.fields)?;
    (report.stories, report.events) = (counts.stories, counts.events);

    for _ in 0..STARTS {
        let server = Server::start(&binary, &place)?;
        report.ready_millis.push(server.ready_after.as_secs_f64() * 1_000.0);
    }
    let server = Server::start(&binary, &place)?;
    searching::measure(&arguments, &server, &place, &stories, &mut report)?;
    (report.own_bytes, report.mapped_bytes) = server.memory();
    drop(server);
    write(&arguments, &binary, &place, &stories, &mut report)?;

    report.print();
    if let Some(path) = &arguments.json {
        fs::write(path, serde_json::to_vec_pretty(&report)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The index of the corpus: built, each contender in turn, or opened where there is one.
fn index(
    arguments: &Arguments,
    place: &Path,
    entries: &[Entry],
    report: &mut Report,
) -> anyhow::Result<Generation> {
    let (source, index) = (place.join("corpus.ndjson"), place.join("index"));
    if index.join("CURRENT").exists() {
        report.source_bytes = fs::metadata(&source)?.len();
        return Ok(Generation::open_current(&index)?);
    }
    report.source_bytes = corpus::write(entries, arguments.copies, &source)?;
    // A large corpus is measured long enough by being indexed once.
    let rounds = if arguments.copies > 1 { 1 } else { arguments.rounds.max(1) };
    let mut built = None;
    for _ in 0..rounds {
        let bare = place.join("bare");
        // It need not be there.
        let _ = fs::remove_dir_all(&bare);
        fs::create_dir(&bare)?;
        report.indexed("bare tantivy, from NDJSON", bare::index(&bare, &source)?);
        drop(built.take());
        let (generation, run) = indexing::by_dateline(&index, &source)?;
        report.indexed("Dateline, from NDJSON", run);
        built = Some(generation);
        let ready = TempDir::new_in(place)?;
        let run = indexing::of_documents(ready.path(), entries)?;
        report.indexed("tantivy's writer alone, from analysed documents (1x)", run);
    }
    built.context("nothing was built")
}

/// Writes into a copy of nothing: an index of its own, which is thrown away.
fn write(
    arguments: &Arguments,
    binary: &Path,
    place: &Path,
    stories: &[Story],
    report: &mut Report,
) -> anyhow::Result<()> {
    let folder = TempDir::new_in(place)?;
    let source = folder.path().join("few.ndjson");
    let few = stories.iter().take(1_000).map(serde_json::to_string);
    fs::write(&source, few.collect::<Result<Vec<_>, _>>()?.join("\n"))?;
    indexing::by_dateline(&folder.path().join("index"), &source)?;
    let server = Server::start(binary, folder.path())?;
    let during = Duration::from_secs_f64(arguments.seconds);
    let (alone, together) = writes::measure(server.address, stories, during)?;
    *report.of("acknowledged writes", "one writer") = alone;
    *report.of("acknowledged writes", "32 writers") = together;
    Ok(())
}

/// The server's binary: the one that was named, or the one that was built beside this program.
fn binary(arguments: &Arguments) -> anyhow::Result<PathBuf> {
    let beside = || {
        let own = std::env::current_exe()?;
        anyhow::Ok(own.with_file_name(format!("dateline{}", std::env::consts::EXE_SUFFIX)))
    };
    let binary = arguments.binary.clone().map_or_else(beside, Ok)?;
    let what = "build it with `cargo build --release`, or name it with --binary";
    anyhow::ensure!(binary.is_file(), "there is no server at {}: {what}", binary.display());
    Ok(binary.canonicalize()?)
}
