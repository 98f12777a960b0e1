//! The front page and the pages of results, which stand at one address.

use axum::extract::RawQuery;
use axum::response::{IntoResponse, Response};

use super::super::gate::Reader;
use super::Page;
use crate::error::ApiError;
use crate::request::Parameters;
use crate::service::Service;
use crate::web::Asked;
use crate::web::front::FrontPage;
use crate::web::results::ResultsPage;

/// `/`
pub(super) async fn results(
    Reader(service): Reader,
    query: RawQuery,
) -> Result<Response, ApiError> {
    let asked = Asked::read("/", query.0.as_deref().unwrap_or_default(), service.limits())?;
    let service = &service;
    if asked.is_front() {
        return Ok(Page(front(service, &asked).await?).into_response());
    }
    let found = service.search(&Parameters::from(&asked.search_page())).await?;
    let counts = match asked.restricts_dates() {
        true => Some(service.search(&Parameters::from(&asked.counts())).await?),
        false => None,
    };
    Ok(Page(ResultsPage::new(&asked, found, counts)).into_response())
}

async fn front(service: &Service, asked: &Asked) -> Result<FrontPage, ApiError> {
    let found = service.headlines(&Parameters::from(&FrontPage::call(asked))).await?;
    let mut stories = Vec::with_capacity(found.hits.len());
    for hit in &found.hits {
        // A story that was removed a moment ago is still a headline, only less is told of it.
        stories.push(match service.story(&hit.story.id).await {
            Err(ApiError::StoryNotFound { .. }) => None,
            story => Some(story?),
        });
    }
    let (feeds, stats) = (service.feeds().await?, service.stats().await?);
    Ok(FrontPage::new(asked, found, stories, feeds, &stats))
}
