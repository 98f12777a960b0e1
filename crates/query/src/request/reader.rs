//! Reading single values, with errors that name the parameter and what it takes.

use super::{Endpoint, Parameter, Parameters, RequestLimits, ValueKind};
use crate::error::ApiError;

/// The parameters of a request to one call, each of them known to it.
pub(super) struct Reader<'a> {
    given: Vec<(Parameter, &'a str)>,
    /// What may be asked for.
    pub(super) limits: RequestLimits,
}

impl<'a> Reader<'a> {
    /// Checks the names.
    pub(super) fn new(
        parameters: &'a Parameters,
        endpoint: Endpoint,
        limits: &RequestLimits,
    ) -> Result<Self, ApiError> {
        let known = endpoint.parameters();
        let mut given: Vec<(Parameter, &str)> = Vec::new();
        for (name, value) in parameters.iter() {
            let Some(parameter) = known.iter().find(|known| known.name() == name) else {
                return Err(ApiError::unknown_parameter(name, known));
            };
            let again = given.iter().any(|(other, _)| other == parameter);
            if again && !parameter.is_repeatable() {
                return Err(ApiError::RepeatedParameter { name: parameter.name() });
            }
            given.push((*parameter, value));
        }
        Ok(Self { given, limits: *limits })
    }

    /// Every value of a parameter that is not blank.
    pub(super) fn all(&self, parameter: Parameter) -> impl Iterator<Item = &'a str> + '_ {
        self.given
            .iter()
            .filter(move |(other, value)| *other == parameter && !value.trim().is_empty())
            .map(|(_, value)| *value)
    }

    /// The value of a parameter, none where it is absent or blank.
    pub(super) fn text(&self, parameter: Parameter) -> Option<&'a str> {
        self.all(parameter).next()
    }

    /// A number within its bounds, or its default.
    pub(super) fn number(&self, parameter: Parameter) -> Result<usize, ApiError> {
        let ValueKind::Number { min, max, default } = self.limits.values(parameter) else {
            return Err(ApiError::Internal("a number was asked of another parameter".into()));
        };
        let Some(text) = self.text(parameter) else { return Ok(default) };
        text.trim().parse().ok().filter(|number| (min..=max).contains(number)).ok_or_else(|| {
            ApiError::invalid(parameter, text, format!("a whole number from {min} to {max}"))
        })
    }

    /// A flag, or its default.
    pub(super) fn flag(&self, parameter: Parameter) -> Result<bool, ApiError> {
        let ValueKind::Flag { default } = parameter.values() else {
            return Err(ApiError::Internal("a flag was asked of another parameter".into()));
        };
        match self.text(parameter) {
            None => Ok(default),
            Some("true" | "1") => Ok(true),
            Some("false" | "0") => Ok(false),
            Some(other) => Err(ApiError::invalid(parameter, other, "true or false")),
        }
    }

    /// One of the words that the parameter takes.
    pub(super) fn word(&self, parameter: Parameter) -> Result<Option<&'static str>, ApiError> {
        self.words(parameter).next().transpose()
    }

    /// Each value as one of the words that the parameter takes.
    pub(super) fn words(
        &self,
        parameter: Parameter,
    ) -> impl Iterator<Item = Result<&'static str, ApiError>> + '_ {
        let words = match parameter.values() {
            ValueKind::OneOf(words) | ValueKind::SeveralOf(words) => words,
            _ => &[],
        };
        let several = matches!(parameter.values(), ValueKind::SeveralOf(_));
        self.all(parameter)
            .flat_map(move |value| value.split(move |c| several && c == ','))
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .map(move |value| {
                words
                    .iter()
                    .find(|word| **word == value)
                    .copied()
                    .ok_or_else(|| ApiError::none_of(parameter, value, words))
            })
    }
}
