//! The parameters of a request as they came.

use super::Endpoint;
use super::reader::Reader;
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
        Reader::new(self, endpoint).map(|_| ())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
