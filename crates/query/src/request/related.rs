//! The request for stories that are related to one.

use dateline_model::StoryId;

use super::reader::Reader;
use super::{Endpoint, Parameter, Parameters, RequestLimits};
use crate::error::ApiError;

/// A request to `/api/v1/stories/{id}/related`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedRequest {
    /// Related to which story.
    pub story: StoryId,
    /// How many of them.
    pub limit: usize,
}

impl RelatedRequest {
    /// Reads a request about the story of an address.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(
        id: &str,
        parameters: &Parameters,
        limits: &RequestLimits,
    ) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Related, limits)?;
        let limit = reader.number(Parameter::RelatedLimit)?;
        let story = StoryId::new(id).map_err(|error| ApiError::invalid_id(id, &error))?;
        Ok(Self { story, limit })
    }
}
