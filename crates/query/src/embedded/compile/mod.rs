//! How does a query become postings? Each node of the tree becomes a tantivy query.
//!
//! A plain word has to be among the stems of the document; where it stands, and whether it stands
//! there exactly, adds to the score. So matching costs one postings list a word, and the other
//! lists are only looked into for documents that match.

mod dates;
mod excluded;
mod leaves;
mod slots;
mod stems;
mod with_stories;
mod words;

use dateline_engine::{Expr, Filters, Predicate};
use dateline_indexer::analysis::{Language, fold_name};
use dateline_indexer::{Fields, IndexError};
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use excluded::Excluded;
pub(super) use slots::Slots;

/// A clause of a boolean query.
pub(super) type Clause = (Occur, Box<dyn Query>);

/// Turns a query into one that tantivy executes.
pub(super) struct Compiler<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    /// The languages that occur in the index: a word is stemmed as in each of them.
    languages: &'a [Language],
}

impl<'a> Compiler<'a> {
    /// A compiler for an index with these fields, whose stories are in these languages.
    pub(super) fn new(searcher: &'a Searcher, fields: Fields, languages: &'a [Language]) -> Self {
        Self { searcher, fields, languages }
    }

    /// The query with the filters, which have no say in the score.
    pub(super) fn compile(
        &self,
        query: &Expr,
        filters: &Filters,
    ) -> Result<Box<dyn Query>, IndexError> {
        let mut clauses = Vec::new();
        self.require(query, &mut clauses)?;
        self.closeness(query, &mut clauses);
        if let Some(kind) = filters.kind {
            clauses.push(must(self.term(self.fields.kind, kind.as_str())));
        }
        if !filters.feeds.is_empty() {
            let names = filters.feeds.iter().map(|name| fold_name(name));
            clauses.push(must(self.any_term(self.fields.feed, names)));
        }
        if !filters.publishers.is_empty() {
            let names = filters.publishers.iter().map(|name| fold_name(name));
            clauses.push(must(self.any_term(self.fields.publisher, names)));
        }
        if !filters.stories.is_empty() {
            let ids = filters.stories.iter().map(ToString::to_string);
            clauses.push(must(self.any_term(self.fields.story, ids)));
        }
        for dates in &filters.dates {
            dates::require(self.fields, dates, &mut clauses);
        }
        if let Some(precision) = filters.precision {
            dates::require_precision(self.fields, precision, &mut clauses);
        }
        Ok(boolean(clauses))
    }

    /// A node on its own.
    fn node(&self, expr: &Expr) -> Result<Box<dyn Query>, IndexError> {
        match expr {
            Expr::Or(parts) => {
                let parts = parts.iter().map(|part| self.node(part));
                Ok(any_of(parts.collect::<Result<_, _>>()?))
            }
            _ => {
                let mut clauses = Vec::new();
                self.require(expr, &mut clauses)?;
                Ok(boolean(clauses))
            }
        }
    }

    /// Adds the clauses that make a node required. Those of a conjunction become clauses of one
    /// flat query, which tantivy intersects from the rarest on.
    fn require(&self, expr: &Expr, clauses: &mut Vec<Clause>) -> Result<(), IndexError> {
        match expr {
            Expr::All => {}
            Expr::And(parts) => {
                for part in parts {
                    self.require(part, clauses)?;
                }
            }
            Expr::Or(_) => clauses.push((Occur::Must, self.node(expr)?)),
            Expr::Not(inner) => match inner.as_ref() {
                Expr::All => clauses.push((Occur::Must, Box::new(EmptyQuery))),
                inner => {
                    let excluded = Excluded(self.node(inner)?);
                    clauses.push((Occur::MustNot, Box::new(excluded)));
                }
            },
            Expr::Word(word) => self.require_word(word, clauses)?,
            Expr::Phrase(phrase) => {
                if let Some(query) = self.phrase(phrase) {
                    clauses.push((Occur::Must, query));
                }
            }
            Expr::Predicate(predicate) => self.require_predicate(predicate, clauses),
        }
        Ok(())
    }

    fn require_predicate(&self, predicate: &Predicate, clauses: &mut Vec<Clause>) {
        match predicate {
            Predicate::Feed(name) => {
                clauses.push(must(self.term(self.fields.feed, &fold_name(name))));
            }
            Predicate::Publisher(name) => {
                clauses.push(must(self.term(self.fields.publisher, &fold_name(name))));
            }
            Predicate::Story(id) => clauses.push(must(self.term(self.fields.story, id.as_str()))),
            Predicate::Kind(kind) => clauses.push(must(self.term(self.fields.kind, kind.as_str()))),
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

/// A condition that has to hold and scores nothing.
fn must(query: Box<dyn Query>) -> Clause {
    (Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0)))
}

/// At least one of several.
fn any_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// One query of several clauses. Without one that requires something, every document is let in, so
/// that exclusions have something to take from.
fn boolean(mut clauses: Vec<Clause>) -> Box<dyn Query> {
    if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
        clauses.push(must(Box::new(AllQuery)));
    }
    match clauses.as_slice() {
        [_] => clauses.remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    }
}
