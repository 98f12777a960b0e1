//! What does `recency=90d` mean?

use dateline_engine::Recency;
use dateline_model::Day;

use super::Parameter;
use crate::error::ApiError;

/// Reads a half-life: a whole number and d, w or y.
pub(super) fn read(text: &str, now: Day) -> Result<Recency, ApiError> {
    let text = text.trim();
    let days = text.char_indices().next_back().and_then(|(at, unit)| {
        let number: u16 = text[..at].parse().ok()?;
        let days = match unit {
            'd' => 1.0,
            'w' => 7.0,
            'y' => 365.25,
            _ => return None,
        };
        Some(f32::from(number) * days)
    });
    match days {
        Some(half_life_days) if half_life_days > 0.0 => Ok(Recency { half_life_days, now }),
        _ => Err(ApiError::invalid(
            Parameter::Recency,
            text,
            "a number from 1 to 65535 and a unit: 90d, 12w or 2y",
        )),
    }
}
