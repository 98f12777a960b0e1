//! The program from outside: on the sample stories, and on a collection whose scores are known.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn eval(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline-eval")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The lines of the JSON for a group of queries, by contender.
fn of<'a>(summaries: &'a Value, queries: &str, contender: &str) -> &'a Value {
    let lines = summaries.as_array().unwrap().iter();
    let mut fitting =
        lines.filter(|line| line["queries"] == queries && line["contender"] == contender);
    fitting.next().unwrap_or_else(|| panic!("no {queries} of {contender} in {summaries}"))
}

/// Ranking may get better, and never worse than this without somebody deciding so.
#[test]
fn known_items_of_the_samples_are_found() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../index-data/stories");
    let place = TempDir::new().unwrap();
    let json = place.path().join("scores.json");
    let output = eval(&[
        samples.to_str().unwrap(),
        "--queries",
        "60",
        "--json",
        json.to_str().unwrap(),
        "--write",
        place.path().to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let summaries: Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    let mrr =
        |queries: &str| of(&summaries, queries, "Dateline")["reciprocal_rank"].as_f64().unwrap();
    for (queries, floor) in [
        ("event-unseen", 0.95),
        ("typo-unseen", 0.95),
        ("title-unseen", 0.9),
        ("question-unseen", 0.9),
        ("month-unseen", 0.7),
    ] {
        assert!(mrr(queries) >= floor, "{queries}: {}\n{}", mrr(queries), text(&output.stdout));
    }
    let topics = fs::read_to_string(place.path().join("topics.tsv")).unwrap();
    assert!(topics.lines().count() > 60, "{topics}");
}

#[test]
fn a_collection_is_scored_as_its_judgements_say() {
    let place = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = place.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let stories = write(
        "stories.ndjson",
        "{\"id\":\"a\",\"title\":\"Harbour strike\",\"timeline\":[]}\n\
         {\"id\":\"b\",\"title\":\"Museum opens\",\"timeline\":[]}\n",
    );
    let topics = write("topics.tsv", "1\tharbour\n2\tmuseum\n3\tnobody judged this\n");
    // The second is judged to be after what it does not name.
    let qrels = write("qrels.txt", "1 0 a 1\n2 0 a 1\n3 0 b 0\n");
    let json = place.path().join("scores.json");
    let json = json.to_str().unwrap();
    let arguments = [
        stories.as_str(),
        "--topics",
        &topics,
        "--qrels",
        &qrels,
        "--json",
        json,
        "--floor",
        "0.5",
    ];
    let output = eval(&arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let summaries: Value = serde_json::from_slice(&fs::read(json).unwrap()).unwrap();
    for contender in ["Dateline", "plain BM25"] {
        let line = of(&summaries, "all", contender);
        assert_eq!((&line["count"], &line["reciprocal_rank"]), (&2.into(), &0.5.into()), "{line}");
    }
    let output = eval(&[&arguments[..7], &["--floor", "0.51"]].concat());
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("below the floor"), "{}", text(&output.stderr));
}

#[test]
fn what_is_wrong_with_the_input_is_said() {
    let place = TempDir::new().unwrap();
    let stories = place.path().join("stories.ndjson");
    fs::write(&stories, "{\"id\":\"a\",\"title\":\"Harbour strike\",\"timeline\":[]}\n").unwrap();
    let topics = place.path().join("topics.tsv");
    fs::write(&topics, "no tab").unwrap();
    let (stories, topics) = (stories.to_str().unwrap(), topics.to_str().unwrap());
    let said = |arguments: &[&str]| {
        let output = eval(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        text(&output.stderr)
    };
    assert!(said(&["nowhere"]).contains("nowhere"));
    let missing = said(&[stories, "--topics", "nowhere", "--qrels", topics]);
    assert!(missing.contains("cannot read nowhere"), "{missing}");
    let wrong = said(&[stories, "--topics", topics, "--qrels", topics]);
    assert!(wrong.contains("topics, line 1"), "{wrong}");
}
