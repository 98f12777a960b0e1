//! What a reply says of the query.

use dateline_engine::{Correction, DateFilter, SearchResults};
use dateline_model::Day;
use serde::Serialize;
use utoipa::ToSchema;

use super::DateReply;
use crate::language::{Named, Warning, print};
use crate::request::QueryText;
use crate::words::SynonymsUsed;

/// The query as it was understood.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QueryReply {
    /// As typed.
    #[schema(example = "kim museum")]
    pub text: String,
    /// As understood, every operator written out.
    #[schema(example = "+kim +museum")]
    pub parsed: String,
    /// Whether nothing matched all words, and these are the best matches of any.
    pub relaxed: bool,
    /// The words that are in no document, and the near words that stood in for them.
    pub corrections: Vec<CorrectionReply>,
    /// The words that have synonyms, and those that were searched besides; absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<SynonymsReply>,
    /// What was not understood as typed.
    pub warnings: Vec<WarningReply>,
    /// The range of dates asked for, and the dates that the query names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DatesReply>,
}

/// A word that is in no document, and what stood in for it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CorrectionReply {
    /// The word as typed.
    #[schema(example = "musuem")]
    pub word: String,
    /// The near words of the index that stood in for it, the most frequent first.
    #[schema(example = json!(["museum"]))]
    pub with: Vec<String>,
}

/// Words of the query, and what was searched besides.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SynonymsReply {
    /// The word, or several in a row, as typed.
    #[schema(example = "uk")]
    pub word: String,
    /// Its synonyms, in the order of the list.
    #[schema(example = json!(["united kingdom"]))]
    pub with: Vec<String>,
}

/// Something in the query that was not understood as typed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WarningReply {
    /// Where it stands, in characters from 0.
    pub position: usize,
    /// What kind of deviation it is.
    #[schema(example = "unclosed-quote")]
    pub code: &'static str,
    /// What was wrong, what was done instead, what would be right.
    pub message: String,
}

/// A range of days, and dates that a query names.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DatesReply {
    /// The first day, absent where the range has no beginning.
    #[schema(example = "2025-10-01")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day, inclusive, absent where the range has no end.
    #[schema(example = "2025-12-31")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// How dates have to lie to it: `overlaps` or `within`. Absent where there is no range.
    #[schema(example = "overlaps")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<&'static str>,
    /// The dates that the query names among its words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<NamedDateReply>,
}

/// A date that a query names among its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedDateReply {
    /// The words that name it.
    #[schema(example = "oct 2025")]
    pub text: String,
    /// What it is for, as `dates_in_query` says: `boost` or `filter`.
    #[schema(example = "boost")]
    #[serde(rename = "for")]
    pub purpose: &'static str,
    /// What it means.
    pub date: DateReply,
}

impl QueryReply {
    /// What is to say of a query, its conditions on dates, and what was found.
    pub(crate) fn new(
        query: &QueryText,
        dates: &[DateFilter],
        results: &SearchResults,
        relaxed: bool,
    ) -> Self {
        let corrections = results.corrections.iter().cloned();
        let corrections =
            corrections.map(|Correction { word, with }| CorrectionReply { word, with });
        let too_many = results.left_words_out.then(|| WarningReply::too_many_expansions(query));
        let warnings = query.warnings.iter().map(WarningReply::from).chain(too_many);
        Self {
            corrections: corrections.collect(),
            text: query.text.clone(),
            parsed: print(&query.expr),
            relaxed,
            synonyms: Vec::new(),
            warnings: warnings.collect(),
            dates: DatesReply::of(dates, query),
        }
    }

    /// The same with the synonyms that were searched besides.
    pub(crate) fn with_synonyms(self, used: &[SynonymsUsed]) -> Self {
        let used = used.iter().cloned();
        let synonyms = used.map(|SynonymsUsed { word, with }| SynonymsReply { word, with });
        Self { synonyms: synonyms.collect(), ..self }
    }
}

impl WarningReply {
    /// That a word stands for more words than are followed. Which one it is, where there are several, is
    /// not known.
    fn too_many_expansions(query: &QueryText) -> Self {
        let marked = query.text.chars().position(|c| matches!(c, '*' | '~'));
        Self {
            position: marked.unwrap_or_else(|| query.text.chars().count()),
            code: "too-many-expansions",
            message:
                "more words begin so, or are near, than are searched; the rarest were left out: \
                      write more of the word"
                    .to_owned(),
        }
    }
}

impl From<&Warning> for WarningReply {
    fn from(warning: &Warning) -> Self {
        Self {
            position: warning.position,
            code: warning.code.as_str(),
            message: warning.message.clone(),
        }
    }
}

impl DatesReply {
    /// The range of a request, where there is one and no more, and the dates that its query names. None
    /// where there is neither.
    fn of(filters: &[DateFilter], query: &QueryText) -> Option<Self> {
        let range = match filters {
            [range] => Some(*range),
            _ => None,
        };
        let named = query.dates.iter().map(|Named { text, named }| NamedDateReply {
            text: text.clone(),
            purpose: query.dates_in_query.as_str(),
            date: DateReply::from(&named.date),
        });
        let named: Vec<_> = named.collect();
        if range.is_none() && named.is_empty() {
            return None;
        }
        let day =
            |day: Option<Day>, open: Day| day.filter(|day| *day != open).map(|day| day.to_string());
        Some(Self {
            from: day(range.and_then(|range| range.from), Day::MIN),
            to: day(range.and_then(|range| range.to), Day::MAX),
            mode: range.map(|range| range.mode.as_str()),
            named,
        })
    }
}
