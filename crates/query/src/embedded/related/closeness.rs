//! What articles and dates add to what words say.

use super::span::DaySpan;

/// Dates as near as can be add so much to the score of the words, as a part of it.
const NEAR: f32 = 0.5;
/// So much do shared articles add, however many there are. The first adds half of it.
const CITED: f32 = 2.0;
/// Behind so many days a gap between two stories counts for half.
const HALF_LIFE_DAYS: f32 = 180.0;

/// The factor by which two stories are nearer than their words say. Never a sum: dates and articles
/// relate nothing by themselves.
pub(super) fn lift(closeness: f32, articles: usize) -> f32 {
    let articles = articles as f32;
    (1.0 + NEAR * closeness) * (1.0 + CITED * articles / (articles + 1.0))
}

/// How near two stories are in time, from 0 to 1: one half for the gap between them, the other for
/// the part of the longer one's days that they share, so that a chronicle of decades is not as near to
/// everything as two stories of a week are to each other.
pub(super) fn closeness(a: DaySpan, b: DaySpan) -> f32 {
    let apart = (-(a.gap_to(b) as f32) / HALF_LIFE_DAYS).exp2();
    let longer = a.days().max(b.days()) as f32;
    let shared = a.shared_with(b).map_or(0.0, |shared| shared.days() as f32 / longer);
    (apart + shared) / 2.0
}
