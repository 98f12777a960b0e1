//! The matches by month, without gaps.

use std::time::Instant;

use dateline_engine::{Bucket, DateFacet};
use dateline_model::Month;

use super::{Service, milliseconds_since};
use crate::error::ApiError;
use crate::request::{MonthsRequest, Parameters};
use crate::response::{CoarserReply, MonthReply, MonthsResponse, QueryReply};

impl Service {
    /// Answers `/api/v1/months`.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn months(&self, parameters: &Parameters) -> Result<MonthsResponse, ApiError> {
        let started = Instant::now();
        let MonthsRequest(request) = MonthsRequest::read(parameters, &self.limits, self.today())?;
        let found = self.find(&request, request.plan.clone()).await?;
        let dates = &request.plan.filters.dates;
        let query = QueryReply::new(&request.query, dates, &found.results, found.relaxed);
        let query = query.with_synonyms(&found.synonyms);
        let results = found.results;
        let DateFacet { buckets, coarser, undated, more: _ } =
            results.facets.month.unwrap_or_default();
        let distinct = request.plan.facets.distinct_stories;
        Ok(MonthsResponse {
            query,
            total: results.documents,
            generation: results.generation,
            months: without_gaps(buckets, distinct),
            coarser: coarser
                .into_iter()
                .map(|bucket| CoarserReply {
                    year: bucket.key,
                    count: bucket.count,
                    stories: bucket.stories,
                })
                .collect(),
            undated,
            took_ms: milliseconds_since(started),
        })
    }
}

/// Every month from the first bucket to the last.
fn without_gaps(buckets: Vec<Bucket>, distinct: bool) -> Vec<MonthReply> {
    let mut months: Vec<MonthReply> = Vec::with_capacity(buckets.len());
    let mut expected: Option<Month> = None;
    for bucket in buckets {
        let month: Option<Month> = bucket.key.parse().ok();
        while let (Some(gap), Some(month)) = (expected, month)
            && gap < month
        {
            let stories = distinct.then_some(0);
            months.push(MonthReply { month: gap.to_string(), count: 0, stories });
            expected = gap.next();
        }
        months.push(MonthReply { month: bucket.key, count: bucket.count, stories: bucket.stories });
        expected = month.and_then(Month::next);
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_between_two_buckets_are_there_with_zero() {
        let bucket = |key: &str| Bucket { key: key.to_owned(), count: 1, stories: None };
        let months = without_gaps(vec![bucket("2024-11"), bucket("2025-02")], false);
        let listed: Vec<_> =
            months.iter().map(|month| (month.month.as_str(), month.count)).collect();
        assert_eq!(listed, [("2024-11", 1), ("2024-12", 0), ("2025-01", 0), ("2025-02", 1)]);
    }
}
