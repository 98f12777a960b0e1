//! Hits as a table and as lines.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::corpus::{FORMULA, MANY, RIGHT_TO_LEFT, TITLE, hard, many};
use crate::rig::Rig;

const TABLE: &str = "/export/hits.csv";
const LINES: &str = "/export/hits.ndjson";

/// The table as another parser reads it, its header first.
fn table(rig: &Rig, parameters: &[(&str, &str)]) -> Vec<Vec<String>> {
    let reply = rig.client.get(TABLE, parameters);
    assert_eq!(reply.status, 200, "{}", reply.text());
    // Not flexible: a record with a cell more or less is an error.
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*reply.bytes);
    let records = reader.records().map(|record| record.unwrap());
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

fn lines(rig: &Rig, parameters: &[(&str, &str)]) -> Vec<Value> {
    let reply = rig.client.get(LINES, parameters);
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.lines()
}

/// All hits, as somebody reads them who goes from page to page.
fn paged(rig: &Rig, parameters: &[(&str, &str)]) -> Vec<Value> {
    let mut hits = Vec::new();
    let mut cursor = String::new();
    loop {
        let mut parameters = parameters.to_vec();
        parameters.extend([("limit", "100"), ("highlight", "false"), ("cursor", &*cursor)]);
        let page = rig.ask("/api/v1/search", &parameters);
        hits.extend(page["hits"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return hits,
        }
    }
}

#[test]
fn lines_are_all_hits_in_order_as_the_api_gives_them() {
    let rig = many();
    let cases: [(&[(&str, &str)], usize); 5] = [
        (&[("q", "many")], MANY),
        (&[("q", "many"), ("sort", "newest"), ("kind", "event")], 1_878),
        (&[("sort", "oldest")], MANY),
        (&[("q", "many"), ("group", "story"), ("recency", "90d")], 622),
        // No document has both words: any of them is enough, on every page.
        (&[("q", "many unheardof"), ("dates_in_query", "off")], MANY),
    ];
    for (parameters, expected) in cases {
        let lines = lines(&rig, parameters);
        let ids: BTreeSet<&str> = lines.iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        assert_eq!((lines.len(), ids.len()), (expected, expected), "{parameters:?}");
        assert_eq!(lines, paged(&rig, parameters), "{parameters:?}");
    }
}

#[test]
fn the_table_has_the_hits_of_the_lines() {
    let rig = many();
    for parameters in [&[("q", "many")], &[("sort", "oldest")]] {
        let table = table(&rig, parameters);
        let ids: Vec<&str> = table[1..].iter().map(|cells| cells[1].as_str()).collect();
        let lines = lines(&rig, parameters);
        let expected: Vec<&str> = lines.iter().map(|hit| hit["id"].as_str().unwrap()).collect();
        assert_eq!(ids, expected);
    }
}

#[test]
fn a_row_tells_all_that_a_hit_does() {
    let rig = hard();
    let table = table(&rig, &[("sort", "oldest")]);
    let header = "kind,id,story_id,story_title,feeds,date_edtf,date_start,date_end,precision,label,text,citations";
    assert_eq!(table[0].join(","), header);
    assert_eq!(table.len(), 1 + 13);
    let row = |id: &str| table.iter().find(|cells| cells[1] == id).unwrap();
    let feeds = "World, Asia; East; +1";
    let expected = [
        "event",
        "hard#7",
        "hard",
        TITLE,
        feeds,
        "2025-11-30/2025-12-02",
        "2025-11-30",
        "2025-12-02",
        "day",
        "Nov 30 – Dec 2, 2025",
        RIGHT_TO_LEFT,
        "[1] Reuters https://reuters.example/a,b;c; [2]",
    ];
    assert_eq!(*row("hard#7"), expected);
    assert_eq!(row("hard#5")[5..10], ["2024-06/..", "2024-06-01", "", "open", "since Jun 2024"]);
    assert_eq!(row("hard#6")[5..9], ["../2023-05", "", "2023-05-31", "open"]);
    assert_eq!(row("hard#11")[5..10], ["", "", "", "", ""]);
    assert_eq!(row("hard")[..2], ["story", "hard"]);
}

#[test]
fn no_cell_is_calculated() {
    let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "a=1", "'x", "1-1"];
    let stories: Vec<Value> = texts
        .iter()
        .enumerate()
        .map(|(number, title)| serde_json::json!({ "id": format!("s{number}"), "title": title }))
        .collect();
    let rig = Rig::with(&stories);
    for (cells, hit) in table(&rig, &[])[1..].iter().zip(lines(&rig, &[])) {
        let title = hit["story"]["title"].as_str().unwrap();
        let is_formula = title.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let expected = format!("{}{title}", if is_formula { "'" } else { "" });
        assert_eq!(cells[3], expected);
    }
    let table = table(&hard(), &[]);
    let formula = table.iter().find(|cells| cells[1] == "hard#8").unwrap();
    assert_eq!(formula[10], format!("'{FORMULA}"));
}

#[test]
fn records_end_as_rfc_4180_has_it() {
    let text = hard().client.get(TABLE, &[("q", "\"a year alone\"")]).text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert_eq!(lines[2], "");
}
