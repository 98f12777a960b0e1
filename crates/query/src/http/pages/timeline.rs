//! The pages of timelines.

use axum::extract::RawQuery;

use super::super::gate::Reader;
use super::Page;
use crate::error::ApiError;
use crate::request::Parameters;
use crate::web::Asked;
use crate::web::asked::TIMELINE;
use crate::web::timeline::TimelinePage;

/// `/timeline`
pub(super) async fn timeline(
    Reader(service): Reader,
    query: RawQuery,
) -> Result<Page<TimelinePage>, ApiError> {
    let asked = Asked::read(TIMELINE, query.0.as_deref().unwrap_or_default(), service.limits())?;
    let call = asked.timeline_page();
    let found = service.timeline(&Parameters::from(&call)).await?;
    let counts = service.search(&Parameters::from(&asked.event_counts())).await?;
    Ok(Page(TimelinePage::new(&asked, found, counts)))
}
