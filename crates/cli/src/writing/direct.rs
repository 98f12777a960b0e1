//! Writing to the index in this process.

use anyhow::Context as _;
use dateline_engine::{Change, Engine, Outcome};
use dateline_indexer::generation::{Owner, Ownership};
use dateline_model::{Story, StoryId};
use dateline_query::EmbeddedEngine;
use dateline_query::error::ApiError;
use tokio::runtime::{Builder, Runtime};

use crate::failure;
use crate::library::open_engine;
use crate::settings::Settings;

/// The index with the right to write to it.
pub(crate) struct Direct {
    runtime: Runtime,
    engine: EmbeddedEngine,
    _ownership: Ownership,
}

impl Direct {
    pub(super) fn open(settings: &Settings, command: &str) -> anyhow::Result<Self> {
        // Before it is taken, so that a folder without an index stays as it is.
        let engine = open_engine(settings)?;
        let owner = Owner { pid: std::process::id(), command: command.to_owned(), url: None };
        let ownership = Ownership::take(&settings.data.index, &owner)?;
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .context("the runtime cannot be started")?;
        Ok(Self { runtime, engine, _ownership: ownership })
    }

    pub(super) fn put(&self, stories: Vec<Story>) -> anyhow::Result<Vec<Outcome>> {
        self.apply(stories.into_iter().map(Change::put).collect())
    }

    pub(super) fn remove(&self, ids: &[StoryId]) -> anyhow::Result<Vec<Outcome>> {
        self.apply(ids.iter().cloned().map(Change::remove).collect())
    }

    fn apply(&self, changes: Vec<Change>) -> anyhow::Result<Vec<Outcome>> {
        let applied = self.runtime.block_on(self.engine.apply(changes));
        applied.map_err(|error| failure::of_api(ApiError::from(error)))
    }
}
