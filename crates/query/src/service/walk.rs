//! All hits of a request, page by page, from one generation of the index.
//!
//! Nothing of the index is held between two pages, so that a reader may take its time. Single writes
//! meanwhile do no harm: each page goes on behind the last hit of the one before. But a new
//! generation may rank differently and number its events anew, and ends the walk with an error.

use std::time::Duration;

use dateline_engine::{FacetField, Hit, Position};
use tokio::time::sleep;

use super::{Service, start_after};
use crate::error::ApiError;
use crate::request::SearchRequest;

/// How often a later page is asked for where too many others wait: what was read so far is worth
/// some patience.
const TRIES: usize = 5;

/// The hits of a request that are still to be read.
pub(crate) struct Walk {
    service: Service,
    /// The request for the next page.
    request: SearchRequest,
    /// The page at hand, until it is taken.
    page: Option<Vec<Hit>>,
    /// Behind which hit the page after that starts, if there is one.
    next: Option<Position>,
    total: u64,
    undated: u64,
}

impl Service {
    /// Begins to read all hits of a request, in pages as large as its own. The first page is read at
    /// once, so that what is wrong with the request shows here.
    pub(crate) async fn walk(&self, mut request: SearchRequest) -> Result<Walk, ApiError> {
        request.plan.facets.fields.insert(FacetField::Year);
        let found = self.find(&request, request.plan.clone()).await?;
        request.plan.facets.fields.clear();
        request.cursor = Some(found.held(&request));
        let results = found.results;
        Ok(Walk {
            service: self.clone(),
            request,
            page: Some(results.hits),
            next: results.next,
            total: results.total,
            undated: results.facets.year.map_or(0, |years| years.undated),
        })
    }
}

impl Walk {
    /// How many hits there are in all.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// How many of the documents that match have no date.
    pub(crate) fn undated(&self) -> u64 {
        self.undated
    }

    /// The next page, none behind the last.
    ///
    /// # Errors
    /// [`ApiError::CursorStale`] where the index has moved on, or a fault of ours.
    pub(crate) async fn next_page(&mut self) -> Result<Option<Vec<Hit>>, ApiError> {
        if let Some(page) = self.page.take() {
            return Ok(Some(page));
        }
        let Some(after) = self.next.take() else { return Ok(None) };
        let mut plan = self.request.plan.clone();
        plan.page.start = start_after(Some(after));
        let mut tries = 1;
        let results = loop {
            match self.service.find(&self.request, plan.clone()).await {
                Err(ApiError::Overloaded { retry_after_seconds }) if tries < TRIES => {
                    tries += 1;
                    sleep(Duration::from_secs(retry_after_seconds)).await;
                }
                found => break found?.results,
            }
        };
        self.next = results.next;
        Ok(Some(results.hits))
    }
}
