//! How much work a search will be, as far as that can be told beforehand.

use dateline_engine::{
    Expr, FacetField, Grouping, PageStart, Predicate, SearchPlan, Sort, TextField, WordForm,
};
use dateline_indexer::{Fields, IndexError};
use tantivy::Term;

use super::compile::Slots;
use super::view::View;

/// For so many nanoseconds a search may keep a thread from serving others.
const LITTLE: u64 = 2_000_000;
/// What a document takes that is looked at, in nanoseconds: for a word alone, whose documents are
/// counted in a row; for each of several words, which are looked for in each other's documents and close
/// together; for each word of a phrase, whose places are read.
const WORD_ALONE: u64 = 10;
const WORD: u64 = 75;
const PHRASE_WORD: u64 = 125;
/// What it takes besides where more is asked of each than its month, or hardly any is passed over.
const EACH: u64 = 150;
/// So many hits are read, or passed over, by the way.
const FEW_HITS: usize = 20;
/// Scripts from here on write no spaces, and are searched by pairs of characters that are rarer than
/// the characters that a phrase of them is made of.
const FIRST_WITHOUT_SPACES: char = '\u{0E00}';

/// Whether a plan is little work, as most are. Handing it to another thread, and being woken by that,
/// would then take a good part of the time that it takes itself.
pub(super) fn is_little(
    plan: &SearchPlan,
    view: &View,
    fields: Fields,
) -> Result<bool, IndexError> {
    let skipped = match plan.page.start {
        PageStart::Offset(offset) => offset,
        PageStart::After(_) => 0,
    };
    if plan.page.limit + skipped > FEW_HITS
        || plan.grouping != Grouping::Documents
        || plan.explain
        || plan.facets.distinct_stories
    {
        return Ok(false);
    }
    let bound = most_matches(&plan.query, view, fields)?;
    Ok(bound.is_some_and(|bound| bound.nanos(plan) <= LITTLE))
}

/// Whether each match is looked at closer: for a filter or a facet other than by month, for its place in
/// an order that is not of scores alone, or to pass over what stood on pages before.
fn looks_at_each(plan: &SearchPlan) -> bool {
    let SearchPlan { filters, facets, .. } = plan;
    let by_month = |field: &FacetField| matches!(field, FacetField::Month | FacetField::Year);
    plan.sort != Sort::Relevance
        || plan.recency.is_some()
        || !plan.named_dates.is_empty()
        || matches!(plan.page.start, PageStart::After(_))
        || !facets.fields.iter().all(by_month)
        || filters.kind.is_some()
        || !(filters.feeds.is_empty() && filters.publishers.is_empty())
        || !filters.stories.is_empty()
}

/// What is looked at, at the most.
#[derive(Clone, Copy)]
struct Bound {
    documents: u64,
    /// For how many words, and for how many that stand in phrases.
    words: u64,
    phrase_words: u64,
}

impl Bound {
    fn nanos(self, plan: &SearchPlan) -> u64 {
        let matching = match (self.words, self.phrase_words) {
            (1, 0) => WORD_ALONE,
            (words, phrase_words) => words * WORD + phrase_words * PHRASE_WORD,
        };
        let more = if looks_at_each(plan) { EACH } else { 0 };
        self.documents.saturating_mul(matching + more)
    }
}

/// What is looked at for a query, at the most. None where it is not known.
fn most_matches(expr: &Expr, view: &View, fields: Fields) -> Result<Option<Bound>, IndexError> {
    let text = match expr {
        Expr::Word(word) if word.form == WordForm::Plain && word.field == TextField::Any => {
            &word.text
        }
        Expr::Phrase(phrase) if phrase.field == TextField::Any => &phrase.text,
        Expr::And(parts) => {
            let mut all: Option<Bound> = None;
            for part in parts {
                let bound = match (part, most_matches(part, view, fields)?) {
                    (_, Some(bound)) => bound,
                    // A list of postings more, of any length.
                    (Expr::Predicate(predicate), None) if !is_range(predicate) => {
                        Bound { documents: u64::MAX, words: 1, phrase_words: 0 }
                    }
                    (_, None) => return Ok(None),
                };
                all = Some(all.map_or(bound, |all| Bound {
                    documents: all.documents.min(bound.documents),
                    words: all.words + bound.words,
                    phrase_words: all.phrase_words + bound.phrase_words,
                }));
            }
            return Ok(all);
        }
        Expr::Synonyms { typed, with } => {
            let mut any = most_matches(typed, view, fields)?;
            for synonym in with {
                let bound = most_matches(synonym, view, fields)?;
                any = any.zip(bound).map(|(any, bound)| Bound {
                    documents: any.documents.saturating_add(bound.documents),
                    words: any.words + bound.words,
                    phrase_words: any.phrase_words + bound.phrase_words,
                });
            }
            return Ok(any);
        }
        // It is looked for in what the others match.
        Expr::Optional(_) => {
            return Ok(Some(Bound { documents: u64::MAX, words: 1, phrase_words: 0 }));
        }
        _ => return Ok(None),
    };
    if text.chars().any(|c| c >= FIRST_WITHOUT_SPACES) {
        return Ok(None);
    }
    let slots = Slots::of(text, &view.languages).0;
    let words = slots.len() as u64;
    let mut least = None;
    for slot in slots {
        let mut documents = 0;
        for stem in &slot.stems {
            documents += view.searcher.doc_freq(&Term::from_field_text(fields.stems, stem))?;
        }
        least = Some(least.map_or(documents, |least: u64| least.min(documents)));
    }
    // A word that is in no document is looked for among all words that are.
    let (words, phrase_words) =
        if matches!(expr, Expr::Phrase(_)) { (0, words) } else { (words, 0) };
    let least = least.filter(|least| *least > 0);
    Ok(least.map(|documents| Bound { documents, words, phrase_words }))
}

/// Whether a condition reads columns instead of postings.
fn is_range(predicate: &Predicate) -> bool {
    matches!(predicate, Predicate::Dates(_))
}
