//! Highlights of any text: marks around words of it, and nothing else than the text.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of tests fails by panicking, as a test does"
)]

mod rig;

use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rig::{Rig, put};
use serde_json::{Value, json};

/// Pieces that texts and queries are made of: scripts, marks, joiners, directions, case that grows.
const PIECES: &[&str] = &[
    "flood",
    "Floods",
    "Kim’s",
    "café",
    "cafe\u{301}",
    "CAFÉS",
    "İstanbul",
    "istanbul",
    "ıçin",
    "Straße",
    "STRASSE",
    "ﬁre",
    "北京",
    "北京市は雨",
    "서울",
    "กรุงเทพ",
    "שָׁלוֹם",
    "مُتْحَف",
    "\u{202E}rtl\u{202C}",
    "👩‍👩‍👧‍👦",
    "🇰🇵",
    "👍🏽",
    "a\u{300}\u{301}\u{302}",
    "\u{301}",
    "\u{200D}",
    "\u{FE0F}",
    "<mark>",
    "</mark>",
    "&amp;",
    "&",
    "<b>",
    "\"",
    "'",
    "`",
    "state\u{2011}run",
    "U.S.",
    "10,000",
    "x_y:z",
    "Å",
    "ǆ",
    "Σίσυφος",
    "ΣΊΣΥΦΟΣ",
    "ﷺ",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "\u{a0}",
    "\u{3000}",
    "…",
    "—",
    "\t",
];

/// Words that a query may ask for, glued to what the language knows.
const ASKED: &[&str] = &[
    "flood",
    "floods",
    "kim",
    "cafe",
    "CAFÉ",
    "istanbul",
    "icin",
    "strasse",
    "fire",
    "北京",
    "北",
    "雨",
    "서울",
    "กรุงเทพ",
    "שלום",
    "متحف",
    "rtl",
    "mark",
    "amp",
    "b",
    "state",
    "run",
    "us",
    "10000",
    "σισυφος",
    "x",
    "a",
    "aa",
    "floo*",
    "北*",
    "cafw~",
    "istanbl~",
    "\"state run\"",
    "\"北京\"",
    "\"cafe flood\"~3",
    "\"kim cafe\"",
    "donau*",
    "*",
];

fn text_of(pieces: &[(usize, bool)]) -> String {
    let mut text = String::new();
    for (piece, space) in pieces {
        text.push_str(PIECES[piece % PIECES.len()]);
        if *space {
            text.push(' ');
        }
    }
    text
}

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Checks the marks and gives back what is left without them.
fn stripped(marked: &str) -> String {
    let mut rest = marked;
    let mut plain = String::new();
    while let Some((before, behind)) = rest.split_once("<mark>") {
        let (inside, after) = behind.split_once("</mark>").unwrap_or_else(|| panic!("{marked}"));
        assert!(!inside.is_empty(), "an empty mark in {marked:?}");
        for part in [before, inside] {
            assert!(!part.contains(['<', '>']), "markup in {marked:?}");
            plain.push_str(part);
        }
        rest = after;
    }
    assert!(!rest.contains(['<', '>', '"']), "markup in {marked:?}");
    plain.push_str(rest);
    for entity in plain.split('&').skip(1) {
        let known = ["lt;", "gt;", "quot;", "#39;", "amp;"];
        assert!(known.iter().any(|known| entity.starts_with(known)), "an entity in {marked:?}");
    }
    unescaped(&plain)
}

/// What is left has to be a part of one of the texts; where it is cut, an ellipsis says so.
fn check(marked: &Value, texts: &[&str], whole: bool) {
    let Some(marked) = marked.as_str() else { return };
    assert!(marked.contains("<mark>"), "nothing is marked in {marked:?}");
    let plain = stripped(marked);
    let cut = |text: &str| {
        [(0, 0), (1, 0), (0, 1), (1, 1)].into_iter().any(|(front, back)| {
            let shown = if front == 1 { plain.strip_prefix('…') } else { Some(plain.as_str()) };
            let shown = if back == 1 { shown.and_then(|s| s.strip_suffix('…')) } else { shown };
            shown.is_some_and(|shown| {
                let (starts, ends) = (text.starts_with(shown), text.ends_with(shown));
                text.contains(shown) && (front == 1 || starts) && (back == 1 || ends)
            })
        })
    };
    let found = texts.iter().any(|text| if whole { plain == *text } else { cut(text) });
    assert!(found, "{plain:?} is no part of {texts:?}");
}

#[test]
fn a_highlight_is_the_text_with_marks_and_nothing_else() {
    let rig = Rig::with(&[json!({ "id": "other", "title": "Other" })]);
    let pieces = |most| prop::collection::vec((0..PIECES.len(), any::<bool>()), 1..most);
    let query = prop::collection::vec(0..ASKED.len(), 1..4);
    let language = prop::sample::select(vec!["en", "tr", "de", "ar", "ja", "el"]);
    let strategy = (pieces(8), pieces(60), pieces(90), query, language);
    let result = runner(150).run(&strategy, |(title, section, event, query, language)| {
        let [title, section, event] = [title, section, event].map(|pieces| text_of(&pieces));
        let texts = [title.trim(), section.trim(), event.trim()];
        if texts.iter().any(|text| text.is_empty()) {
            return Ok(());
        }
        let story = json!({
            "id": "it", "title": texts[0], "language": language,
            "sections": [{ "text": texts[1] }], "timeline": [{ "text": texts[2], "date_text": "" }],
        });
        rig.apply(vec![put(&story)]);
        let asked: Vec<&str> = query.iter().map(|at| ASKED[*at]).collect();
        let q = asked.join(" OR ");
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            for path in ["/api/v1/search", "/api/v1/timeline"] {
                let reply = rig.ask(path, &[("q", &q), ("story", "it"), ("limit", "100")]);
                for hit in reply["hits"].as_array().into_iter().flatten() {
                    check(&hit["highlights"]["title"], &[texts[0]], true);
                    let own = if hit["kind"] == "event" { texts[2] } else { texts[1] };
                    check(&hit["highlights"]["text"], &[own], false);
                }
                for entry in reply["entries"].as_array().into_iter().flatten() {
                    check(&entry["highlight"], &[texts[2]], false);
                }
            }
        }));
        prop_assert!(outcome.is_ok(), "q={q:?} story={story}");
        Ok(())
    });
    result.unwrap();
}

/// The words of a text that are marked for a query.
fn marked(rig: &Rig, text: &str, q: &str) -> Vec<String> {
    rig.apply(vec![put(
        &json!({ "id": "it", "title": "-", "timeline": [{ "text": text, "date_text": "" }] }),
    )]);
    let reply = rig.ask("/api/v1/search", &[("q", q), ("kind", "event")]);
    let shown = reply["hits"][0]["highlights"]["text"].as_str().unwrap_or_default().to_owned();
    let words = shown.split("<mark>").skip(1);
    words.map(|part| unescaped(part.split_once("</mark>").unwrap().0)).collect()
}

#[test]
fn what_matched_is_marked_as_it_is_written() {
    let rig = Rig::with(&[json!({ "id": "other", "title": "Other" })]);
    for (text, q, expected) in [
        ("Floods & a FLOOD", "flooded", vec!["Floods", "FLOOD"]),
        ("Le café, les CAFÉS", "cafe", vec!["café", "CAFÉS"]),
        ("Cafe\u{301} noir", "café", vec!["Cafe\u{301}"]),
        ("the museum’s wall", "museum", vec!["museum’s"]),
        ("state\u{2011}run media", "run", vec!["run"]),
        ("state\u{2011}run media run", "\"state run\"", vec!["state", "run"]),
        ("sculptor and sculpture", "sculp*", vec!["sculptor", "sculpture"]),
        ("the musuem is shut", "museum~", vec!["musuem"]),
        ("kim and kin", "kim", vec!["kim"]),
        ("flood museum", "flood -palace", vec!["flood"]),
        ("10,000 visitors", "10000", vec!["10,000"]),
        ("in the U.S. today", "US", vec!["U.S"]),
        ("flood", "*", vec![]),
    ] {
        assert_eq!(marked(&rig, text, q), expected, "{q} in {text}");
    }
}
