//! A plan executed: the query compiled, the matches collected in one pass, the page filled.

use dateline_engine::{SearchPlan, SearchResults};
use dateline_indexer::IndexError;
use tantivy::query::EnableScoring;

use super::collect::PlanCollector;
use super::compile::Compiler;
use super::corrections::Corrector;
use super::hits::HitReader;
use super::languages::languages;
use super::live::Live;
use crate::highlight::Matcher;

/// Answers a plan from one view of the index.
pub(super) fn search(live: &Live, plan: &SearchPlan) -> Result<SearchResults, IndexError> {
    let searcher = live.searcher();
    let fields = live.generation.fields;
    let languages = languages(&searcher, fields)?;
    let corrector = Corrector::new(&searcher, fields, &languages);
    let (expr, corrections) = corrector.correct(&plan.query)?;
    let query = Compiler::new(&searcher, fields, &languages).compile(&expr, &plan.filters)?;
    let collected = searcher.search(query.as_ref(), &PlanCollector::new(plan))?;

    // Explaining needs the weight with its statistics, which only a few requests ask for.
    let weight = match plan.explain {
        true => Some(query.weight(EnableScoring::enabled_from_searcher(&searcher))?),
        false => None,
    };
    // What is marked is what really matched, stand-ins among it.
    let matcher = plan.highlight.then(|| Matcher::new(&expr, &languages));
    let reader = HitReader::new(&searcher, fields, plan, matcher, weight.as_deref());
    let hits = collected.page.iter().map(|found| reader.read(found));
    let hits = hits.collect::<Result<Vec<_>, _>>()?;
    let next = match collected.page.last() {
        Some(last) if collected.more => last.rank.position(plan.sort),
        _ => None,
    };
    Ok(SearchResults {
        total: collected.total,
        documents: collected.documents,
        hits,
        next,
        facets: collected.facets,
        corrections,
        generation: live.generation.id.number(),
    })
}
