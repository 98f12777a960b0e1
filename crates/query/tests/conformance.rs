//! The embedded engine does all that the port asks of an engine: each case of the suite is a test,
//! on an index of its own that was built of nothing.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failure here is a failed test")]

use std::fs;
use std::time::Duration;

use dateline_engine::conformance::Case;
use dateline_indexer::analysis::Analysis;
use dateline_indexer::sources::Limits;
use dateline_indexer::{Input, Observer, ReindexOptions, reindex};
use dateline_query::{EmbeddedEngine, EngineOptions};
use tempfile::TempDir;

dateline_engine::conformance_tests!(run);

/// Checks a case on an engine that holds nothing.
fn run(case: &Case) {
    let folder = TempDir::new().unwrap();
    let engine = empty_engine(&folder);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    if let Err(failure) = runtime.block_on(case.check(&engine)) {
        panic!("{}: {failure}", case.name);
    }
}

fn empty_engine(folder: &TempDir) -> EmbeddedEngine {
    let (sources, index) = (folder.path().join("stories"), folder.path().join("index"));
    fs::create_dir(&sources).unwrap();
    let options = ReindexOptions {
        yields: false,
        analysis: Analysis::default(),
        strict: true,
        threads: 1,
        memory_bytes: 15_000_000,
        limits: Limits::default(),
    };
    reindex(&index, Input::Paths(vec![sources]), &options, &mut Nobody).unwrap();
    let options = EngineOptions {
        search_threads: 1,
        search_queue: 4,
        search_wait: Duration::from_secs(10),
        expansions: 20_000,
        write_queue: 4,
        writer_memory_bytes: 15_000_000,
    };
    EmbeddedEngine::open(&index, options).unwrap()
}

/// Nobody watches.
struct Nobody;

impl Observer for Nobody {}
