//! How a score came about, as tantivy tells it and in our own shape.

use dateline_engine::{Explanation, Recency};
use dateline_model::DateSpan;
use serde_json::Value;
use tantivy::query::Weight;
use tantivy::{DocAddress, Searcher};

use super::collect::decay;

/// The parts of a document's score.
pub(super) fn explain(
    searcher: &Searcher,
    weight: &dyn Weight,
    address: DocAddress,
    recency: Option<Recency>,
    date: Option<&DateSpan>,
) -> tantivy::Result<Explanation> {
    let segment = searcher.segment_reader(address.segment_ord);
    let explanation = weight.explain(segment, address.doc_id)?;
    // tantivy shows the parts of an explanation in no other way than as JSON.
    let tree = serde_json::to_value(&explanation).unwrap_or(Value::Null);
    let relevance = convert(&tree);
    let Some(recency) = recency else { return Ok(relevance) };
    let factor = decay(recency, date.map(|date| date.last().number()));
    Ok(Explanation {
        value: relevance.value * factor,
        description: "relevance times recency".to_owned(),
        details: vec![
            relevance,
            Explanation {
                value: factor,
                description: format!(
                    "recency: halved for every {} days before {}",
                    recency.half_life_days, recency.now
                ),
                details: Vec::new(),
            },
        ],
    })
}

fn convert(tree: &Value) -> Explanation {
    let details = tree.get("details").and_then(Value::as_array);
    Explanation {
        value: tree.get("value").and_then(Value::as_f64).unwrap_or_default() as f32,
        description: tree.get("description").and_then(Value::as_str).unwrap_or_default().to_owned(),
        details: details.into_iter().flatten().map(convert).collect(),
    }
}
