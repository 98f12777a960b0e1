//! Headlines and feeds.

use std::collections::BTreeSet;
use std::time::Instant;

use dateline_engine::{Expr, FacetField, FacetRequest, Page, PageStart, SearchPlan};
use dateline_model::Kind;

use super::{Service, milliseconds_since};
use crate::error::ApiError;
use crate::request::{HeadlinesRequest, Parameters};
use crate::response::{FeedsResponse, HeadlinesResponse, HitReply};

impl Service {
    /// Answers `/api/v1/headlines`: the newest stories.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn headlines(&self, parameters: &Parameters) -> Result<HeadlinesResponse, ApiError> {
        let started = Instant::now();
        let HeadlinesRequest(request) =
            HeadlinesRequest::read(parameters, &self.limits, self.today())?;
        let found = self.find(&request, request.plan.clone()).await?;
        let next = found.results.next.clone();
        let next = next.map(|position| self.cursor(&request, &found, position));
        Ok(HeadlinesResponse {
            total: found.results.total,
            generation: found.results.generation,
            hits: found.results.hits.into_iter().map(|hit| HitReply::new(hit, false)).collect(),
            next,
            took_ms: milliseconds_since(started),
        })
    }

    /// Answers `/api/v1/feeds`: every feed with the number of its stories.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn feeds(&self) -> Result<FeedsResponse, ApiError> {
        let started = Instant::now();
        let mut plan = SearchPlan::new(Expr::All);
        plan.filters.kind = Some(Kind::Story);
        plan.page = Page { limit: 0, start: PageStart::Offset(0) };
        plan.facets = FacetRequest {
            fields: BTreeSet::from([FacetField::Feed]),
            limit: usize::MAX,
            ..FacetRequest::default()
        };
        let results = self.run(plan).await?;
        let feeds = results.facets.feed.unwrap_or_default().buckets;
        Ok(FeedsResponse {
            generation: results.generation,
            feeds: feeds.into_iter().map(Into::into).collect(),
            took_ms: milliseconds_since(started),
        })
    }
}
