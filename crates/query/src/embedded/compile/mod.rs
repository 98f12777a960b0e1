//! How does a query become postings? Each node of the tree becomes a tantivy query.
//!
//! A plain word has to be among the stems of the document; where it stands, and whether it stands
//! there exactly, adds to the score. So matching costs one postings list a word, and what scores is
//! only looked up for documents that match and may come onto the page.

mod choices;
mod dates;
mod excluded;
mod expansion;
mod leaves;
mod slots;
mod stems;
mod stop_words;
mod stoppable;
mod synonyms;
mod together;
mod with_stories;
mod words;

use std::sync::Arc;

use dateline_engine::{Expr, Filters, NamedDate, Predicate, SearchPlan};
use dateline_indexer::analysis::{Languages, fold_name};
use dateline_indexer::{Fields, IndexError};
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Searcher, Term};

use excluded::Excluded;
pub(super) use expansion::Expanding;
pub(super) use slots::{Slot, Slots};

use super::collect::DateConditions;
use super::phrases::PhrasePlaces;
use super::scoring::{Scoring, ScoringTerm};
use super::view::View;
use crate::language::print;

/// What a document has to match, must not match, and what adds to its score.
#[derive(Default)]
pub(super) struct Clauses {
    required: Vec<Required>,
    excluded: Vec<Box<dyn Query>>,
    scoring: Scoring,
    /// What is required and scores the same for each document.
    constant: Score,
    /// Whether something required scores otherwise.
    scores_otherwise: bool,
    /// Whether a choice may do without words that tell hardly any documents apart.
    is_relaxed: bool,
}

/// One thing that a document has to match.
enum Required {
    /// One of these words, which score too.
    Words(Vec<ScoringTerm>),
    /// What scores in a way of its own, and how it is written.
    Scored(Box<dyn Query>, String),
    /// What scores the same for each document.
    Constant(Box<dyn Query>),
}

/// A query in two parts: what matches, and what adds to the score of that.
pub(super) struct Compiled {
    pub(super) required: Box<dyn Query>,
    pub(super) scoring: Scoring,
}

/// A part of a query, with how it is written.
pub(super) type Written = (String, Box<dyn Query>);

/// Turns a query into one that tantivy executes.
pub(super) struct Compiler<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    /// The languages that occur in the index: a word is stemmed as in each of them.
    languages: &'a Languages,
    /// How far beginnings and near words are followed, and whether anybody still waits.
    expanding: &'a Expanding,
    /// Where a phrase is looked for that is all that is asked for, but for dates.
    places: Option<Arc<PhrasePlaces>>,
}

impl<'a> Compiler<'a> {
    /// A compiler for an index with these fields, whose stories are in these languages.
    pub(super) fn new(
        searcher: &'a Searcher,
        fields: Fields,
        languages: &'a Languages,
        expanding: &'a Expanding,
    ) -> Self {
        Self { searcher, fields, languages, expanding, places: None }
    }

    /// The same for this query and plan, where all matches in a view are collected.
    pub(super) fn for_all_matches(&self, query: &Expr, plan: &SearchPlan, view: &View) -> Self {
        // Who collects looks at dates and their precision.
        let Filters { kind, feeds, publishers, stories, dates: _, precision: _ } = &plan.filters;
        let is_alone =
            kind.is_none() && feeds.is_empty() && publishers.is_empty() && stories.is_empty();
        let places = (matches!(query, Expr::Phrase(_)) && is_alone)
            .then(|| Arc::new(PhrasePlaces::of(view, DateConditions::of(plan))));
        Self { places, ..*self }
    }

    /// The query with the filters of its plan, which have no say in the score. Those on dates are left
    /// to who collects the matches, who looks at the date of each anyway.
    pub(super) fn compile(&self, query: &Expr, plan: &SearchPlan) -> Result<Compiled, IndexError> {
        if self.is_hopeless(query)? {
            return Ok(Compiled { required: Box::new(EmptyQuery), scoring: Scoring::default() });
        }
        let mut clauses = self.clauses(query, plan)?;
        let mut scoring = std::mem::take(&mut clauses.scoring);
        if clauses.scores_otherwise {
            return Ok(Compiled { required: clauses.into_query(true), scoring });
        }
        scoring.is_all = true;
        scoring.constant = clauses.constant;
        for required in &clauses.required {
            if let Required::Words(words) = required {
                scoring.terms.extend_from_slice(words);
            }
        }
        Ok(Compiled { required: clauses.into_query(false), scoring })
    }

    /// What is required and scores in a way of its own, each part as a query, with how it is written.
    pub(super) fn scoring_otherwise(
        &self,
        query: &Expr,
        plan: &SearchPlan,
    ) -> Result<Vec<Written>, IndexError> {
        let clauses = self.clauses(query, plan)?;
        let parts = clauses.required.into_iter().filter_map(|required| match &required {
            Required::Words(words) => {
                let words: Vec<_> = words.iter().map(|term| term.word.as_str()).collect();
                let text = format!("a word with the stem `{}`", words.join("` or `"));
                Some((text, required.into_query(true)))
            }
            Required::Scored(_, text) => Some((text.clone(), required.into_query(true))),
            Required::Constant(_) => None,
        });
        Ok(parts.collect())
    }

    /// The index that is searched.
    pub(super) fn searcher(&self) -> &'a Searcher {
        self.searcher
    }

    /// Its fields.
    pub(super) fn fields(&self) -> Fields {
        self.fields
    }

    /// All but the conditions on dates.
    fn clauses(&self, query: &Expr, plan: &SearchPlan) -> Result<Clauses, IndexError> {
        let mut clauses = Clauses { is_relaxed: plan.is_relaxed, ..Clauses::default() };
        self.require(query, &mut clauses)?;
        self.require_one_place(query, &mut clauses);
        self.closeness(query, &mut clauses.scoring);
        self.coverage(query, &mut clauses.scoring);
        for NamedDate { words, .. } in &plan.named_dates {
            self.prefer_date(words, &mut clauses.scoring);
        }
        self.filter(&plan.filters, &mut clauses);
        Ok(clauses)
    }

    fn filter(&self, filters: &Filters, clauses: &mut Clauses) {
        if let Some(kind) = filters.kind {
            clauses.filter(self.term(self.fields.kind, kind.as_str()));
        }
        if !filters.feeds.is_empty() {
            let names = filters.feeds.iter().map(|name| fold_name(name));
            clauses.filter(self.any_term(self.fields.feed, names));
        }
        if !filters.publishers.is_empty() {
            let names = filters.publishers.iter().map(|name| fold_name(name));
            clauses.filter(self.any_term(self.fields.publisher, names));
        }
        if !filters.stories.is_empty() {
            let ids = filters.stories.iter().map(ToString::to_string);
            clauses.filter(self.any_term(self.fields.story, ids));
        }
    }

    /// A node on its own.
    fn node(&self, expr: &Expr) -> Result<Box<dyn Query>, IndexError> {
        match expr {
            Expr::Or(parts) => {
                let parts = parts.iter().map(|part| self.node(part));
                Ok(any_of(parts.collect::<Result<_, _>>()?))
            }
            _ => {
                let mut clauses = Clauses::default();
                self.require(expr, &mut clauses)?;
                Ok(clauses.into_query(true))
            }
        }
    }

    /// Adds the clauses that make a node required. Those of a conjunction become clauses of one
    /// flat query, which tantivy intersects from the rarest on.
    fn require(&self, expr: &Expr, clauses: &mut Clauses) -> Result<(), IndexError> {
        match expr {
            Expr::All => {}
            Expr::And(parts) => {
                for part in parts {
                    self.require(part, clauses)?;
                }
            }
            Expr::Or(parts) => {
                if !self.require_any_word(parts, clauses)? {
                    clauses.require(self.node(expr)?, expr);
                }
            }
            Expr::Not(inner) => match inner.as_ref() {
                Expr::All => clauses.filter(Box::new(EmptyQuery)),
                inner => {
                    clauses.excluded.push(Box::new(Excluded(self.node(inner)?)));
                }
            },
            Expr::Word(word) => self.require_word(word, clauses)?,
            Expr::Phrase(phrase) => {
                if let Some(query) = self.phrase(phrase) {
                    clauses.require(query, expr);
                }
            }
            Expr::Predicate(predicate) => self.require_predicate(predicate, clauses),
            Expr::Synonyms { typed, with } => clauses.require(self.synonyms(typed, with)?, expr),
            Expr::Optional(word) => self.prefer_word(word, &mut clauses.scoring),
        }
        Ok(())
    }

    fn require_predicate(&self, predicate: &Predicate, clauses: &mut Clauses) {
        match predicate {
            Predicate::Feed(name) => {
                clauses.filter(self.term(self.fields.feed, &fold_name(name)));
            }
            Predicate::Publisher(name) => {
                clauses.filter(self.term(self.fields.publisher, &fold_name(name)));
            }
            Predicate::Story(id) => {
                clauses.filter(self.term(self.fields.story, id.as_str()));
            }
            Predicate::Kind(kind) => {
                clauses.filter(self.term(self.fields.kind, kind.as_str()));
            }
            Predicate::Dates(filter) => dates::require(self.fields, filter, clauses),
        }
    }

    fn term(&self, field: Field, value: &str) -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
    }

    fn any_term(&self, field: Field, values: impl Iterator<Item = String>) -> Box<dyn Query> {
        any_of(values.map(|value| self.term(field, &value)).collect())
    }

    fn slots(&self, text: &str) -> Slots {
        Slots::of(text, self.languages)
    }
}

impl Clauses {
    /// Requires what scores in a way of its own, for a part of the query.
    fn require(&mut self, query: Box<dyn Query>, of: &Expr) {
        self.required.push(Required::Scored(query, print(of)));
        self.scores_otherwise = true;
    }

    /// Requires one of these words.
    fn require_words(&mut self, words: Vec<ScoringTerm>) {
        self.required.push(Required::Words(words));
    }

    /// Requires what scores the same for each document.
    fn require_constant(&mut self, query: Box<dyn Query>, score: Score) {
        self.required.push(Required::Constant(Box::new(ConstScoreQuery::new(query, score))));
        self.constant += score;
    }

    /// Requires what has no say in the score.
    fn filter(&mut self, query: Box<dyn Query>) {
        self.require_constant(query, 0.0);
    }

    /// One query of all. Without one that requires something, every document is let in, so that
    /// exclusions have something to take from. Words score in it where that is asked for.
    fn into_query(mut self, scores: bool) -> Box<dyn Query> {
        if self.required.is_empty() {
            self.filter(Box::new(AllQuery));
        }
        let Self { required, excluded, scoring, .. } = self;
        let mut required: Vec<_> =
            required.into_iter().map(|required| required.into_query(scores)).collect();
        let preferred = scoring.into_queries();
        if required.len() == 1 && excluded.is_empty() && preferred.is_empty() {
            return required.remove(0);
        }
        let all = |occur, queries: Vec<Box<dyn Query>>| {
            queries.into_iter().map(move |query| (occur, query))
        };
        let clauses = all(Occur::Must, required).chain(all(Occur::MustNot, excluded));
        Box::new(BooleanQuery::new(clauses.chain(all(Occur::Should, preferred)).collect()))
    }
}

impl Required {
    fn into_query(self, scores: bool) -> Box<dyn Query> {
        let option = if scores { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        match self {
            Self::Words(words) => any_of(words.iter().map(|word| word.query(option)).collect()),
            Self::Scored(query, _) | Self::Constant(query) => query,
        }
    }
}

/// At least one of several.
fn any_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}
