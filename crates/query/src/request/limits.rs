//! How much a request may ask for.

use super::{Parameter, ValueKind};

/// The bounds of requests that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestLimits {
    /// The longest query, in characters. Nobody types more than the default, and every word costs work.
    pub query_chars: usize,
    /// How many words and phrases of a query are searched, and how many conditions hold.
    pub query_terms: usize,
    /// How deep its parentheses may be nested.
    pub query_depth: usize,
    /// The most hits that one page can have.
    pub limit: usize,
    /// How deep pages can be reached by `offset`; `cursor` goes as deep as one likes.
    pub offset: usize,
}

impl Default for RequestLimits {
    fn default() -> Self {
        Self { query_chars: 2_000, query_terms: 64, query_depth: 16, limit: 100, offset: 10_000 }
    }
}

impl RequestLimits {
    /// What values a parameter takes within these bounds.
    pub fn values(&self, parameter: Parameter) -> ValueKind {
        match (parameter, parameter.values()) {
            (Parameter::Limit, ValueKind::Number { min, default, .. }) => {
                ValueKind::Number { min, max: self.limit, default }
            }
            (Parameter::Offset, ValueKind::Number { min, default, .. }) => {
                ValueKind::Number { min, max: self.offset, default }
            }
            (_, values) => values,
        }
    }
}
