//! What people and scripts are shown.

use std::io::{BufRead, BufReader};

use crate::support::{Dateline, Place};

/// Sizes and times differ from run to run, and so do segments: one for each thread that got a story.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\d+(\.\d)? (bytes|kB|MB)", "[size]");
    settings.add_filter(r"\d+\.\d\d s\b", "[time]");
    settings.add_filter(r"(events per second) +[\d,]+", "$1 [rate]");
    settings.add_filter(r"(time|size of \w+) +\[", "$1 [");
    settings.add_filter(r"(segments) +\d+", "$1 [number]");
    settings.add_filter(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "[instant]");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[track_caller]
fn shown(name: &str, arguments: &[&str]) {
    let place = Place::with_index();
    let ended = Dateline::at(&place).run(arguments).expect_code(0);
    assert_eq!(ended.stderr, "", "nothing goes to stderr where all is well");
    snapshot(name, &ended.stdout);
}

#[test]
fn hits_are_blocks_and_the_total_follows() {
    shown("search", &["search", "museum", "--kind", "event"]);
}

#[test]
fn what_was_understood_otherwise_than_typed_is_told() {
    let place = Place::with_index();
    for (arguments, hint) in [
        (&["musuem"][..], "hint: musuem is in no story; showing museum\n"),
        (&["museum nov 2025"], "hint: nov 2025 is taken for a date, Nov 2025: it comes first\n"),
        (
            &["museum 2025", "--dates-in-query", "filter"],
            "hint: 2025 is taken for a date, 2025: nothing else is shown\n",
        ),
    ] {
        let ended = Dateline::at(&place).run(&[&["search"], arguments].concat()).expect_code(0);
        assert!(ended.stdout.contains(hint), "{arguments:?}: {}", ended.stdout);
    }
}

#[test]
fn facets_follow_the_hits() {
    let facets = "month,kind,feed,publisher";
    shown("facets", &["search", "museum", "--limit", "0", "--facets", facets]);
}

#[test]
fn matches_are_bold_where_colours_are_wanted() {
    shown("bold", &["search", "flooded", "--kind", "story", "--color", "always"]);
}

#[test]
fn events_stand_under_their_story() {
    shown("grouped", &["search", "museum", "--group", "story"]);
}

#[test]
fn months_are_a_bar_chart() {
    shown("months", &["months", "--kind", "event"]);
}

#[test]
fn a_timeline_is_in_order_of_date() {
    shown("timeline", &["timeline", "museum"]);
}

#[test]
fn a_story_is_a_page_to_read() {
    shown("show", &["show", "museum"]);
}

#[test]
fn the_id_of_an_event_shows_its_story() {
    let place = Place::with_index();
    let ended = Dateline::at(&place).run(&["show", "flood#1"]).expect_code(0);
    assert!(ended.stdout.starts_with("Flood in the Valley\n"), "{}", ended.stdout);
}

#[test]
fn stats_are_counts() {
    shown("stats", &["stats"]);
}

#[test]
fn a_reindex_ends_with_its_report() {
    let place = Place::with_stories();
    let ended = Dateline::at(&place).run(&["reindex"]).expect_code(0);
    snapshot("reindex", &ended.stdout);
}

#[test]
fn every_command_answers_in_json() {
    let place = Place::with_index();
    let json = |arguments: &[&str]| {
        let arguments = [arguments, &["--json"]].concat();
        Dateline::at(&place).run(&arguments).expect_code(0).json()
    };
    assert_eq!(json(&["search", "treaty", "--kind", "story"])["hits"][0]["id"], "treaty");
    assert_eq!(json(&["months", "treaty", "--kind", "event"])["months"][0]["month"], "2025-06");
    assert_eq!(json(&["timeline", "treaty"])["entries"][0]["events"][0], "treaty#1");
    assert_eq!(json(&["show", "treaty"])["title"], "Treaty Signed");
    assert_eq!(json(&["stats"])["stories"], 4);
    assert_eq!(json(&["reindex"])["stories"], 4);
    assert_eq!(json(&["config"])["search.queue"]["value"], 256);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let place = Place::empty();
    let story = |n: u32| {
        format!(
            "{{\"id\":\"s{n}\",\"title\":\"Flood {n}\",\"sections\":[{{\"text\":\"{}\"}}]}}\n",
            "flood ".repeat(300)
        )
    };
    place.write("data/stories/many.ndjson", &(0..200).map(story).collect::<String>());
    Dateline::at(&place).run(&["reindex", "-q"]).expect_code(0);
    let arguments = ["search", "flood", "--limit", "100", "--json", "--no-highlight"];
    let mut child = Dateline::at(&place).start(&arguments);
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(first, "{\n");
    let ended = crate::support::ended(child).expect_code(0);
    assert_eq!(ended.stderr, "");
}
