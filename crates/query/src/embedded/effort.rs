//! How much work a search will be, as far as that can be told beforehand.

use dateline_engine::{Expr, TextField, WordForm};
use dateline_indexer::{Fields, IndexError};
use tantivy::Term;

use super::compile::Slots;
use super::view::View;

/// A search that looks at no more matches takes a few milliseconds.
const LITTLE: u64 = 20_000;

/// Whether a query is little work for certain. Handing it to another thread and back would then take
/// a good part of the time that it takes itself.
pub(super) fn is_little(query: &Expr, view: &View, fields: Fields) -> Result<bool, IndexError> {
    Ok(most_matches(query, view, fields)?.is_some_and(|most| most <= LITTLE))
}

/// No more documents than these are looked at. None where it is not known.
fn most_matches(expr: &Expr, view: &View, fields: Fields) -> Result<Option<u64>, IndexError> {
    let text = match expr {
        Expr::Word(word) if word.form == WordForm::Plain && word.field == TextField::Any => {
            &word.text
        }
        Expr::Phrase(phrase) if phrase.field == TextField::Any => &phrase.text,
        Expr::And(parts) => {
            let mut least = None;
            for part in parts {
                match (part, most_matches(part, view, fields)?) {
                    (_, Some(most)) => {
                        least = Some(least.map_or(most, |least: u64| least.min(most)));
                    }
                    // Conditions are cheap; what else is not known may be much.
                    (Expr::Predicate(_), None) => {}
                    (_, None) => return Ok(None),
                }
            }
            return Ok(least);
        }
        _ => return Ok(None),
    };
    let mut least = None;
    for slot in Slots::of(text, &view.languages).0 {
        let mut documents = 0;
        for stem in &slot.stems {
            documents += view.searcher.doc_freq(&Term::from_field_text(fields.stems, stem))?;
        }
        least = Some(least.map_or(documents, |least: u64| least.min(documents)));
    }
    // A word that nobody wrote is looked for among all that somebody did.
    Ok(least.filter(|least| *least > 0))
}
