//! A plan executed: the query compiled, the matches collected in one pass, the page filled.

use dateline_engine::{SearchPlan, SearchResults};
use dateline_indexer::IndexError;
use tantivy::query::EnableScoring;

use super::collect::PlanCollector;
use super::compile::Compiler;
use super::hits::HitReader;
use super::languages::languages;
use super::live::Live;

/// Answers a plan from one view of the index.
pub(super) fn search(live: &Live, plan: &SearchPlan) -> Result<SearchResults, IndexError> {
    let searcher = live.searcher();
    let fields = live.generation.fields;
    let languages = languages(&searcher, fields)?;
    let query = Compiler::new(&searcher, fields, &languages);
    let query = query.compile(&plan.query, &plan.filters)?;
    let collected = searcher.search(query.as_ref(), &PlanCollector::new(plan))?;

    // Explaining needs the weight with its statistics, which only a few requests ask for.
    let weight = match plan.explain {
        true => Some(query.weight(EnableScoring::enabled_from_searcher(&searcher))?),
        false => None,
    };
    let reader = HitReader::new(&searcher, fields, plan, &languages, weight.as_deref());
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
        generation: live.generation.id.number(),
    })
}
