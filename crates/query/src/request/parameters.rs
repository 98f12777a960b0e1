//! The parameters of a request as they came.

use std::collections::BTreeSet;

use super::reader::Reader;
use super::{Endpoint, RequestLimits};
use crate::error::ApiError;

/// Names and values, in order, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// The parameters of a query string, without its `?`. Bytes that are no UTF-8 become U+FFFD.
    pub fn from_query(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// Parameters that are at hand.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// Checks that there are none but those of the call.
    ///
    /// # Errors
    /// [`ApiError::UnknownParameter`], [`ApiError::RepeatedParameter`].
    pub fn check_for(&self, endpoint: Endpoint) -> Result<(), ApiError> {
        Reader::new(self, endpoint, &RequestLimits::default()).map(|_| ())
    }

    /// What is given to a call, in an order of our own and each value once, so that requests that
    /// ask the same are told by the same text. Blank values say nothing and are left out.
    pub(crate) fn normalised(&self, endpoint: Endpoint) -> Vec<(&'static str, &str)> {
        let of_one = |name: &'static str| {
            let values = self.iter().filter(|(other, _)| *other == name);
            let values = values.map(|(_, value)| value.trim()).filter(|value| !value.is_empty());
            let values: BTreeSet<&str> = values.collect();
            values.into_iter().map(move |value| (name, value))
        };
        endpoint.parameters().iter().flat_map(|parameter| of_one(parameter.name())).collect()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
