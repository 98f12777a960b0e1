//! An engine under test, with what the cases ask of it again and again.

use std::fmt;

use dateline_model::{DocumentId, Story};

use super::draft::Draft;
use crate::{
    Change, Engine, EngineError, Expr, Outcome, SearchPlan, SearchResults, SuggestPlan, Suggestions,
};

/// Why a case does not hold: what was expected, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub(super) String);

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self(format!("expected an answer, found an error: {error}"))
    }
}

/// Whether a case holds.
pub(super) type Verdict = Result<(), Failure>;

/// Holds two values against each other.
pub(super) fn equal<T: PartialEq + fmt::Debug>(what: &str, found: T, expected: T) -> Verdict {
    if found == expected {
        return Ok(());
    }
    Err(Failure(format!("{what}: expected {expected:?}, found {found:?}")))
}

/// Fails unless something holds.
pub(super) fn holds(condition: bool, otherwise: impl FnOnce() -> String) -> Verdict {
    if condition { Ok(()) } else { Err(Failure(otherwise())) }
}

/// What has to be there.
pub(super) fn present<T>(what: &str, value: Option<T>) -> Result<T, Failure> {
    value.ok_or_else(|| Failure(format!("{what}: expected a value, found none")))
}

/// The engine.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    engine: &'a dyn Engine,
}

impl<'a> Subject<'a> {
    /// An engine that is filled with these stories.
    pub(super) async fn holding(
        engine: &'a dyn Engine,
        drafts: impl IntoIterator<Item = Draft>,
    ) -> Result<Self, Failure> {
        let subject = Self { engine };
        subject.put(drafts.into_iter().collect::<Vec<_>>()).await?;
        Ok(subject)
    }

    /// Writes stories in one go.
    pub(super) async fn put(&self, drafts: Vec<Draft>) -> Result<Vec<Outcome>, Failure> {
        let puts = drafts.into_iter().map(Draft::put).collect::<Result<Vec<_>, _>>()?;
        self.apply(puts).await
    }

    /// Applies changes; there has to be an outcome for each.
    pub(super) async fn apply(&self, changes: Vec<Change>) -> Result<Vec<Outcome>, Failure> {
        let count = changes.len();
        let outcomes = self.engine.apply(changes).await?;
        equal("the number of outcomes", outcomes.len(), count)?;
        Ok(outcomes)
    }

    /// The story under an id.
    pub(super) async fn story(&self, id: &str) -> Result<Option<Story>, Failure> {
        Ok(self.engine.story(super::draft::story_id(id)?).await?)
    }

    /// Answers a plan.
    pub(super) async fn search(&self, plan: SearchPlan) -> Result<SearchResults, Failure> {
        Ok(self.engine.search(plan).await?)
    }

    /// Completes what is being typed.
    pub(super) async fn suggest(&self, plan: SuggestPlan) -> Result<Suggestions, Failure> {
        Ok(self.engine.suggest(plan).await?)
    }

    /// The ids of all hits of a plan, in order. The page has to hold them all.
    pub(super) async fn ids(&self, mut plan: SearchPlan) -> Result<Vec<String>, Failure> {
        plan.page.limit = 1_000;
        let results = self.search(plan).await?;
        let ids: Vec<_> = results.hits.iter().map(|hit| hit.id.to_string()).collect();
        equal("the total next to the hits", results.total, ids.len() as u64)?;
        Ok(ids)
    }

    /// Requires that a plan lists exactly these, in this order.
    pub(super) async fn lists(&self, plan: SearchPlan, expected: &[&str]) -> Verdict {
        let what = format!("{:?} by {:?}", plan.query, plan.sort);
        let found = self.ids(plan).await?;
        equal(&what, found.iter().map(String::as_str).collect(), expected.to_vec())
    }

    /// Requires that a plan matches exactly these, in whatever order.
    pub(super) async fn matches(&self, plan: SearchPlan, expected: &[&str]) -> Verdict {
        let what = format!("{:?} with {:?}", plan.query, plan.filters);
        let mut found = self.ids(plan).await?;
        let mut expected = expected.to_vec();
        found.sort_unstable();
        expected.sort_unstable();
        equal(&what, found.iter().map(String::as_str).collect(), expected)
    }

    /// Requires that a query finds exactly these, in whatever order.
    pub(super) async fn finds(&self, query: Expr, expected: &[&str]) -> Verdict {
        self.matches(SearchPlan::new(query), expected).await
    }
}

/// The ids of hits.
pub(super) fn ids_of<'a>(ids: impl IntoIterator<Item = &'a DocumentId>) -> Vec<String> {
    ids.into_iter().map(ToString::to_string).collect()
}
