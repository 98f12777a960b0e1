//! What do `from`, `to`, `on` and `dates` mean?

use dateline_engine::{DateFilter, DateMode};
use dateline_model::{DateSpan, Precision};

use super::Parameter;
use super::reader::Reader;
use crate::error::ApiError;

/// The conditions on dates of a request.
pub(super) struct DateConditions {
    pub(super) mode: DateMode,
    pub(super) filters: Vec<DateFilter>,
    pub(super) precision: Option<Precision>,
}

/// Reads them. A month given as `from` begins on its first day, as `to` it ends on its last.
pub(super) fn read(reader: &Reader<'_>) -> Result<DateConditions, ApiError> {
    let mode = match reader.word(Parameter::Dates)? {
        Some("within") => DateMode::Within,
        _ => DateMode::Overlaps,
    };
    let from = reader.text(Parameter::From).map(|text| date(Parameter::From, text)).transpose()?;
    let to = reader.text(Parameter::To).map(|text| date(Parameter::To, text)).transpose()?;
    let mut filters = Vec::new();
    if from.is_some() || to.is_some() {
        let (from, to) = (from.map(|span| span.first()), to.map(|span| span.last()));
        let filter = DateFilter { from, to, mode };
        if filter.is_empty() {
            return Err(ApiError::ConflictingParameters {
                names: vec![Parameter::From.name(), Parameter::To.name()],
                detail: "the range ends before it begins".to_owned(),
                remedy: "exchange `from` and `to`",
            });
        }
        filters.push(filter);
    }
    for text in reader.all(Parameter::On) {
        filters.push(DateFilter::on(&date(Parameter::On, text)?, mode));
    }
    let mut precision: Option<Precision> = None;
    for word in reader.words(Parameter::Precision) {
        let asked = match word? {
            "day" => Precision::Day,
            "month" => Precision::Month,
            _ => Precision::Year,
        };
        precision = Some(precision.map_or(asked, |known| known.min(asked)));
    }
    Ok(DateConditions { mode, filters, precision })
}

fn date(parameter: Parameter, text: &str) -> Result<DateSpan, ApiError> {
    DateSpan::parse(text).map_err(|error| ApiError::InvalidParameter {
        name: parameter.name(),
        value: text.to_owned(),
        detail: error.to_string(),
        allowed: vec![
            "a date in EDTF or as people write it, such as 2025, 2025-10, 2025-10-05, Oct 2025"
                .to_owned(),
        ],
    })
}
