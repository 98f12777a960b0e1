//! From a request to its reply, over whatever engine there is.

mod account;
mod bulk;
mod fold;
mod intake;
mod listing;
mod months;
mod related;
mod search;
mod suggest;
mod timeline;
mod walk;
mod write;

use std::sync::Arc;
use std::time::Instant;

use dateline_engine::{Engine, Health, PageStart, Position, SearchPlan, SearchResults, Version};
use dateline_model::{Day, StoryId};

use crate::error::ApiError;
use crate::request::{Cursor, RequestLimits, SearchRequest};
use crate::response::{StatsResponse, StoryResponse};
use crate::words::{QueryWords, SynonymsUsed};

pub(crate) use account::Account;
pub use bulk::{BATCH_LINES, BATCHES_AHEAD, Results};
pub use intake::{Intake, Reception, Share};
pub(crate) use walk::Walk;

/// Tells the present day.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// Answers requests.
#[derive(Clone)]
pub struct Service {
    engine: Arc<dyn Engine>,
    clock: Clock,
    words: Arc<QueryWords>,
    limits: RequestLimits,
}

impl Service {
    /// A service over an engine.
    pub fn new(engine: Arc<dyn Engine>, clock: Clock) -> Self {
        Self { engine, clock, words: Arc::default(), limits: RequestLimits::default() }
    }

    /// The same with words that were set.
    pub fn with_words(self, words: QueryWords) -> Self {
        Self { words: Arc::new(words), ..self }
    }

    /// The same over another engine.
    pub(crate) fn over(&self, engine: Arc<dyn Engine>) -> Self {
        Self { engine, ..self.clone() }
    }

    /// The same with bounds that were set.
    pub fn with_limits(self, limits: RequestLimits) -> Self {
        Self { limits, ..self }
    }

    /// What requests may ask for.
    pub(crate) fn limits(&self) -> &RequestLimits {
        &self.limits
    }

    /// The present day.
    pub(crate) fn today(&self) -> Day {
        (self.clock)()
    }

    /// A whole story.
    ///
    /// # Errors
    /// [`ApiError::InvalidStoryId`], [`ApiError::StoryNotFound`], or a fault of ours.
    pub async fn story(&self, id: &str) -> Result<StoryResponse, ApiError> {
        self.story_and_version(id).await.map(|(story, _)| story)
    }

    /// A whole story, and the version that it is in.
    ///
    /// # Errors
    /// As for [`Service::story`].
    pub async fn story_and_version(&self, id: &str) -> Result<(StoryResponse, Version), ApiError> {
        let id = StoryId::new(id).map_err(|error| ApiError::invalid_id(id, &error))?;
        let story = self.engine.story(id.clone()).await?.ok_or_else(|| ApiError::no_story(&id))?;
        let version = Version::of(&story);
        Ok((story.into(), version))
    }

    /// What is searchable.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn stats(&self) -> Result<StatsResponse, ApiError> {
        Ok(self.engine.stats().await?.into())
    }

    /// Whether searches can be answered.
    pub async fn health(&self) -> Health {
        self.engine.health().await
    }
}

/// What a search found, and whether it had to be relaxed.
struct Found {
    results: SearchResults,
    relaxed: bool,
    /// The words that were searched besides those that were asked for.
    synonyms: Vec<SynonymsUsed>,
}

impl Service {
    /// Runs a plan with the words that were set; where nothing matches all words, runs it again for any
    /// of them. A page behind a cursor is read as the page before was.
    async fn find(&self, request: &SearchRequest, plan: SearchPlan) -> Result<Found, ApiError> {
        let mut plan = plan;
        let mut synonyms = Vec::new();
        if !self.words.is_empty() {
            let expanded = self.words.expand(&plan.query, request.query.growing);
            (plan.query, synonyms) = (expanded.query, expanded.synonyms);
        }
        let relaxed_plan = || {
            let query = plan.query.relaxed()?;
            Some(SearchPlan { query, is_relaxed: true, ..plan.clone() })
        };
        if let Some(cursor) = &request.cursor {
            let plan = if cursor.relaxed { relaxed_plan().unwrap_or(plan) } else { plan };
            let results = self.run(plan).await?;
            cursor.check_generation(results.generation)?;
            return Ok(Found { results, relaxed: cursor.relaxed, synonyms });
        }
        let any = relaxed_plan();
        let results = self.run(plan).await?;
        if let Some(any) = any.filter(|_| results.documents == 0) {
            let results = self.run(any).await?;
            let relaxed = results.documents > 0;
            return Ok(Found { results, relaxed, synonyms });
        }
        Ok(Found { results, relaxed: false, synonyms })
    }

    /// Runs a plan, and notes what that took in the account of the request.
    async fn run(&self, plan: SearchPlan) -> Result<SearchResults, ApiError> {
        let begun = Instant::now();
        let noted = account::is_kept().then(|| plan.clone());
        let results = self.engine.search(plan).await?;
        account::note(noted, begun, &results);
        Ok(results)
    }

    /// The cursor behind what was found.
    fn cursor(&self, request: &SearchRequest, found: &Found, after: Position) -> String {
        Cursor { after: Some(after), ..found.held(request) }.encode()
    }
}

impl Found {
    /// What holds every later page to the index that this was found in, and to how it was read; it stands
    /// at the beginning.
    fn held(&self, request: &SearchRequest) -> Cursor {
        Cursor {
            generation: self.results.generation,
            request: request.fingerprint,
            relaxed: self.relaxed,
            now: request.now,
            after: None,
            skip: 0,
        }
    }
}

/// Milliseconds since then, to the microsecond.
fn milliseconds_since(started: Instant) -> f64 {
    (started.elapsed().as_secs_f64() * 1e6).round() / 1e3
}

/// Where a page starts after a position, or at the beginning.
fn start_after(position: Option<Position>) -> PageStart {
    position.map_or(PageStart::Offset(0), PageStart::After)
}
