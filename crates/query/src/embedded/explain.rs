//! How a score came about, in words.

use dateline_engine::{Explanation, Expr, SearchPlan};
use dateline_indexer::{Fields, IndexError};
use dateline_model::DateSpan;
use tantivy::query::{EnableScoring, Weight};
use tantivy::{DocAddress, Score, Searcher};

use super::collect::Preference;
use super::compile::Compiler;
use super::scoring::{Contributions, Scoring, ScoringTerm, WeighedScoring};

/// Explains the scores of one search.
pub(super) struct Explainer<'a> {
    searcher: &'a Searcher,
    fields: Fields,
    plan: &'a SearchPlan,
    scoring: &'a Scoring,
    weighed: WeighedScoring,
    /// What scores in a way of its own, as it is written in the query.
    others: Vec<(String, Box<dyn Weight>)>,
    preference: Preference,
}

impl<'a> Explainer<'a> {
    /// For a query that was compiled so.
    pub(super) fn new(
        compiler: &Compiler<'a>,
        query: &Expr,
        plan: &'a SearchPlan,
        scoring: &'a Scoring,
    ) -> Result<Self, IndexError> {
        let searcher = compiler.searcher();
        let mut others = Vec::new();
        if !scoring.is_all {
            for (text, query) in compiler.scoring_otherwise(query, plan)? {
                others.push((text, query.weight(EnableScoring::enabled_from_searcher(searcher))?));
            }
        }
        Ok(Self {
            searcher,
            fields: compiler.fields(),
            plan,
            scoring,
            weighed: WeighedScoring::of(scoring, searcher)?,
            others,
            preference: Preference::of(plan),
        })
    }

    /// The parts of a document's score.
    pub(super) fn explain(
        &self,
        address: DocAddress,
        date: Option<&DateSpan>,
    ) -> Result<Explanation, IndexError> {
        let reader = self.searcher.segment_reader(address.segment_ord);
        let found = self.weighed.contributions(address.segment_ord, reader, address.doc_id)?;
        let mut parts = Vec::new();
        for (text, weight) in &self.others {
            let mut scorer = weight.scorer(reader, 1.0)?;
            let is_there =
                scorer.doc() <= address.doc_id && scorer.seek(address.doc_id) == address.doc_id;
            let value = if is_there { scorer.score() } else { 0.0 };
            parts.extend(part(value, format!("{text}, wherever it stands")));
        }
        parts.extend(part(
            self.scoring.constant,
            "words that match by their beginning, or nearly".to_owned(),
        ));
        parts.extend(self.of_words(&found));
        let value = parts.iter().map(|part| part.value).sum();
        let relevance = Explanation { value, description: RELEVANCE.to_owned(), details: parts };
        if self.preference.is_none() {
            return Ok(relevance);
        }
        Ok(self.with_dates(relevance, &found, date))
    }

    /// What words add, each where it stands.
    fn of_words(&self, found: &Contributions) -> Vec<Explanation> {
        let mut parts = Vec::new();
        for (number, value) in &found.terms {
            let Some(term) = self.scoring.terms.get(*number) else { continue };
            let documents = self.weighed.documents(*number);
            let all = self.searcher.num_docs();
            let text = format!("{}; in {documents} of {all} documents", self.place(term));
            parts.extend(part(*value, text));
        }
        let cover = "the title of the story has all the words".to_owned();
        parts.extend(part(found.cover, cover));
        for (number, value) in &found.phrases {
            let Some(phrase) = self.scoring.phrases.get(*number) else { continue };
            let words: Vec<_> = phrase.words.iter().map(|(_, word)| word.as_str()).collect();
            let place = if phrase.field == self.fields.title { "title" } else { "text" };
            let words = words.join(" ");
            parts.extend(part(*value, format!("`{words}` close together in the {place}")));
        }
        parts
    }

    fn place(&self, term: &ScoringTerm) -> String {
        let (word, fields) = (&term.word, self.fields);
        match term.field {
            field if field == fields.stems => {
                format!("a word with the stem `{word}`, wherever it stands")
            }
            field if field == fields.title => format!("`{word}`, just so, in the title"),
            field if field == fields.heading => format!("`{word}`, just so, in a heading"),
            _ => format!("`{word}`, just so, in the text"),
        }
    }

    /// The same with what is left of it for the date of the document.
    fn with_dates(
        &self,
        relevance: Explanation,
        found: &Contributions,
        date: Option<&DateSpan>,
    ) -> Explanation {
        let days = date.map(|date| (date.first().number(), date.last().number()));
        let stands = |number: &usize| found.terms.iter().any(|(found, _)| found == number);
        let says = |at: usize| {
            let has_word = |forms: &Vec<usize>| forms.iter().any(stands);
            let words = self.scoring.dates.get(at);
            words.is_some_and(|words| !words.is_empty() && words.iter().all(has_word))
        };
        let mut value = relevance.value;
        let mut details = vec![relevance];
        let mut times = |factor: Score, description: String| {
            value *= factor;
            details.push(Explanation { value: factor, description, details: Vec::new() });
        };
        if let Some(recency) = self.plan.recency {
            let (days_of_half, now) = (recency.half_life_days, recency.now);
            times(
                self.preference.by_recency(days.map(|(_, last)| last)),
                format!("recency: halved for every {days_of_half} days before {now}"),
            );
        }
        if !self.plan.named_dates.is_empty() {
            let labels = self.plan.named_dates.iter().map(|named| named.date.label());
            let labels = labels.collect::<Vec<_>>().join(" or ");
            times(
                self.preference.by_name(days, says),
                format!("dates: 1 for what happened in {labels} or says so, less for what did not"),
            );
        }
        Explanation { value, description: "relevance times what follows".to_owned(), details }
    }
}

const RELEVANCE: &str = "relevance: the sum of what matched";

fn part(value: Score, description: String) -> Option<Explanation> {
    (value != 0.0).then(|| Explanation { value, description, details: Vec::new() })
}
