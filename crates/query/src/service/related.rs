//! Stories that are related to one.

use std::time::Instant;

use super::{Service, milliseconds_since};
use crate::error::ApiError;
use crate::request::{Parameters, RelatedRequest};
use crate::response::RelatedResponse;

impl Service {
    /// Answers `/api/v1/stories/{id}/related`.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn related(
        &self,
        id: &str,
        parameters: &Parameters,
    ) -> Result<RelatedResponse, ApiError> {
        let started = Instant::now();
        let RelatedRequest { story, limit } = RelatedRequest::read(id, parameters, &self.limits)?;
        let found = self.engine.related(story.clone(), limit).await?;
        let found = found.ok_or_else(|| ApiError::no_story(&story))?;
        Ok(RelatedResponse {
            id: story.to_string(),
            generation: found.generation,
            related: found.stories.into_iter().map(Into::into).collect(),
            took_ms: milliseconds_since(started),
        })
    }
}
