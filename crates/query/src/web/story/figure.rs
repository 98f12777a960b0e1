//! The timeline of a story drawn to scale: a day is a dot, a span a bar as long as it is.
//!
//! Places along the figure are percentages of its width, see `chart`. Marks that would cover one another
//! stand in lanes beneath each other.

use dateline_model::{DateSpan, Day, Month};

use super::event::{EventView, known};
use crate::web::chart::{Label, Percent, Stretch};

/// The height of a lane in pixels.
const LANE: usize = 16;
/// More lanes than this would push the events off the screen; marks then cover one another.
const MOST_LANES: usize = 10;
/// What a mark takes at the least, in hundredths of the width: a dot with some space.
const LEAST_WIDTH: f64 = 1.8;
/// The space at both ends, so that dots are not cut.
const MARGIN: f64 = 1.5;
/// Labels beneath the figure at the most.
const MOST_LABELS: i32 = 7;

/// The figure.
#[derive(Debug)]
pub(crate) struct Figure {
    pub(crate) height: usize,
    pub(crate) marks: Vec<Mark>,
    pub(crate) labels: Vec<Label>,
}

/// One date, at which one event happened or several.
#[derive(Debug)]
pub(crate) struct Mark {
    /// The number of its first event.
    pub(crate) number: usize,
    /// What a pointer is told.
    pub(crate) label: String,
    /// Whether it is a day, drawn as a dot.
    pub(crate) is_day: bool,
    /// Whether it is approximate, uncertain or open.
    pub(crate) is_vague: bool,
    pub(crate) place: Stretch,
    /// The middle of its lane in pixels.
    pub(crate) y: usize,
}

impl Mark {
    /// The middle of its place.
    pub(crate) fn middle(&self) -> Percent {
        Percent(self.place.x.0 + self.place.width.0 / 2.0)
    }
}

impl Figure {
    /// Draws events; none where fewer than two dates can be told apart.
    pub(super) fn draw(events: &[EventView]) -> Option<Self> {
        let mut dates: Vec<(DateSpan, Vec<&EventView>)> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for event in events {
            let Some(date) = event.date else { continue };
            let place = *places.entry(date).or_insert(dates.len());
            match dates.get_mut(place) {
                Some((_, same)) => same.push(event),
                None => dates.push((date, vec![event])),
            }
        }
        if dates.len() < 2 {
            return None;
        }
        let ends = |date: &DateSpan| {
            let last = if date.is_open_end() { date.first() } else { date.last() };
            (known(*date), last)
        };
        let first = dates.iter().map(|(date, _)| ends(date).0).min()?;
        let last = dates.iter().map(|(date, _)| ends(date).1).max()?;
        let axis = Axis { first, last };
        // Long spans first within a day, so that they lie above what happened in them.
        dates.sort_by_key(|(date, _)| (date.first(), std::cmp::Reverse(date.last())));
        let mut lanes: Vec<f64> = Vec::new();
        let marks: Vec<_> = dates
            .into_iter()
            .map(|(date, events)| {
                let place = axis.stretch(date.first().max(first), date.last().min(last));
                let lane = lane(&mut lanes, place);
                Mark {
                    number: events.first().map_or(1, |event| event.number),
                    label: label(&date, &events),
                    is_day: date.first() == date.last(),
                    is_vague: date.is_approximate()
                        || date.is_uncertain()
                        || date.is_open_start()
                        || date.is_open_end(),
                    place,
                    y: lane * LANE + LANE / 2,
                }
            })
            .collect();
        Some(Self { height: lanes.len() * LANE, marks, labels: axis.labels() })
    }
}

/// The first lane with room for a mark, or the one that is free soonest.
fn lane(lanes: &mut Vec<f64>, place: Stretch) -> usize {
    let (begins, ends) = (place.x.0, place.x.0 + place.width.0);
    let free = lanes.iter().position(|taken| *taken <= begins);
    let lane = free.unwrap_or_else(|| {
        if lanes.len() < MOST_LANES {
            lanes.push(0.0);
            return lanes.len() - 1;
        }
        let soonest = lanes.iter().enumerate().min_by(|(_, a), (_, b)| a.total_cmp(b));
        soonest.map_or(0, |(lane, _)| lane)
    });
    if let Some(taken) = lanes.get_mut(lane) {
        *taken = ends;
    }
    lane
}

fn label(date: &DateSpan, events: &[&EventView]) -> String {
    let text = events.first().map_or("", |event| event.text.as_str());
    match events.len() {
        0 | 1 => format!("{}: {text}", date.label()),
        many => format!("{}: {text} (and {} more)", date.label(), many - 1),
    }
}

/// The days from one end of the figure to the other.
#[derive(Clone, Copy)]
struct Axis {
    first: Day,
    last: Day,
}

impl Axis {
    /// Where a day begins.
    fn x(self, day: i32) -> f64 {
        let days = f64::from(self.last.number() - self.first.number() + 1);
        let passed = f64::from(day - self.first.number());
        MARGIN + passed / days * (100.0 - 2.0 * MARGIN)
    }

    /// Where some days stand, at least as wide as can be seen.
    fn stretch(self, first: Day, last: Day) -> Stretch {
        let (begins, ends) = (self.x(first.number()), self.x(last.number() + 1));
        let width = (ends - begins).max(LEAST_WIDTH);
        let begins = begins.min(100.0 - width);
        Stretch { x: Percent(begins), width: Percent(width) }
    }

    /// Years beneath, or months where there are few years.
    fn labels(self) -> Vec<Label> {
        let (first, last) = (self.first.month().index(), self.last.month().index());
        let months = last - first + 1;
        let step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000]
            .into_iter()
            .find(|step| months / step < MOST_LABELS)
            .unwrap_or(60_000);
        let label = |index: i32| {
            let month = Month::from_index(index)?;
            let x = self.x(month.first_day().number());
            let text = match step {
                1..12 => dateline_model::DateSpan::month(month).label(),
                _ => month.year().to_string(),
            };
            // What begins before the figure, or would be cut at its end, is left out.
            (MARGIN..=90.0).contains(&x).then_some(Label { text, x: Percent(x) })
        };
        (first..=last).filter(|index| index % step == 0).filter_map(label).collect()
    }
}
