//! What must hold of any bytes.

use std::sync::Arc;

use dateline_indexer::sources::{Format, RawRecord, SourceFile, parse};
use proptest::prelude::*;
use serde_json::Value;

use super::{cut, cut_within, write};

/// Bytes that often look like one of the formats.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        "[\\[\\]{}\",:\\\\ \n\r0-9a-zA-Z]{0,8}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "{\"title\": \"A\"}",
            "\"timeline\": [",
            "\"date\": ",
            "\"text\": \"x\"",
            "null",
            "\u{feff}",
            "Timeline\n\n",
            "Sources (1 article)\n",
            "Updated (",
            "Jun 2024 – ",
            "[1][2-3]",
            "[5",
            "Kim ",
            "The ",
            "of ",
            "| http://",
            "1. ",
            "\n\n",
            "“",
            "—",
            "é",
            "ß\u{301}",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// An entry of a timeline: a date, a dash, a text of words.
fn entry() -> impl Strategy<Value = (String, String, String)> {
    let date = prop::sample::select(vec![
        "Jun 2024",
        "Jun 5, 2024",
        "2024",
        "Jan 30 - Feb 2, 2026",
        "early March 2025",
        "2025-10-05",
        "since May 2024",
        "2020s",
    ]);
    let dash = prop::sample::select(vec!["-", "–", "—", "―", "‐"]);
    let text = "[A-Z][a-z]{0,8}( [a-zé0-9]{1,8}){0,6}\\.";
    (date, dash, text).prop_map(|(date, dash, text)| (date.to_owned(), dash.to_owned(), text))
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[\\[\\]{}\",\\\\\n\u{e9} a]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[{}\",\\\\a]{0,3}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_the_parser_panic(body in bytes()) {
        for format in [Format::Page, Format::Json, Format::Ndjson] {
            let file = SourceFile { path: "a".into(), feeds: Vec::new(), format, compressed: false, bytes: 0 };
            let parsed = parse(&RawRecord { file: Arc::new(file), line: 1, body: body.clone() });
            if let Ok(story) = parsed.story {
                prop_assert_eq!(parsed.events_read, story.timeline.len() as u64 + parsed.events_rejected);
            }
        }
    }

    #[test]
    fn no_event_of_a_page_is_lost(entries in prop::collection::vec(entry(), 0..12), lines in any::<bool>()) {
        let between = if lines { "\n" } else { "\n\n" };
        let dated: Vec<String> = entries.iter().map(|(date, dash, text)| format!("{date} {dash} {text}")).collect();
        let page = format!("A Title\n\nTimeline\n\n{}\n", dated.join(between));
        let parsed = super::parse_one("a.txt", &page);
        prop_assert_eq!((&parsed.notes, parsed.events_rejected), (&Vec::new(), 0));
        let story = parsed.story.unwrap();
        prop_assert_eq!(story.timeline.len(), entries.len(), "{}", page);
        for (event, (date, _, text)) in story.timeline.iter().zip(&entries) {
            prop_assert_eq!((event.date.is_some(), &event.date_text, &event.text), (true, date, text), "{}", page);
        }
    }

    #[test]
    fn no_bytes_keep_a_reader_from_its_end(content in bytes(), limit in 0..40_usize) {
        for name in ["a.txt", "a.json", "a.ndjson", "a.json.gz"] {
            let file = write(name, &content);
            for record in cut_within(&file.path, limit) {
                prop_assert!(record.is_err() || record.is_ok_and(|record| record.body.len() <= limit));
            }
        }
    }

    #[test]
    fn a_list_is_cut_into_the_elements_that_a_parser_finds(list in prop::collection::vec(json(), 0..6), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&list) } else { serde_json::to_string(&list) };
        let text = text.unwrap();
        let mut found: Vec<Value> = Vec::new();
        for record in cut("a.json", &text) {
            let record = record.unwrap();
            let element = String::from_utf8(record.body).unwrap();
            let line = text.lines().nth(record.line as usize - 1).unwrap();
            prop_assert!(line.contains(element.lines().next().unwrap()));
            found.push(serde_json::from_str(&element).unwrap());
        }
        prop_assert_eq!(found, list);
    }
}
