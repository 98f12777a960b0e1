//! The text of the query, read.

use dateline_engine::{DateMode, Expr};
use dateline_model::Day;

use super::Parameter;
use super::reader::Reader;
use crate::error::ApiError;
use crate::language::{Named, Options, Warning, parse};

/// A query as typed and as understood.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryText {
    /// As typed.
    pub text: String,
    /// As understood.
    pub expr: Expr,
    /// What was not understood as typed.
    pub warnings: Vec<Warning>,
    /// The dates that it names.
    pub dates: Vec<Named>,
    /// What they are for.
    pub dates_in_query: DatesInQuery,
    /// Whether its last word is taken for the beginning of one because it may still be growing, and
    /// not because of a star.
    pub growing: bool,
}

/// What dates are for that a query names among its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DatesInQuery {
    /// What happened then comes first.
    #[default]
    Boost,
    /// Only what happened then is found.
    Filter,
    /// They are words as others are.
    Off,
}

impl DatesInQuery {
    /// The name as it stands in requests and replies.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Boost => "boost",
            Self::Filter => "filter",
            Self::Off => "off",
        }
    }
}

/// Reads `q`, `prefix`, `strict` and `dates_in_query`. Dates such as `last month` count from `today`.
pub(super) fn read(
    reader: &Reader<'_>,
    dates: DateMode,
    today: Day,
) -> Result<QueryText, ApiError> {
    let text = reader.text(Parameter::Q).unwrap_or_default();
    let chars = text.chars().count();
    let allowed = reader.limits.query_chars;
    if chars > allowed {
        return Err(ApiError::QueryTooLong { chars, allowed });
    }
    let last_word_is_prefix = reader.flag(Parameter::Prefix)?;
    let dates_in_query = match reader.word(Parameter::DatesInQuery)? {
        Some("filter") => DatesInQuery::Filter,
        Some("off") => DatesInQuery::Off,
        _ => DatesInQuery::Boost,
    };
    let today = Some(today).filter(|_| dates_in_query != DatesInQuery::Off);
    let parsed = parse(
        text,
        Options { dates, last_word_is_prefix, today, ..Options::within(&reader.limits) },
    );
    if reader.flag(Parameter::Strict)?
        && let Some(warning) = parsed.warnings.first()
    {
        return Err(ApiError::QueryNotUnderstood { warning: warning.clone() });
    }
    Ok(QueryText {
        text: text.to_owned(),
        expr: parsed.expr,
        warnings: parsed.warnings,
        dates: parsed.dates,
        dates_in_query,
        growing: last_word_is_prefix && !ends_with_star(text),
    })
}

/// Whether there is a star behind the last word.
fn ends_with_star(text: &str) -> bool {
    let behind = text.rfind(char::is_alphanumeric).map_or(text, |at| &text[at..]);
    behind.contains('*')
}
