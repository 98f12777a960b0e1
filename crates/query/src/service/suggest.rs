//! Suggestions for what is being typed.

use std::time::Instant;

use super::{Service, milliseconds_since};
use crate::error::ApiError;
use crate::request::{Parameters, SuggestRequest};
use crate::response::{SuggestResponse, WordReply};

impl Service {
    /// Answers `/api/v1/suggest`.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn suggest(&self, parameters: &Parameters) -> Result<SuggestResponse, ApiError> {
        let started = Instant::now();
        let SuggestRequest { text, completed_from, plan } =
            SuggestRequest::read(parameters, &self.limits)?;
        let found = self.engine.suggest(plan).await?;
        let kept = text.get(..completed_from).unwrap_or_default();
        let words = found.words.into_iter().map(|word| WordReply::new(kept, word));
        Ok(SuggestResponse {
            words: words.collect(),
            titles: found.titles.into_iter().map(Into::into).collect(),
            generation: found.generation,
            took_ms: milliseconds_since(started),
            text,
        })
    }
}
