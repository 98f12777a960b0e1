//! Where a command writes to: the server that owns the index, or the index itself where nobody
//! does.

mod direct;
pub(crate) mod owner_key;
mod pinned;
mod remote;

use dateline_engine::Outcome;
use dateline_indexer::IndexError;
use dateline_indexer::generation::{Owner, Ownership};
use dateline_model::{Story, StoryId};

use crate::settings::Settings;
use direct::Direct;
use remote::Remote;

/// Something that takes changes. What it answers is durable and searchable.
pub(crate) enum Target {
    /// A running server.
    Server(Remote),
    /// The index, owned by this process for as long as this lives.
    Index(Direct),
}

impl Target {
    /// Finds out who owns the index.
    pub(crate) fn of(settings: &Settings, command: &str) -> anyhow::Result<Self> {
        let index_dir = &settings.data.index;
        match Ownership::holder(index_dir)? {
            Some(Some(Owner { url: Some(url), .. })) => {
                let tls = settings.server.connections.tls.as_ref();
                let certificate = tls.map(|(certificate, _)| certificate.as_path());
                let key = owner_key::find(index_dir);
                Ok(Self::Server(Remote::at(url, key, certificate)?))
            }
            Some(owner) => Err(IndexError::Owned { index_dir: index_dir.clone(), owner }.into()),
            None => Ok(Self::Index(Direct::open(settings, command)?)),
        }
    }

    /// Writes stories. The outcomes stand in their order.
    pub(crate) fn put(&self, stories: Vec<Story>) -> anyhow::Result<Vec<Outcome>> {
        if stories.is_empty() {
            return Ok(Vec::new());
        }
        match self {
            Self::Server(server) => server.put(&stories),
            Self::Index(index) => index.put(stories),
        }
    }

    /// Removes stories. The outcomes stand in their order.
    pub(crate) fn remove(&self, ids: &[StoryId]) -> anyhow::Result<Vec<Outcome>> {
        match self {
            Self::Server(server) => server.remove(ids),
            Self::Index(index) => index.remove(ids),
        }
    }
}
