//! The matches over time, drawn: a bar for each month, or for each year where there are too many months.
//!
//! Places along the chart are percentages of its width, so that it fits any window without a script;
//! heights are pixels, so that texts in it keep their shape.

mod scale;

use std::fmt;

use dateline_model::{DateSpan, Day, Month};

use super::Address;
use super::count::{counted, grouped};
use crate::response::{BucketReply, DateFacetReply};
use scale::Scale;

/// Years are drawn in place of months beyond so many of these.
const MOST_MONTHS: i32 = 30 * 12;
/// More bars than this are not told apart; the latest are drawn.
const MOST_BARS: usize = 600;
/// Fewer bars than this are drawn no wider.
const LEAST_BARS: i32 = 12;
/// So many coarser dates are listed.
const COARSER_SHOWN: usize = 6;
/// The height of the highest bar, in pixels.
const HEIGHT: u64 = 96;
/// The least height of a bar, so that one match among thousands is seen.
const LEAST_HEIGHT: u64 = 3;

/// The chart.
#[derive(Debug)]
pub(crate) struct Chart {
    /// What one bar stands for: `month` or `year`.
    pub(crate) unit: &'static str,
    /// The bars that are there, in order.
    pub(crate) bars: Vec<Bar>,
    /// The years beneath.
    pub(crate) labels: Vec<Label>,
    /// The range that was chosen.
    pub(crate) chosen: Option<Stretch>,
    /// What is too coarse for a bar.
    coarser: Vec<Coarser>,
    /// How many matches have no date.
    undated: u64,
    /// How many earlier bars are left out.
    left_out: u64,
    /// The number of the first bar's place and of the last one's, for the script that lets a range be
    /// drawn: months since the year 0, or years.
    pub(crate) first: i32,
    /// See `first`.
    pub(crate) last: i32,
    /// Where a range that is drawn leads, but for `from` and `to`.
    pub(crate) range: Address,
}

/// A bar.
#[derive(Debug)]
pub(crate) struct Bar {
    /// `2025-10`, or `2025`.
    pub(crate) key: String,
    /// `October 2025`, or `2025`.
    pub(crate) label: String,
    /// How many matches.
    pub(crate) count: u64,
    /// Whether it lies in the range that was chosen.
    pub(crate) is_chosen: bool,
    /// Where it leads.
    pub(crate) address: Address,
    /// Where it stands.
    pub(crate) place: Stretch,
    /// Its height and its upper edge in pixels.
    pub(crate) height: u64,
    /// See `height`.
    pub(crate) top: u64,
}

/// A year beneath the bars.
#[derive(Debug)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) x: Percent,
}

/// Matches that are too coarse for a bar.
#[derive(Debug)]
struct Coarser {
    label: String,
    count: u64,
}

/// A part of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stretch {
    pub(crate) x: Percent,
    pub(crate) width: Percent,
}

/// A part of the width in hundredths, as attributes have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Percent(pub(crate) f64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}%", self.0)
    }
}

/// What a chart is of, and where its bars lead.
pub(crate) struct Charted<'a> {
    /// The counts by month.
    pub(crate) months: &'a DateFacetReply,
    /// The counts by year.
    pub(crate) years: &'a DateFacetReply,
    /// The first and last day that were chosen, each where there is one.
    pub(crate) chosen: (Option<Day>, Option<Day>),
    /// The page without any choice of dates.
    pub(crate) address: Address,
    /// What a bar does.
    pub(crate) click: Click,
}

/// What a click on a bar does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Click {
    /// It shows what happened then: just what the bar counts.
    Restrict,
    /// It goes to what happened from then on, or up to then where the latest comes first.
    Jump {
        /// The parameter that says so: `from` or `to`.
        to: &'static str,
    },
}

impl Chart {
    /// Draws it; none where nothing is dated to a year or finer.
    pub(crate) fn draw(charted: Charted<'_>) -> Option<Self> {
        let months = places(&charted.months.buckets, |key| {
            key.parse().ok().map(|month: Month| month.index())
        });
        let spread = |bars: &[(i32, u64)]| Some(bars.last()?.0 - bars.first()?.0);
        let by_month = spread(&months).is_some_and(|spread| spread < MOST_MONTHS);
        let (scale, bars, facet) = if by_month {
            (Scale::Months, months, charted.months)
        } else {
            let years = places(&charted.years.buckets, |key| key.parse().ok());
            (Scale::Years, years, charted.years)
        };
        let left_out = bars.len().saturating_sub(MOST_BARS);
        let bars = &bars[left_out..];
        let (first, last) = widened(bars.first()?.0, bars.last()?.0, scale);
        let most = bars.iter().map(|(_, count)| *count).max()?;
        let on = |place: i32| stretch(place, place, first, last);
        let (from, to) = charted.chosen;
        let chosen = (from.is_some() || to.is_some()).then(|| {
            let from = from.map_or(first, |day| scale.place(day)).max(first);
            let to = to.map_or(last, |day| scale.place(day)).min(last);
            (from <= to).then_some((from, to))
        });
        let chosen = chosen.flatten();
        let bars: Vec<_> = bars
            .iter()
            .map(|&(place, count)| {
                let height = (count * HEIGHT / most).max(LEAST_HEIGHT);
                let key = scale.key(place);
                Bar {
                    label: scale.label(place),
                    address: charted.click.address(&charted.address, &key, scale),
                    key,
                    count,
                    is_chosen: chosen.is_some_and(|(from, to)| (from..=to).contains(&place)),
                    place: on(place),
                    height,
                    top: HEIGHT - height,
                }
            })
            .collect();
        Some(Self {
            unit: scale.unit(),
            bars,
            labels: labels(first, last, scale),
            chosen: chosen.map(|(from, to)| stretch(from, to, first, last)),
            coarser: facet.coarser.iter().map(Coarser::from).collect(),
            undated: facet.undated,
            left_out: facet.more + left_out as u64,
            first,
            last,
            range: charted.address,
        })
    }

    /// What is not drawn, in sentences.
    pub(crate) fn beyond(&self) -> Vec<String> {
        let shown = &self.coarser[self.coarser.len().saturating_sub(COARSER_SHOWN)..];
        // What spans several years stands in each of them, so that a sum would count it several times.
        let listed =
            shown.iter().map(|bucket| format!("{}: {}", bucket.label, grouped(bucket.count)));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let cut = if self.coarser.len() > shown.len() { "…, " } else { "" };
        let best = if self.unit == "month" { "a season or a year" } else { "a decade" };
        let coarse = (!shown.is_empty())
            .then(|| format!("Not drawn, as dated to {best} at best: {cut}{listed}."));
        let undated = (self.undated > 0)
            .then(|| format!("{} without a date.", counted(self.undated, "match", "matches")));
        let left_out = (self.left_out > 0)
            .then(|| format!("{} earlier {}s are left out.", grouped(self.left_out), self.unit));
        [coarse, undated, left_out].into_iter().flatten().collect()
    }
}

impl Bar {
    /// How many matches, in words.
    pub(crate) fn matches(&self) -> String {
        counted(self.count, "match", "matches")
    }
}

impl Click {
    fn address(self, page: &Address, key: &str, scale: Scale) -> Address {
        match self {
            Self::Restrict => page.clone().set("on", key).set("precision", scale.unit()),
            Self::Jump { to } => page.clone().set(to, key),
        }
    }
}

impl From<&BucketReply> for Coarser {
    fn from(bucket: &BucketReply) -> Self {
        let label = DateSpan::parse(&bucket.key).map(|date| date.label());
        Self { label: label.unwrap_or_else(|_| bucket.key.clone()), count: bucket.count }
    }
}

/// Buckets as places and counts.
fn places(buckets: &[BucketReply], place: impl Fn(&str) -> Option<i32>) -> Vec<(i32, u64)> {
    buckets.iter().filter_map(|bucket| Some((place(&bucket.key)?, bucket.count))).collect()
}

/// A few bars get company, so that none is as wide as the window.
fn widened(first: i32, last: i32, scale: Scale) -> (i32, i32) {
    let missing = (LEAST_BARS - (last - first + 1)).max(0);
    let first = (first - missing / 2).max(scale.least());
    (first, last.max(first + LEAST_BARS - 1))
}

/// Where the bars from one place to another stand.
fn stretch(from: i32, to: i32, first: i32, last: i32) -> Stretch {
    let all = f64::from(last - first + 1);
    let percent = |places: i32| Percent(f64::from(places) * 100.0 / all);
    Stretch { x: percent(from - first), width: percent(to - from + 1) }
}

/// As many years as can be read beside one another on a narrow screen.
fn labels(first: i32, last: i32, scale: Scale) -> Vec<Label> {
    const MOST_LABELS: i32 = 7;
    let years: Vec<_> = (scale.year(first)..=scale.year(last)).collect();
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]
        .into_iter()
        .find(|step| years.len() as i32 / step < MOST_LABELS)
        .unwrap_or(5000);
    let labels = years.into_iter().filter(|year| year % step == 0).filter_map(|year| {
        let place = scale.first_of(year);
        // A label at the right edge would be cut off.
        let Percent(x) = stretch(place, place, first, last).x;
        (place >= first && x <= 95.0).then(|| Label { text: year.to_string(), x: Percent(x) })
    });
    labels.collect()
}

#[cfg(test)]
mod tests;
