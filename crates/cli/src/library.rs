//! The index, opened for a command that reads it. It works beside a running server: readers never
//! lock.

use std::future::Future;
use std::sync::Arc;

use anyhow::Context;
use dateline_query::error::ApiError;
use dateline_query::service::Service;
use dateline_query::{EmbeddedEngine, EngineOptions};
use tokio::runtime::{Builder, Runtime};

use crate::settings::Settings;
use crate::{clock, failure};

/// A service on the live index, and a runtime to ask it on.
pub(crate) struct Library {
    runtime: Runtime,
    service: Service,
}

impl Library {
    /// Opens the live generation.
    pub(crate) fn open(settings: &Settings) -> anyhow::Result<Self> {
        let engine = open_engine(settings)?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .context("the runtime cannot be started")?;
        let service = Service::new(Arc::new(engine), clock::utc());
        let service =
            service.with_words(settings.words.query.clone()).with_limits(settings.requests);
        Ok(Self { runtime, service })
    }

    /// Asks the service and waits for the answer.
    pub(crate) fn ask<'a, T, F>(
        &'a self,
        question: impl FnOnce(&'a Service) -> F,
    ) -> anyhow::Result<T>
    where
        F: Future<Output = Result<T, ApiError>>,
    {
        self.runtime.block_on(question(&self.service)).map_err(failure::of_api)
    }
}

/// Opens the engine as the settings say.
pub(crate) fn open_engine(settings: &Settings) -> anyhow::Result<EmbeddedEngine> {
    let options = EngineOptions {
        search_threads: settings.search.threads,
        search_queue: settings.search.queue,
        search_wait: settings.search.wait,
        expansions: settings.search.expansions,
        write_queue: settings.index.write_queue,
        writer_memory_bytes: settings.index.writer_memory_bytes,
    };
    let engine = EmbeddedEngine::open(&settings.data.index, options)?;
    engine.require(&settings.words.analysis)?;
    Ok(engine)
}
