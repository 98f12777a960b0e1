//! The port itself: the handful of calls that an engine answers.

use std::future::Future;
use std::pin::Pin;

use dateline_model::{Story, StoryId};

use crate::{
    Change, EngineError, Health, Outcome, RelatedStories, SearchPlan, SearchResults, Stats,
    SuggestPlan, Suggestions,
};

/// A boxed future that borrows the engine for as long as it runs.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A search engine over stories and their events.
///
/// Every call may be made from many tasks at once. A call never blocks the thread that polls it:
/// an engine that computes moves the work elsewhere.
pub trait Engine: Send + Sync {
    /// Answers one plan from one consistent view of the index: hits, total and facets of a reply
    /// never stem from two different commits.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] where the plan asks for what no engine should do (too many words),
    /// otherwise a fault of the engine's own.
    fn search(&self, plan: SearchPlan) -> BoxFuture<'_, Result<SearchResults, EngineError>>;

    /// Writes and removes stories, each together with its events. When the future is done, the
    /// changes are durable and every later search sees them. Outcomes stand in the order of the
    /// changes; of two changes to one story the later wins, and sees what the earlier did. A story
    /// that is already there as it is put is not written again.
    ///
    /// # Errors
    /// [`EngineError::Overloaded`] where too many changes wait already, [`EngineError::Storage`]
    /// where nothing can be written now, otherwise a fault of the engine's own; then none of the
    /// changes counts as acknowledged.
    fn apply(&self, changes: Vec<Change>) -> BoxFuture<'_, Result<Vec<Outcome>, EngineError>>;

    /// The whole story under this id, its timeline in order, or none.
    ///
    /// # Errors
    /// A fault of the engine's own.
    fn story(&self, id: StoryId) -> BoxFuture<'_, Result<Option<Story>, EngineError>>;

    /// Up to so many stories that are similar to the one under this id, or none where there is no
    /// such story. What relates two stories are words that few others have; shared articles and dates
    /// that are near each other lift what words relate. The effort is bounded, however long the story
    /// is.
    ///
    /// # Errors
    /// A fault of the engine's own.
    fn related(
        &self,
        id: StoryId,
        limit: usize,
    ) -> BoxFuture<'_, Result<Option<RelatedStories>, EngineError>>;

    /// Completes what is being typed, from one consistent view of the index. What is deleted is never
    /// suggested. This is asked at every key, so an engine bounds its work: among very many words or
    /// titles it may miss some, and what it cannot tell in time about words that stand together it
    /// takes to be so.
    ///
    /// # Errors
    /// A fault of the engine's own.
    fn suggest(&self, plan: SuggestPlan) -> BoxFuture<'_, Result<Suggestions, EngineError>>;

    /// Counts and sizes of what is searchable now.
    ///
    /// # Errors
    /// A fault of the engine's own.
    fn stats(&self) -> BoxFuture<'_, Result<Stats, EngineError>>;

    /// Whether searches can be answered now.
    fn health(&self) -> BoxFuture<'_, Health>;
}
