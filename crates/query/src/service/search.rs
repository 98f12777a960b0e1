//! Ranked search.

use std::time::Instant;

use dateline_engine::Grouping;

use super::{Service, milliseconds_since};
use crate::error::ApiError;
use crate::request::{Parameters, SearchRequest};
use crate::response::{HitReply, QueryReply, SearchResponse};

impl Service {
    /// Answers `/api/v1/search`.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn search(&self, parameters: &Parameters) -> Result<SearchResponse, ApiError> {
        let started = Instant::now();
        let request = SearchRequest::read(parameters, &self.limits, self.today())?;
        let found = self.find(&request, request.plan.clone()).await?;
        let grouped = request.plan.grouping != Grouping::Documents;
        let next = found.results.next.clone();
        let next = next.map(|position| self.cursor(&request, &found, position));
        let dates = &request.plan.filters.dates;
        let query = QueryReply::new(&request.query, dates, &found.results, found.relaxed);
        let query = query.with_synonyms(&found.synonyms);
        let results = found.results;
        Ok(SearchResponse {
            query,
            total: results.total,
            documents: results.documents,
            generation: results.generation,
            hits: results.hits.into_iter().map(|hit| HitReply::new(hit, grouped)).collect(),
            facets: results.facets.into(),
            next,
            took_ms: milliseconds_since(started),
        })
    }
}
