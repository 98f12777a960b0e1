//! Writing and removing one story.

use dateline_engine::{Change, Condition, Outcome, Version};
use dateline_indexer::sources::parse_body;
use dateline_model::StoryId;

use super::Service;
use super::intake::{Intake, Reception};
use crate::error::ApiError;
use crate::response::written::told;
use crate::response::{RemovedResponse, WriteStatus, WrittenResponse};

/// A story of up to so many bytes is read in less time than it takes to hand it to another thread
/// and back.
const SMALL: usize = 8 << 10;

impl Service {
    /// Answers `PUT /api/v1/stories/{id}`: writes the story that the body is, if the condition
    /// holds at that moment. When this is done the story is on disk and is found.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn put_story(
        &self,
        id: &str,
        body: Reception,
        condition: Condition,
        intake: &Intake,
    ) -> Result<WrittenResponse, ApiError> {
        let id = StoryId::new(id).map_err(|error| ApiError::invalid_id(id, &error))?;
        let (bytes, _share) = body.into_parts();
        let address = id.clone();
        let is_small = bytes.len() <= SMALL;
        let parsing = move || {
            let parsed = parse_body(bytes, &address);
            let version = parsed.story.as_ref().ok().map(Version::of);
            (parsed, version)
        };
        let (parsed, version) = match is_small {
            true => parsing(),
            false => intake.compute(parsing).await?,
        };
        let story = parsed.story?;
        if story.id != id {
            let (address, body) = (id.to_string(), story.id.to_string());
            return Err(ApiError::IdMismatch { address, body });
        }
        Ok(WrittenResponse {
            status: self.change(Change::put(story).only_if(condition)).await?,
            id: id.to_string(),
            version: version.map(|version| version.to_string()).unwrap_or_default(),
            notes: told(&parsed.notes, true),
            unknown_fields: parsed.unknown_fields,
        })
    }

    /// Answers `DELETE /api/v1/stories/{id}`: removes the story, if the condition holds at that
    /// moment.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn remove_story(
        &self,
        id: &str,
        condition: Condition,
    ) -> Result<RemovedResponse, ApiError> {
        let id = StoryId::new(id).map_err(|error| ApiError::invalid_id(id, &error))?;
        let status = self.change(Change::remove(id.clone()).only_if(condition)).await?;
        Ok(RemovedResponse { id: id.to_string(), status })
    }

    /// Makes one change.
    async fn change(&self, change: Change) -> Result<WriteStatus, ApiError> {
        let id = change.id().clone();
        let outcomes = self.engine.apply(vec![change]).await?;
        match *outcomes.as_slice() {
            [Outcome::Conflict(current)] => Err(ApiError::PreconditionFailed { current }),
            [Outcome::Absent] => Err(ApiError::no_story(&id)),
            [outcome] => WriteStatus::of(outcome).ok_or_else(|| unknown_outcome(&outcomes)),
            _ => Err(unknown_outcome(&outcomes)),
        }
    }
}

fn unknown_outcome(outcomes: &[Outcome]) -> ApiError {
    ApiError::Internal(format!("one change had the outcomes {outcomes:?}").into())
}
