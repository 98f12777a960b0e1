//! Where bars stand and lead.

use super::{Chart, Charted, Click};
use crate::response::{BucketReply, DateFacetReply};
use crate::web::Address;

fn facet(buckets: &[(&str, u64)]) -> DateFacetReply {
    let bucket =
        |&(key, count): &(&str, u64)| BucketReply { key: key.to_owned(), count, stories: None };
    DateFacetReply {
        buckets: buckets.iter().map(bucket).collect(),
        coarser: Vec::new(),
        undated: 0,
        more: 0,
    }
}

fn draw(months: &[(&str, u64)], years: &[(&str, u64)], chosen: (&str, &str)) -> Option<Chart> {
    Chart::draw(Charted {
        months: &facet(months),
        years: &facet(years),
        chosen: (chosen.0.parse().ok(), chosen.1.parse().ok()),
        address: Address::new("/").set("q", "kim"),
        click: Click::Restrict,
    })
}

#[test]
fn a_bar_leads_to_what_it_counts() {
    let chart = draw(&[("2025-10", 4), ("2026-01", 1)], &[], ("", "")).unwrap();
    let told: Vec<_> = chart
        .bars
        .iter()
        .map(|bar| (bar.label.as_str(), bar.height, bar.address.to_string()))
        .collect();
    assert_eq!(
        told,
        [
            ("October 2025", 96, "/?q=kim&on=2025-10&precision=month".to_owned()),
            ("January 2026", 24, "/?q=kim&on=2026-01&precision=month".to_owned()),
        ]
    );
}

#[test]
fn bars_stand_apart_as_their_months_do() {
    let chart = draw(&[("2024-01", 1), ("2025-12", 1)], &[], ("", "")).unwrap();
    let places: Vec<_> = chart.bars.iter().map(|bar| bar.place.x.to_string()).collect();
    assert_eq!(places, ["0.00%", "95.83%"], "the first and the last of 24 months");
}

#[test]
fn one_match_among_thousands_is_seen() {
    let chart = draw(&[("2024-01", 100_000), ("2024-02", 1)], &[], ("", "")).unwrap();
    assert_eq!(chart.bars[1].height, super::LEAST_HEIGHT);
}

#[test]
fn a_choice_is_drawn_on_the_whole() {
    let months = [("2024-01", 1), ("2024-12", 1)];
    let chosen = |from, to| {
        let chart = draw(&months, &[], (from, to)).unwrap();
        let inside: Vec<_> = chart.bars.iter().map(|bar| bar.is_chosen).collect();
        (chart.chosen.map(|part| (part.x.to_string(), part.width.to_string())), inside)
    };
    let part = |x: &str, width: &str| Some((x.to_owned(), width.to_owned()));
    assert_eq!(chosen("2024-04-01", "2024-06-30"), (part("25.00%", "25.00%"), vec![false, false]));
    assert_eq!(chosen("2024-12-31", ""), (part("91.67%", "8.33%"), vec![false, true]));
    assert_eq!(chosen("", "2023-12-31"), (None, vec![false, false]));
    assert_eq!(chosen("", ""), (None, vec![false, false]));
}

#[test]
fn centuries_are_drawn_by_year() {
    let years = [("1066", 2), ("2025", 1)];
    let chart = draw(&[("1066-10", 2), ("2025-10", 1)], &years, ("", "")).unwrap();
    assert_eq!(chart.unit, "year");
    assert_eq!(chart.bars[0].address.to_string(), "/?q=kim&on=1066&precision=year");
}

#[test]
fn thousands_of_years_are_cut_to_the_latest() {
    let keys: Vec<_> = (1..=9999).map(|year| format!("{year:04}")).collect();
    let years: Vec<_> = keys.iter().map(|key| (key.as_str(), 1)).collect();
    let months = [("0001-01", 1), ("9999-12", 1)];
    let chart = draw(&months, &years, ("", "")).unwrap();
    assert_eq!((chart.bars.len(), chart.left_out), (600, 9399));
    assert_eq!(chart.bars.last().unwrap().key, "9999");
}

#[test]
fn what_has_no_month_and_no_year_has_no_chart() {
    assert!(draw(&[], &[], ("", "")).is_none());
    let only_years = draw(&[], &[("2025", 3)], ("", "")).unwrap();
    assert_eq!(only_years.unit, "year");
}
