//! The pages of timelines.

use axum::extract::{RawQuery, State};

use super::super::App;
use super::Page;
use crate::error::ApiError;
use crate::request::Parameters;
use crate::web::Asked;
use crate::web::asked::TIMELINE;
use crate::web::timeline::TimelinePage;

/// `/timeline`
pub(super) async fn timeline(
    State(app): State<App>,
    query: RawQuery,
) -> Result<Page<TimelinePage>, ApiError> {
    let asked =
        Asked::read(TIMELINE, query.0.as_deref().unwrap_or_default(), app.service.limits())?;
    let call = asked.timeline_page();
    let found = app.service.timeline(&Parameters::from(&call)).await?;
    let counts = app.service.search(&Parameters::from(&asked.event_counts())).await?;
    Ok(Page(TimelinePage::new(&asked, found, counts)))
}
