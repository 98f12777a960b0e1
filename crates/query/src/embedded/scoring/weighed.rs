//! What scores, weighed by how rare its words are in an index.

use std::collections::HashMap;
use std::sync::Arc;

use dateline_indexer::IndexError;
use tantivy::postings::TermInfo;
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, EnableScoring, Query, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, Searcher, SegmentReader, Term};

use super::cover::Cover;
use super::lists::{PhraseList, TermList, understated};
use super::{Contributions, Scoring, ScoringTerm, SegmentScoring};

/// What adds to the score, ready to be looked for.
#[derive(Default)]
pub(in crate::embedded) struct WeighedScoring {
    /// The rarest first: what is hardly ever there costs hardly anything to look for.
    pub(super) terms: Vec<WeighedTerm>,
    pub(super) phrases: Vec<Arc<WeighedPhrase>>,
    /// Words that count only all together.
    cover: Vec<Vec<WeighedTerm>>,
    dates: Vec<Vec<Vec<usize>>>,
    /// Whether documents score nothing else.
    pub(in crate::embedded) is_all: bool,
    constant: Score,
}

pub(super) struct WeighedTerm {
    bm25: Bm25Weight,
    field: Field,
    /// How many tokens a document has in the field on average.
    average: Score,
    /// Where its postings stand, segment by segment.
    places: Vec<Option<TermInfo>>,
    documents: u64,
    /// The how manieth term it is.
    pub(super) number: usize,
}

pub(super) struct WeighedPhrase {
    pub(super) weight: Box<dyn Weight>,
    pub(super) boost: Score,
    pub(super) bm25: Bm25Weight,
    /// Its words among the terms, without which it cannot be there. Empty where not all of them are.
    words: Vec<usize>,
    /// The how manieth phrase it is.
    pub(super) number: usize,
}

impl WeighedScoring {
    /// Looks up the words.
    pub(in crate::embedded) fn of(
        scoring: &Scoring,
        searcher: &Searcher,
    ) -> Result<Self, IndexError> {
        let mut weighed = Self {
            is_all: scoring.is_all,
            constant: scoring.constant,
            dates: scoring.dates.clone(),
            ..Self::default()
        };
        let documents = Bm25StatisticsProvider::total_num_docs(searcher)?;
        let mut known: HashMap<(Field, &str), usize> = HashMap::new();
        for (number, term) in scoring.terms.iter().enumerate() {
            known.insert((term.field, &term.word), number);
            weighed.terms.extend(WeighedTerm::of(term, number, documents, searcher)?);
        }
        for forms in scoring.cover.iter().flatten() {
            let weigh = |term| WeighedTerm::of(term, 0, documents, searcher).transpose();
            weighed.cover.push(forms.iter().filter_map(weigh).collect::<Result<_, _>>()?);
        }
        weighed.terms.sort_by_key(|term| term.documents);
        for (number, phrase) in scoring.phrases.iter().enumerate() {
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
                number,
                bm25: bm25.boost_by(phrase.weight),
                words,
            }));
        }
        Ok(weighed)
    }

    /// What each part adds to a document.
    pub(in crate::embedded) fn contributions(
        &self,
        ordinal: u32,
        reader: &SegmentReader,
        doc: DocId,
    ) -> tantivy::Result<Contributions> {
        Contributions::of(self, ordinal, reader, doc)
    }

    /// The words that count all together, as far as they stand in a segment.
    pub(super) fn cover_in_segment(
        &self,
        ordinal: u32,
        reader: &SegmentReader,
    ) -> tantivy::Result<Option<Cover>> {
        let mut words = Vec::with_capacity(self.cover.len());
        for forms in &self.cover {
            let lists = forms.iter().map(|term| term.in_segment(ordinal, reader));
            words.push(lists.filter_map(Result::transpose).collect::<tantivy::Result<_>>()?);
        }
        Ok(Cover::new(words))
    }

    /// How many documents have a term.
    pub(in crate::embedded) fn documents(&self, number: usize) -> u64 {
        let mut terms = self.terms.iter();
        terms.find(|term| term.number == number).map_or(0, |term| term.documents)
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
            let Some(list) = term.in_segment(ordinal, reader)? else { continue };
            lists.push(list);
            numbers.push(term.number);
        }
        let at = |number: &usize| numbers.iter().position(|known| known == number);
        let phrases = self.phrases.iter().filter_map(|phrase| {
            // Without one of its words in the segment it is not there either.
            let words = phrase.words.iter().map(at).collect::<Option<Vec<_>>>()?;
            Some(PhraseList::new(Arc::clone(phrase), words))
        });
        let phrases: Vec<_> = phrases.collect();
        let cover = self.cover_in_segment(ordinal, reader)?;
        let forms = |word: &Vec<usize>| word.iter().filter_map(at).collect();
        let words = |date: &Vec<Vec<usize>>| date.iter().map(forms).collect();
        let dates = self.dates.iter().map(words).collect();
        let reader = (!phrases.is_empty()).then(|| reader.clone());
        let (is_all, constant) = (self.is_all, self.constant);
        Ok(SegmentScoring::new(lists, phrases, cover, dates, reader, is_all, constant))
    }
}

impl WeighedTerm {
    /// A term, where it is in any document.
    fn of(
        term: &ScoringTerm,
        number: usize,
        documents: u64,
        searcher: &Searcher,
    ) -> Result<Option<Self>, IndexError> {
        let (places, with_term) = places(searcher, &term.term())?;
        if with_term == 0 {
            return Ok(None);
        }
        let field = term.field;
        let tokens = Bm25StatisticsProvider::total_num_tokens(searcher, field)?;
        let average = tokens as Score / documents as Score;
        let bm25 = Bm25Weight::for_one_term_without_explain(with_term, documents, average);
        let bm25 = bm25.boost_by(term.weight);
        Ok(Some(Self { bm25, field, average, places, documents: with_term, number }))
    }

    /// Its postings in a segment, if there are any.
    pub(super) fn in_segment(
        &self,
        ordinal: u32,
        reader: &SegmentReader,
    ) -> tantivy::Result<Option<TermList>> {
        let Some(Some(place)) = self.places.get(ordinal as usize) else { return Ok(None) };
        let index = reader.inverted_index(self.field)?;
        let lengths = reader.get_fieldnorms_reader(self.field)?;
        let in_segment = index.total_num_tokens() as Score / reader.max_doc() as Score;
        let understated = understated(self.average, in_segment);
        let list = TermList::open(place, &index, lengths, self.bm25.clone(), understated)?;
        Ok(Some(list))
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
