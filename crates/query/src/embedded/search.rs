//! A plan executed: the query compiled, the matches collected in one pass, the page filled.

use std::time::{Duration, Instant};

use dateline_engine::{SearchPlan, SearchResults, Sort, Stages};
use dateline_indexer::IndexError;

use super::collect::PlanCollector;
use super::compile::{Compiler, Expanding};
use super::corrections::Corrector;
use super::explain::Explainer;
use super::hits::HitReader;
use super::live::Live;
use super::scoring::WeighedScoring;
use super::stop::Stop;
use super::view::View;
use crate::highlight::Matcher;

/// Answers a plan from one view of the index, unless it is told to stop.
pub(super) fn search(
    live: &Live,
    plan: &SearchPlan,
    most_expansions: usize,
    stop: &Stop,
) -> Result<SearchResults, IndexError> {
    let started = Instant::now();
    let view = live.view();
    let View { searcher, languages, .. } = view.as_ref();
    let fields = live.generation.fields;
    let expanding = Expanding::up_to(most_expansions, stop.clone());
    let corrector = Corrector::new(&view, fields, &expanding);
    let (expr, corrections) = corrector.correct(&plan.query)?;
    let compiler = Compiler::new(searcher, fields, languages, &expanding);
    let query = compiler.for_all_matches(&expr, plan, &view).compile(&expr, plan)?;
    let scores = plan.sort == Sort::Relevance && plan.page.limit > 0;
    let scoring = match scores {
        true => WeighedScoring::of(&query.scoring, searcher)?,
        false => WeighedScoring::default(),
    };
    let compiled = Instant::now();
    let collector = PlanCollector::new(plan, &view, &scoring, stop.clone());
    let collected = searcher.search(query.required.as_ref(), &collector)?;
    let collected_at = Instant::now();

    let explainer = match plan.explain {
        true => Some(Explainer::new(&compiler, &expr, plan, &query.scoring)?),
        false => None,
    };
    // What is marked is what really matched, stand-ins among it.
    let matcher = plan.highlight.then(|| Matcher::new(&expr, languages));
    let reader = HitReader::new(searcher, plan, matcher, explainer.as_ref());
    let hits = collected.page.iter().map(|found| {
        stop.check()?;
        reader.read(found)
    });
    let hits = hits.collect::<Result<Vec<_>, _>>()?;
    let next = match (collected.page.last(), hits.last()) {
        (Some(last), Some(hit)) if collected.more => {
            Some(last.key.position(plan.sort, &hit.story.id, last.event))
        }
        _ => None,
    };
    Ok(SearchResults {
        total: collected.total,
        documents: collected.documents,
        hits,
        next,
        facets: collected.facets,
        corrections,
        left_words_out: expanding.is_cut(),
        generation: live.generation.id.number(),
        stages: Stages {
            waited: Duration::ZERO,
            compiled: compiled - started,
            collected: collected_at - compiled,
            read: collected_at.elapsed(),
        },
    })
}
