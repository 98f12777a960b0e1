//! Dateline, asked as its users ask it: with what was typed, and defaults.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use dateline_indexer::analysis::Analysis;
use dateline_indexer::sources::Limits;
use dateline_indexer::{Input, Observer, ReindexOptions, reindex};
use dateline_model::Day;
use dateline_query::request::Parameters;
use dateline_query::service::Service;
use dateline_query::{EmbeddedEngine, EngineOptions};
use tokio::runtime::Runtime;

use crate::contender::{Answer, Contender};

/// The service over an index of its own.
pub(crate) struct Dateline {
    service: Service,
    runtime: Runtime,
}

struct Silent;

impl Observer for Silent {}

impl Dateline {
    /// Indexes stories into a folder.
    pub(crate) fn index(folder: &Path, stories: &Path) -> anyhow::Result<Self> {
        let options = ReindexOptions {
            strict: false,
            yields: false,
            analysis: Analysis::default(),
            threads: 2,
            memory_bytes: 256 << 20,
            limits: Limits::default(),
        };
        let input = Input::Paths(vec![stories.to_owned()]);
        drop(reindex(folder, input, &options, &mut Silent)?);
        let options = EngineOptions {
            search_threads: 2,
            search_queue: 16,
            search_wait: Duration::from_secs(10),
            expansions: 20_000,
            write_queue: 1,
            writer_memory_bytes: 64 << 20,
        };
        let engine = EmbeddedEngine::open(folder, options)?;
        let today = Day::from_ymd(2026, 1, 1).context("no such day")?;
        let service = Service::new(Arc::new(engine), Arc::new(move || today));
        Ok(Self { service, runtime: Runtime::new()? })
    }
}

impl Contender for Dateline {
    fn name(&self) -> &'static str {
        "Dateline"
    }

    fn ask(&self, text: &str, depth: usize) -> anyhow::Result<Answer> {
        let started = Instant::now();
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", text).append_pair("limit", &depth.to_string());
        query.append_pair("highlight", "false");
        let parameters = Parameters::from_query(&query.finish());
        let reply = self.runtime.block_on(self.service.search(&parameters))?;
        let documents = reply.hits.into_iter().map(|hit| hit.id).collect();
        Ok(Answer { documents, took: started.elapsed() })
    }
}
