//! The text of the query, read.

use dateline_engine::{DateMode, Expr};

use super::reader::Reader;
use super::{MAX_QUERY_CHARS, Parameter};
use crate::error::ApiError;
use crate::language::{Options, Warning, parse};

/// A query as typed and as understood.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryText {
    /// As typed.
    pub text: String,
    /// As understood.
    pub expr: Expr,
    /// What was not understood as typed.
    pub warnings: Vec<Warning>,
}

/// Reads `q`, `prefix` and `strict`.
pub(super) fn read(reader: &Reader<'_>, dates: DateMode) -> Result<QueryText, ApiError> {
    let text = reader.text(Parameter::Q).unwrap_or_default();
    let chars = text.chars().count();
    if chars > MAX_QUERY_CHARS {
        return Err(ApiError::QueryTooLong { chars, allowed: MAX_QUERY_CHARS });
    }
    let last_word_is_prefix = reader.flag(Parameter::Prefix)?;
    let parsed = parse(text, Options { dates, last_word_is_prefix, ..Options::default() });
    if reader.flag(Parameter::Strict)?
        && let Some(warning) = parsed.warnings.first()
    {
        return Err(ApiError::QueryNotUnderstood { warning: warning.clone() });
    }
    Ok(QueryText { text: text.to_owned(), expr: parsed.expr, warnings: parsed.warnings })
}
