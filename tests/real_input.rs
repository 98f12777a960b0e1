//! Real input: the samples that we ship, a real story page, and a corpus of twenty years.
//!
//! Page and corpus lie beside the checkout and are not part of it; a test that needs one and does
//! not find it says so and passes.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use serde_json::Value;

use crate::support::{Dateline, Place, Server};

/// The folder of this checkout.
fn checkout() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A file that is shared beside the checkout, if it is there.
fn shared(name: &str) -> Option<PathBuf> {
    let path = checkout().join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {name} is not beside this checkout");
    None
}

/// Indexes one path and gives the report.
fn reindex(place: &Place, path: &Path) -> Value {
    let path = path.to_str().unwrap();
    let ended = Dateline::at(place).run(&["reindex", path, "--json", "--quiet"]).expect_code(0);
    serde_json::from_str(&ended.stdout).unwrap()
}

#[test]
fn every_sample_is_read_in_full() {
    let place = Place::empty();
    let report = reindex(&place, &checkout().join("index-data/stories"));
    assert!(report["stories"].as_u64().unwrap() >= 12, "{report}");
    for nothing in ["rejected", "notes", "events_undated", "events_rejected", "files_ignored"] {
        assert_eq!(report[nothing], 0, "{nothing} in {report}");
    }
    let server = Server::at(&place);
    let reply = server.get("/api/v1/search?q=museum&facets=month").json();
    assert!(reply["total"].as_u64().unwrap() > 10, "{reply}");
    assert!(reply["facets"]["month"]["buckets"].as_array().unwrap().len() > 3, "{reply}");
}

#[test]
fn a_real_story_page_keeps_its_sections_its_events_and_their_precisions() {
    let Some(page) = shared("story-page.txt") else { return };
    let place = Place::empty();
    assert_eq!(reindex(&place, &page)["events"], 8);
    let server = Server::at(&place);
    let hits = server.get("/api/v1/timeline?limit=100").json();
    let id = hits["entries"][0]["stories"][0]["id"].as_str().unwrap().to_owned();
    let story = server.get(&format!("/api/v1/stories/{id}")).json();
    let headings: Vec<_> =
        story["sections"].as_array().unwrap().iter().map(|section| &section["heading"]).collect();
    assert_eq!(
        headings,
        [
            "Inspection of Oversized Combat Sculptures at Mansudae Studio",
            "Memorial Construction Progress and Symbolic Features",
            "Scale of North Korean Deployment and Casualties"
        ]
    );
    let precisions: Vec<String> = hits["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["date"]["precision"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(precisions, ["month", "month", "month", "day", "day", "day", "day", "day"]);
    assert_eq!(story["timeline"][0]["citations"], serde_json::json!([5, 6]));
    assert_eq!(story["sections"][0]["citations"], serde_json::json!([1]));
    assert_eq!(server.get("/api/v1/search?q=museum&kind=event&on=2025-10").json()["total"], 1);
}

#[test]
fn the_corpus_is_read_whole_and_its_months_are_those_of_a_scan() {
    let Some(corpus) = shared("stories-2002-2023.ndjson.gz") else { return };
    let place = Place::empty();
    let report = reindex(&place, &corpus);
    assert_eq!(
        (&report["stories"], &report["events"], &report["rejected"]),
        (&14_865.into(), &102_567.into(), &0.into())
    );
    let scanned = scan(&corpus, &["earthquake", "earthquakes"]);
    assert!(scanned.values().sum::<u64>() > 500);
    let server = Server::at(&place);
    let reply = server.get("/api/v1/months?q=text:earthquake&kind=event").json();
    let counted: BTreeMap<String, u64> = reply["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|month| {
            (month["month"].as_str().unwrap().to_owned(), month["count"].as_u64().unwrap())
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(counted, scanned);
    assert_eq!(reply["total"], scanned.values().sum::<u64>());
    let search = server.get("/api/v1/search?q=text:earthquake&kind=event&facets=month").json();
    assert_eq!(search["total"], reply["total"]);
}

/// Counts the events by month whose text has one of the words, with nothing of ours but the plain
/// lines of the file.
fn scan(corpus: &Path, words: &[&str]) -> BTreeMap<String, u64> {
    let mut text = String::new();
    MultiGzDecoder::new(std::fs::File::open(corpus).unwrap()).read_to_string(&mut text).unwrap();
    let mut months = BTreeMap::new();
    for line in text.lines() {
        let story: Value = serde_json::from_str(line).unwrap();
        for event in story["timeline"].as_array().unwrap() {
            let text = event["text"].as_str().unwrap().to_lowercase().replace("’s", "'s");
            let mut cut = text.split(|c: char| !c.is_alphanumeric());
            if cut.any(|word| words.contains(&word)) {
                *months.entry(event["date"].as_str().unwrap()[..7].to_owned()).or_default() += 1;
            }
        }
    }
    months
}
