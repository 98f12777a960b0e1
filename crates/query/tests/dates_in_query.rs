//! Dates that a query names, through the whole service: what `dates_in_query` makes of them.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

mod rig;

use dateline_model::Day;
use dateline_query::request::{Cursor, Parameters, RequestLimits, SearchRequest};
use rig::Rig;
use serde_json::{Value, json};

const SEARCH: &str = "/api/v1/search";

/// The present day is June 15, 2025.
fn served() -> Rig {
    let event = |date: &str, text: &str| json!({ "date": date, "text": text });
    Rig::with(&[
        json!({
            "id": "museum",
            "title": "A museum is built",
            "timeline": [
                event("2025-05-03", "The museum gets a roof."),
                event("2025-05-20", "The roof of the museum leaks."),
                event("2025-06-14", "The museum is dry."),
                event("2024", "The museum is planned."),
            ],
        }),
        json!({
            "id": "roof",
            "title": "May 2025 in roofs",
            "updated": "2026-01-01",
            "timeline": [event("2023-05-01", "Roofers look ahead to May 2025.")],
        }),
    ])
}

fn ask(rig: &Rig, path: &str, parameters: &[(&str, &str)]) -> Value {
    let reply = rig.client.get(path, parameters);
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

fn ids(reply: &Value) -> Vec<&str> {
    reply["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect()
}

#[test]
fn a_boost_leaves_nothing_out_and_a_filter_is_what_on_is() {
    let rig = served();
    let plain = ask(&rig, SEARCH, &[("q", "museum")]);
    for named in ["museum may 2025", "museum last month", "museum \"May 2025\""] {
        let boosted = ask(&rig, SEARCH, &[("q", named)]);
        assert_eq!(boosted["total"], plain["total"], "{named}");
        let mut first: Vec<_> = ids(&boosted).into_iter().take(2).collect();
        first.sort_unstable();
        assert_eq!(first, ["museum#1", "museum#2"], "{named}");
        let filtered = ask(&rig, SEARCH, &[("q", named), ("dates_in_query", "filter")]);
        let on = ask(&rig, SEARCH, &[("q", "museum"), ("on", "2025-05")]);
        assert_eq!(filtered["total"], on["total"], "{named}");
        let mut found = ids(&filtered);
        found.sort_unstable();
        assert_eq!(found, ["museum#1", "museum#2"], "{named}");
    }
}

#[test]
fn what_is_named_is_told() {
    let rig = served();
    let reply = ask(&rig, SEARCH, &[("q", "museum may 2025")]);
    assert_eq!(reply["query"]["parsed"], "museum");
    let expected = json!({ "named": [{
        "text": "may 2025",
        "for": "boost",
        "date": {
            "edtf": "2025-05", "start": "2025-05-01", "end": "2025-05-31", "precision": "month", "label": "May 2025",
        },
    }] });
    assert_eq!(reply["query"]["dates"], expected);
    let reply = ask(&rig, SEARCH, &[("q", "museum may 2025"), ("dates_in_query", "filter")]);
    let dates = &reply["query"]["dates"];
    assert_eq!(dates["from"], "2025-05-01");
    assert_eq!(dates["to"], "2025-05-31");
    assert_eq!(dates["mode"], "overlaps");
    assert_eq!(dates["named"][0]["for"], "filter");
    let reply = ask(&rig, SEARCH, &[("q", "museum may 2025"), ("dates_in_query", "off")]);
    assert_eq!(reply["query"]["parsed"], "+museum +may +2025");
    assert!(reply["query"].get("dates").is_none());
}

#[test]
fn of_several_dates_one_is_enough_for_a_filter() {
    let rig = served();
    let query = [("q", "museum 2024 june 2025"), ("dates_in_query", "filter")];
    let reply = ask(&rig, SEARCH, &query);
    let mut found = ids(&reply);
    found.sort_unstable();
    assert_eq!(found, ["museum", "museum#3", "museum#4"]);
}

#[test]
fn a_title_with_a_date_in_it_is_found_by_all_of_its_words() {
    let rig = served();
    let reply = ask(&rig, SEARCH, &[("q", "may 2025 in roofs")]);
    assert_eq!(ids(&reply)[0], "roof", "{reply:#}");
}

/// The matches are the same whatever counts them.
#[test]
fn months_and_timelines_match_what_a_search_does() {
    let rig = served();
    for query in ["museum may 2025", "may 2025", "museum 2024 june 2025", "roof -museum 2023"] {
        for purpose in ["boost", "filter", "off"] {
            let more = [("q", query), ("dates_in_query", purpose)];
            let search = ask(&rig, SEARCH, &[&more[..], &[("kind", "event")]].concat());
            let timeline = ask(&rig, "/api/v1/timeline", &more);
            assert_eq!(search["total"], timeline["total"], "{query} for {purpose}");
            let months = ask(&rig, "/api/v1/months", &[&more[..], &[("kind", "event")]].concat());
            assert_eq!(search["total"], months["total"], "{query} for {purpose}");
        }
    }
}

/// `last month` is that of the first page.
#[test]
fn pages_go_on_from_the_day_of_the_first() {
    let rig = served();
    let all = ask(&rig, SEARCH, &[("q", "museum last month")]);
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let mut asked = vec![("q", "museum last month"), ("limit", "2")];
        if !cursor.is_empty() {
            asked.push(("cursor", &cursor));
        }
        let page = ask(&rig, SEARCH, &asked);
        found.extend(ids(&page).into_iter().map(str::to_owned));
        match page["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(found, ids(&all));
}

#[test]
fn an_explanation_says_what_the_date_did() {
    let rig = served();
    let reply = ask(&rig, SEARCH, &[("q", "museum may 2025"), ("explain", "true")]);
    for hit in reply["hits"].as_array().unwrap() {
        let (explained, score) =
            (hit["explanation"]["value"].as_f64().unwrap(), hit["score"].as_f64().unwrap());
        assert!((explained - score).abs() <= score * 1e-4, "{hit:#}");
        let parts = hit["explanation"]["details"].as_array().unwrap();
        let dates = parts.iter().filter_map(|part| part["description"].as_str());
        assert_eq!(dates.filter(|text| text.contains("May 2025")).count(), 1, "{hit:#}");
    }
}

/// A cursor that was given out last week is one of the same request still.
#[test]
fn a_cursor_counts_from_the_day_that_it_was_given_out() {
    let (then, now) = (Day::from_ymd(2025, 5, 30).unwrap(), Day::from_ymd(2025, 6, 2).unwrap());
    let asked = |more: &[(&str, &str)]| {
        let pairs = [("q", "museum last month"), ("recency", "90d")];
        let pairs =
            pairs.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Parameters::from_pairs(pairs.collect())
    };
    let first = SearchRequest::read(&asked(&[]), &RequestLimits::default(), then).unwrap();
    let cursor = Cursor {
        generation: 1,
        request: first.fingerprint,
        relaxed: false,
        now: then,
        after: None,
        skip: 0,
    };
    let next = SearchRequest::read(
        &asked(&[("cursor", &cursor.encode())]),
        &RequestLimits::default(),
        now,
    )
    .unwrap();
    assert_eq!(next.plan.named_dates, first.plan.named_dates);
    assert_eq!(next.plan.recency, first.plan.recency);
    assert_eq!(next.now, then);
}
