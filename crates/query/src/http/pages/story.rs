//! The pages of stories.

use axum::extract::State;
use axum::http::Uri;

use super::super::App;
use super::super::stories::{StoryPath, story_id};
use super::Page;

use crate::error::ApiError;
use crate::request::Parameters;
use crate::web::Address;
use crate::web::story::StoryPage;

/// `/stories/{id}`
pub(super) async fn story(
    State(app): State<App>,
    id: StoryPath,
    uri: Uri,
) -> Result<Page<StoryPage>, ApiError> {
    let id = story_id(id, &uri)?;
    let story = app.service.story(&id).await?;
    let related = app.service.related(&id, &Parameters::default()).await?;
    let canonical = Address::story(&story.id).to_string();
    Ok(Page(StoryPage::new(story, related.related, canonical)))
}
