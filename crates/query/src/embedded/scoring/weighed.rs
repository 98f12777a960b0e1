//! What scores, weighed by how rare its words are in an index.

use std::collections::HashMap;
use std::sync::Arc;

use dateline_indexer::IndexError;
use tantivy::postings::TermInfo;
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, EnableScoring, Query, Weight};
use tantivy::schema::Field;
use tantivy::{Score, Searcher, SegmentReader, Term};

use super::lists::{PhraseList, TermList, understated};
use super::{Scoring, SegmentScoring};

/// What adds to the score, ready to be looked for.
#[derive(Default)]
pub(in crate::embedded) struct WeighedScoring {
    /// The rarest first: what is hardly ever there costs hardly anything to look for.
    terms: Vec<WeighedTerm>,
    phrases: Vec<Arc<WeighedPhrase>>,
    /// Whether documents score nothing else.
    pub(in crate::embedded) is_all: bool,
    constant: Score,
}

struct WeighedTerm {
    bm25: Bm25Weight,
    field: Field,
    /// How many tokens a document has in the field on average.
    average: Score,
    /// Where its postings stand, segment by segment.
    places: Vec<Option<TermInfo>>,
    documents: u64,
    /// The how manieth term it is.
    number: usize,
}

pub(super) struct WeighedPhrase {
    pub(super) weight: Box<dyn Weight>,
    pub(super) boost: Score,
    pub(super) bm25: Bm25Weight,
    /// Its words among the terms, without which it cannot be there. Empty where not all of them are.
    words: Vec<usize>,
}

impl WeighedScoring {
    /// Looks up the words.
    pub(in crate::embedded) fn of(
        scoring: &Scoring,
        searcher: &Searcher,
    ) -> Result<Self, IndexError> {
        let mut weighed =
            Self { is_all: scoring.is_all, constant: scoring.constant, ..Self::default() };
        let documents = Bm25StatisticsProvider::total_num_docs(searcher)?;
        let mut known: HashMap<(Field, &str), usize> = HashMap::new();
        for (number, term) in scoring.terms.iter().enumerate() {
            known.insert((term.field, &term.word), number);
            let (places, with_term) = places(searcher, &term.term())?;
            if with_term == 0 {
                continue;
            }
            let field = term.field;
            let tokens = Bm25StatisticsProvider::total_num_tokens(searcher, field)?;
            let average = tokens as Score / documents as Score;
            let bm25 = Bm25Weight::for_one_term_without_explain(with_term, documents, average);
            let bm25 = bm25.boost_by(term.weight);
            weighed.terms.push(WeighedTerm {
                bm25,
                field,
                average,
                places,
                documents: with_term,
                number,
            });
        }
        weighed.terms.sort_by_key(|term| term.documents);
        for phrase in &scoring.phrases {
            let words = phrase.words.iter().map(|(_, word)| known.get(&(phrase.field, word)));
            let words: Option<Vec<usize>> = words.map(Option::<&usize>::copied).collect();
            let words = words.unwrap_or_default();
            let is_there = |number: &usize| weighed.terms.iter().any(|term| term.number == *number);
            if !words.iter().all(is_there) {
                continue;
            }
            let query = phrase.query();
            let statistics: &dyn Bm25StatisticsProvider = searcher;
            let bm25 = Bm25Weight::for_terms(statistics, &query.phrase_terms())?;
            weighed.phrases.push(Arc::new(WeighedPhrase {
                weight: query.weight(EnableScoring::enabled_from_searcher(searcher))?,
                boost: phrase.weight,
                bm25: bm25.boost_by(phrase.weight),
                words,
            }));
        }
        Ok(weighed)
    }

    /// What of it stands in a segment.
    pub(in crate::embedded) fn in_segment(
        &self,
        ordinal: u32,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentScoring> {
        let mut lists = Vec::with_capacity(self.terms.len());
        let mut numbers = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let Some(Some(place)) = term.places.get(ordinal as usize) else { continue };
            let index = reader.inverted_index(term.field)?;
            let lengths = reader.get_fieldnorms_reader(term.field)?;
            let in_segment = index.total_num_tokens() as Score / reader.max_doc() as Score;
            let understated = understated(term.average, in_segment);
            lists.push(TermList::open(place, &index, lengths, term.bm25.clone(), understated)?);
            numbers.push(term.number);
        }
        let at = |number: &usize| numbers.iter().position(|known| known == number);
        let phrases = self.phrases.iter().filter_map(|phrase| {
            // Without one of its words in the segment it is not there either.
            let words = phrase.words.iter().map(at).collect::<Option<Vec<_>>>()?;
            Some(PhraseList::new(Arc::clone(phrase), words))
        });
        let phrases: Vec<_> = phrases.collect();
        let reader = (!phrases.is_empty()).then(|| reader.clone());
        Ok(SegmentScoring::new(lists, phrases, reader, self.is_all, self.constant))
    }
}

/// Where a term stands in each segment, and in how many documents of all.
fn places(searcher: &Searcher, term: &Term) -> Result<(Vec<Option<TermInfo>>, u64), IndexError> {
    let (mut places, mut documents) = (Vec::new(), 0);
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(term.field())?;
        let place = index.get_term_info(term).map_err(tantivy::TantivyError::from)?;
        documents += place.as_ref().map_or(0, |place| u64::from(place.doc_freq));
        places.push(place);
    }
    Ok((places, documents))
}
