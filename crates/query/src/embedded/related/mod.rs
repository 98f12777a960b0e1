//! Stories that are similar to one: candidates by the words that tell it from others, looked at closer
//! for articles and dates.
//!
//! The words are those of the story with the highest tf·idf (`words.rs` reads them, `terms.rs` holds
//! them against the index); the candidates are the stories that have them, by the BM25 of those words
//! (`candidates.rs`); the best of them are scored again with what is stored of them
//! (`closeness.rs`). Each step has a bound of its own, so that what it takes depends neither on the
//! story nor much on the index.
//!
//! Why not tantivy's `MoreLikeThisQuery`: it looks up every distinct word of a text in the dictionary,
//! reads the postings of its terms whatever their length, finds events as well as stories, and counts
//! the events of a story among the documents that have its words. It tells nobody why either.

mod articles;
mod candidates;
mod closeness;
mod documents;
mod span;
mod terms;
mod words;

use dateline_engine::{RelatedStories, RelatedStory, Shared, SharedDays, Sort, StoryHead};
use dateline_indexer::generation::{read_document, read_head};
use dateline_indexer::{IndexError, StoredDocument, StoredHead};
use dateline_model::{Day, StoryId};

use super::collect::SortKey;
use super::live::Live;
use super::stop::Stop;
use super::view::View;
use articles::Articles;
use candidates::{Candidate, candidates};
use closeness::{closeness, lift};
use documents::StoryDocuments;
use span::DaySpan;
use terms::{Term, terms};
use words::StoryWords;

/// How many of the words that they share are told.
const WORDS_TOLD: usize = 8;

/// Up to so many stories that are similar to the one under an id, or none where it is not there.
pub(super) fn related(
    live: &Live,
    id: &StoryId,
    limit: usize,
    stop: &Stop,
) -> Result<Option<RelatedStories>, IndexError> {
    let view = live.view();
    let fields = live.generation.fields;
    let generation = live.generation.id.number();
    let Some(subject) = StoryDocuments::find(&view, fields, id)? else { return Ok(None) };
    let StoredDocument::Story(stored) = read_document(&view.searcher, subject.own)? else {
        return Ok(None);
    };
    let words = StoryWords::read(&view, &subject, &stored)?;
    let terms = terms(&view, fields, words, (subject.own, stop))?;
    let candidates = candidates(&view, fields, &terms)?;
    let mut articles = Articles::of(&stored);
    let span = subject.span(&view);

    let mut ranked = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        stop.check()?;
        ranked.push(Ranked::of(&view, candidate, span, &mut articles)?);
    }
    ranked.sort_unstable_by(|a, b| a.order().cmp(&b.order()));
    ranked.truncate(limit);
    let stories = ranked.into_iter().map(|ranked| ranked.shown(&view, &terms));
    Ok(Some(RelatedStories { stories: stories.collect::<Result<_, _>>()?, generation }))
}

/// A candidate that has been looked at closer.
struct Ranked {
    candidate: Candidate,
    score: f32,
    articles: usize,
    days: Option<SharedDays>,
    key: SortKey,
    id: String,
}

impl Ranked {
    fn of(
        view: &View,
        candidate: Candidate,
        subject: Option<DaySpan>,
        articles: &mut Articles,
    ) -> Result<Self, IndexError> {
        let own = candidate.own;
        let span = StoryDocuments::at(view, own).span(view);
        let dates = subject.zip(span);
        let near = dates.map_or(0.0, |(subject, span)| closeness(subject, span));
        let articles = articles.shared_with(&view.searcher, own)?;
        let score = candidate.score * lift(near, articles);
        let segment = &view.segments[own.segment_ord as usize];
        let date = segment.dates.date(own.doc_id).map(|date| (date.first, date.last));
        Ok(Self {
            candidate,
            score,
            articles,
            days: dates.and_then(|(subject, span)| shared_days(subject, span)),
            key: SortKey::new(Sort::Relevance, score, date),
            id: segment.stories.id(segment.stories.ordinal(own.doc_id))?,
        })
    }

    /// By score, then newest, then id.
    fn order(&self) -> (SortKey, &str) {
        (self.key, &self.id)
    }

    fn shown(self, view: &View, terms: &[Term]) -> Result<RelatedStory, IndexError> {
        let (head, _) = read_head(&view.searcher, self.candidate.own, 0, &[])?;
        let StoredHead { id, title, feeds, date, .. } = head;
        let mut shared: Vec<&Term> = self.candidate.shared.of(terms).collect();
        // The terms stand by weight, in which order words stay that are as rare.
        shared.sort_by_key(|term| term.stories);
        shared.truncate(WORDS_TOLD);
        let words = shared.into_iter().map(|term| term.word.written.clone()).collect();
        Ok(RelatedStory {
            story: StoryHead { id, title, feeds },
            date,
            score: self.score,
            shared: Shared { words, articles: self.articles, days: self.days },
        })
    }
}

fn shared_days(a: DaySpan, b: DaySpan) -> Option<SharedDays> {
    let shared = a.shared_with(b)?;
    let (from, to) = (Day::from_number(shared.first)?, Day::from_number(shared.last)?);
    Some(SharedDays { from, to })
}
