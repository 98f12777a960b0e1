//! Dateline's own search without HTTP: from the parameters to the reply.

use std::sync::Arc;

use anyhow::Context;
use dateline_query::request::Parameters;
use dateline_query::service::Service;
use tokio::runtime::Handle;

use crate::bare::Bare;
use crate::queries::Query;
use crate::run::Asker;

/// Asks the service from a thread of its own.
#[derive(Clone)]
pub(crate) struct OfService {
    pub(crate) service: Service,
    pub(crate) parameters: Arc<Vec<Parameters>>,
    pub(crate) runtime: Handle,
}

impl OfService {
    /// The total that a query has.
    pub(crate) fn total(&self, query: usize) -> anyhow::Result<u64> {
        let parameters = self.parameters.get(query).context("there is no such query")?;
        let reply = self.runtime.block_on(self.service.search(parameters))?;
        Ok(reply.total)
    }
}

impl Asker for OfService {
    fn ask(&mut self, query: usize) -> anyhow::Result<()> {
        self.total(query).map(|_| ())
    }
}

/// Asks bare tantivy from a thread of its own.
#[derive(Clone, Copy)]
pub(crate) struct OfBare<'a> {
    pub(crate) bare: &'a Bare,
    pub(crate) queries: &'a [Query],
    /// How many hits a page has.
    pub(crate) hits: usize,
}

impl Asker for OfBare<'_> {
    fn ask(&mut self, query: usize) -> anyhow::Result<()> {
        let query = self.queries.get(query).context("there is no such query")?;
        self.bare.search(query, self.hits).map(|_| ())
    }
}
