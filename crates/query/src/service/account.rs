//! What it took to answer a request: what was searched, how much was found, how long each stage took.
//!
//! Whoever serves a request keeps an account for it, and the service writes into the one that is kept
//! where it runs. So no call has to hand it through, and none pays for it where nobody asks.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use dateline_engine::{SearchPlan, SearchResults, Stages};
use dateline_model::Day;

use crate::language;

tokio::task_local! {
    static KEPT: Account;
}

/// An account of one request. Clones are of the same one.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    begun: Instant,
    entries: Arc<Mutex<Entries>>,
}

#[derive(Debug, Default)]
struct Entries {
    /// What was searched last: a request that finds nothing is searched once more.
    plan: Option<SearchPlan>,
    hits: u64,
    stages: Stages,
    /// When the first search was begun, and when the last one was done.
    searched: Option<(Instant, Instant)>,
}

/// A search that was accounted for.
#[derive(Debug)]
pub(crate) struct Searched {
    /// The query and its filters, as they were understood.
    pub(crate) plan: String,
    /// How many hits there are in all.
    pub(crate) hits: u64,
}

impl Account {
    /// One that is empty, of a request that comes in now.
    pub(crate) fn begin() -> Self {
        Self { begun: Instant::now(), entries: Arc::default() }
    }

    /// Has it kept for as long as this runs.
    pub(crate) fn keep<F: Future>(&self, run: F) -> impl Future<Output = F::Output> {
        KEPT.scope(self.clone(), run)
    }

    /// How long ago the request came.
    pub(crate) fn took(&self) -> Duration {
        self.begun.elapsed()
    }

    /// The stages in their order; none where nothing was searched. `parse` is what comes before the
    /// first search, `render` what comes behind the last.
    pub(crate) fn stages(&self) -> Vec<(&'static str, Duration)> {
        let entries = self.entries();
        let Some((first, last)) = entries.searched else { return Vec::new() };
        let Stages { waited, compiled, collected, read } = entries.stages;
        vec![
            ("parse", first - self.begun),
            ("wait", waited),
            ("compile", compiled),
            ("collect", collected),
            ("read", read),
            ("render", last.elapsed()),
        ]
    }

    /// What was searched, if anything was.
    pub(crate) fn searched(&self) -> Option<Searched> {
        let entries = self.entries();
        let plan = entries.plan.as_ref()?;
        Some(Searched { plan: described(plan), hits: entries.hits })
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes a search in the account that is kept here, if one is.
pub(super) fn note(plan: Option<SearchPlan>, begun: Instant, results: &SearchResults) {
    let noted = KEPT.try_with(|account| {
        let mut entries = account.entries();
        entries.plan = plan;
        entries.hits = results.total;
        let (sum, stages) = (&mut entries.stages, results.stages);
        sum.waited += stages.waited;
        sum.compiled += stages.compiled;
        sum.collected += stages.collected;
        sum.read += stages.read;
        let first = entries.searched.map_or(begun, |(first, _)| first);
        entries.searched = Some((first, Instant::now()));
    });
    // Outside a request, as on the command line, there is no account.
    let _ = noted;
}

/// Whether an account is kept here.
pub(super) fn is_kept() -> bool {
    KEPT.try_with(|_| ()).is_ok()
}

/// A plan in a line: the query in its own language, then whatever else is not as by default.
fn described(plan: &SearchPlan) -> String {
    let mut text = format!("q={}", language::print(&plan.query));
    let mut add = |name: &str, value: String| text.push_str(&format!(" {name}={value}"));
    let filters = &plan.filters;
    if let Some(kind) = filters.kind {
        add("kind", kind.as_str().to_owned());
    }
    for (name, values) in [("feed", &filters.feeds), ("publisher", &filters.publishers)] {
        if !values.is_empty() {
            add(name, format!("{values:?}"));
        }
    }
    if !filters.stories.is_empty() {
        add("story", filters.stories.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
    }
    for filter in &filters.dates {
        let end = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let mode = filter.mode.as_str();
        add("dates", format!("{}..{}:{mode}", end(filter.from), end(filter.to)));
    }
    if let Some(precision) = filters.precision {
        add("precision", precision.as_str().to_owned());
    }
    add("sort", format!("{:?}", plan.sort).to_lowercase());
    add("limit", plan.page.limit.to_string());
    if !plan.facets.fields.is_empty() {
        let names = plan.facets.fields.iter().map(|field| field.as_str()).collect::<Vec<_>>();
        add("facets", names.join(","));
    }
    if plan.is_relaxed {
        add("relaxed", "true".to_owned());
    }
    text
}
