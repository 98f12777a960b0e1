//! What the words of a query are worth together: where they stand side by side, and where they are what
//! a story is called.

use dateline_engine::{Expr, TextField, WordForm};
use dateline_indexer::IndexError;
use dateline_model::Kind;
use tantivy::TERMINATED;
use tantivy::query::{BooleanQuery, EnableScoring, Query};

use super::slots::{Slot, phrase_readings};
use super::{Clauses, Compiler, any_of};
use crate::embedded::scoring::{Scoring, ScoringPhrase, ScoringTerm};

/// What the words of a query add where they stand together, in order.
const CLOSE_IN_TITLE: f32 = 1.5;
const CLOSE_IN_TEXT: f32 = 1.0;
/// More words than this are a sentence, which no text repeats.
const CLOSE_WORDS: usize = 6;
/// What a stem adds to a story whose title has all the words: so much that the story comes before its
/// events, which have the same title and fewer other words. See docs/RANKING.md.
const COVER: f32 = 10.0;

/// So many words are a question in whole sentences.
const LONG: usize = 10;

impl Compiler<'_> {
    /// Of a long query, requires the words in an event, or in what a story says itself: a timeline of
    /// years has the words of any question somewhere, and would keep all others from being looked for.
    pub(super) fn require_one_place(&self, query: &Expr, clauses: &mut Clauses) {
        let words = plain_words(query);
        if words.len() < LONG {
            return;
        }
        let slots = words.into_iter().flat_map(|word| self.slots(word).0);
        let own = slots.map(|slot| self.just_so(&slot)).collect();
        let own: Box<dyn Query> = Box::new(BooleanQuery::intersection(own));
        let event = self.term(self.fields.kind, Kind::Event.as_str());
        clauses.filter(any_of(vec![event, own]));
    }

    /// Whether no document has the stems of all words of a long query. That is told from one list for each
    /// word, before all that would be looked up to score what nothing matches.
    pub(super) fn is_hopeless(&self, query: &Expr) -> Result<bool, IndexError> {
        let required = parts(query).iter().filter(|part| matches!(part, Expr::Word(_)));
        let words: Vec<_> = required.flat_map(typed_words).collect();
        if words.len() < LONG {
            return Ok(false);
        }
        let slots = words.into_iter().map(|word| self.slots(word));
        let slots = slots.filter(|slots| !slots.0.is_empty());
        let all = BooleanQuery::intersection(slots.map(|word| self.every_stem(&word)).collect());
        let all = all.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        for reader in self.searcher.segment_readers() {
            if all.scorer(reader, 1.0)?.doc() != TERMINATED {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// One of the exact forms of a word, in one of the fields of a document itself.
    fn just_so(&self, slot: &Slot) -> Box<dyn Query> {
        let fields = self.exact_fields(TextField::Any).into_iter();
        any_of(fields.map(|field| self.any_term(field, slot.exact.iter().cloned())).collect())
    }

    /// Lets stories come first whose titles have all plain words of the query.
    pub(super) fn coverage(&self, query: &Expr, scoring: &mut Scoring) {
        let (field, weight) = (self.fields.own_title, COVER);
        let mut words = Vec::new();
        for slot in plain_words(query).iter().flat_map(|word| self.slots(word).0) {
            let forms = slot.stems.into_iter().map(|word| ScoringTerm { field, word, weight });
            words.push(forms.collect());
        }
        if !words.is_empty() {
            scoring.cover = Some(words);
        }
    }

    /// Lets documents come first in which the plain words of the query stand together, in order.
    pub(super) fn closeness(&self, query: &Expr, scoring: &mut Scoring) {
        let words: Vec<_> = parts(query).iter().flat_map(typed_words).collect();
        if words.len() < 2 || words.len() > CLOSE_WORDS {
            return;
        }
        let weights = [(self.fields.title, CLOSE_IN_TITLE), (self.fields.text, CLOSE_IN_TEXT)];
        for reading in phrase_readings(&words.join(" "), self.languages) {
            if reading.len() < 2 {
                continue;
            }
            for (field, weight) in weights {
                scoring.phrases.push(ScoringPhrase { field, words: reading.clone(), weight });
            }
        }
    }
}

/// What all has to match.
fn parts(query: &Expr) -> &[Expr] {
    match query {
        Expr::And(parts) => parts,
        one => std::slice::from_ref(one),
    }
}

/// The words of a query that have to match and may stand anywhere, as they are typed, in order.
fn plain_words(query: &Expr) -> Vec<&str> {
    let required = parts(query).iter().filter(|part| !matches!(part, Expr::Optional(_)));
    required.flat_map(typed_words).collect()
}

/// The plain words of a part of the query, as they were typed.
fn typed_words(part: &Expr) -> Vec<&str> {
    match part {
        Expr::Word(word) | Expr::Optional(word)
            if word.field == TextField::Any && word.form == WordForm::Plain =>
        {
            vec![word.text.as_str()]
        }
        Expr::Synonyms { typed, .. } => match typed.as_ref() {
            Expr::And(words) => words.iter().flat_map(typed_words).collect(),
            word => typed_words(word),
        },
        _ => Vec::new(),
    }
}
