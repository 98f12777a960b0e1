//! The pages of stories.

use axum::extract::State;
use axum::http::{HeaderMap, Uri};

use super::super::App;
use super::super::gate::Reader;
use super::super::stories::{StoryPath, story_id};
use super::Page;
use super::site::Site;

use crate::error::ApiError;
use crate::request::Parameters;
use crate::web::Address;
use crate::web::story::StoryPage;

/// `/stories/{id}`
pub(super) async fn story(
    State(app): State<App>,
    Reader(service): Reader,
    id: StoryPath,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Page<StoryPage>, ApiError> {
    let id = story_id(id, &uri)?;
    let story = service.story(&id).await?;
    let related = service.related(&id, &Parameters::default()).await?;
    let canonical = Site::of(&app, &headers).absolute(&Address::story(&story.id));
    Ok(Page(StoryPage::new(story, related.related, canonical)))
}
