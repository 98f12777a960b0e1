//! Input that is not meant well: bounded work, a plain answer, nothing lost for the others.

mod rig;

use rig::Rig;
use serde_json::{Value, json};

const SEARCH: &str = "/api/v1/search";

#[test]
fn a_phrase_of_one_word_many_times_is_marked_once_a_word() {
    let text = format!("delta {}", "the ".repeat(20_000));
    let rig = Rig::with(&[json!({ "id": "a", "title": "A", "timeline": [{ "text": text }] })]);
    let reply = rig.ask(SEARCH, &[("q", "delta \"the the\"~50"), ("kind", "event")]);
    let marked = reply["hits"][0]["highlights"]["text"].as_str().unwrap();
    assert!(marked.contains("<mark>the</mark>") && marked.len() < 2_000, "{marked}");
}

#[test]
fn a_slop_beyond_reason_is_left_out_and_told() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "The long day" })]);
    let reply = rig.ask(SEARCH, &[("q", "\"the day\"~4294967295")]);
    assert_eq!(reply["query"]["warnings"][0]["code"], "misplaced-tilde");
    assert_eq!(reply["total"], 0);
}

#[test]
fn a_name_of_any_length_is_counted() {
    let name = "é".repeat(40_000);
    let rig = Rig::with(&[
        json!({ "id": "a", "title": "A", "feeds": [name] }),
        json!({ "id": "b", "title": "B", "feeds": [format!("x{name}")] }),
    ]);
    let reply = rig.ask(SEARCH, &[("facets", "feed")]);
    assert_eq!(reply["facets"]["feed"]["buckets"].as_array().unwrap().len(), 2);
}

#[test]
fn a_day_of_many_thousand_events_is_folded_in_bounded_time() {
    let event =
        |at: usize| json!({ "date": "2025-01-01", "text": format!("walrus {at} {}", at * 7) });
    let timeline: Vec<Value> = (0..4_000).map(event).collect();
    let rig = Rig::with(&[json!({ "id": "a", "title": "A", "timeline": timeline })]);
    let reply = rig.ask("/api/v1/timeline", &[("q", "walrus"), ("limit", "3")]);
    assert_eq!(reply["total"], 4_000);
    assert_eq!(reply["entries"].as_array().unwrap().len(), 3);
    assert!(reply["next"].is_string());
}

#[test]
fn a_date_of_ten_thousand_years_lists_its_latest_days_and_tells_how_many_more() {
    let timeline = json!([{ "date": "0001-01-01/9999-12-31", "text": "zebra" }]);
    let rig = Rig::with(&[json!({ "id": "a", "title": "A", "timeline": timeline })]);
    let reply = rig.ask(SEARCH, &[("q", "zebra"), ("kind", "event"), ("facets", "day")]);
    let facet = &reply["facets"]["day"];
    let buckets = facet["buckets"].as_array().unwrap();
    assert_eq!(buckets.len(), 36_600);
    assert_eq!(buckets.last().unwrap()["key"], "9999-12-31");
    assert_eq!(facet["more"], 3_652_059 - 36_600);
}

#[test]
fn a_value_with_a_nul_is_not_the_value_before_it() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "A" })]);
    for parameter in ["kind", "sort", "dates", "group"] {
        let reply = rig.client.get(SEARCH, &[(parameter, "story\0x")]);
        assert_eq!(reply.status.as_u16(), 400, "{parameter}");
        assert_eq!(reply.json()["code"], "invalid_parameter");
    }
}

#[test]
fn an_index_made_anew_under_the_same_number_is_picked_up() {
    let rig = Rig::with(&[json!({ "id": "a", "title": "Walrus" })]);
    rig.remove_index();
    rig.reindex(&[json!({ "id": "b", "title": "Zebra" })]);
    assert_eq!(rig.ask(SEARCH, &[("q", "zebra")])["total"], 1);
    assert_eq!(rig.ask("/api/v1/stats", &[])["generation"], 1);
}

#[test]
fn a_beginning_of_more_words_than_are_followed_finds_the_most_frequent_and_says_so() {
    let story = |id: &str, words: &str| json!({ "id": id, "title": words });
    let rig = Rig::expanding(
        &[story("a", "museum"), story("b", "museum mustard"), story("c", "mustard muse")],
        2,
    );
    for q in ["mus*", "title:mus*"] {
        let reply = rig.ask(SEARCH, &[("q", q)]);
        assert_eq!(reply["total"], 3, "{q}");
        assert_eq!(reply["query"]["warnings"][0]["code"], "too-many-expansions", "{q}");
        assert_eq!(reply["query"]["warnings"][0]["position"], q.len() - 1, "{q}");
    }
    let reply = rig.ask(SEARCH, &[("q", "muset*")]);
    assert_eq!((&reply["total"], &reply["query"]["warnings"]), (&json!(0), &json!([])));
    let rarest = Rig::expanding(&[story("a", "museum"), story("b", "museum mustard")], 1);
    assert_eq!(rarest.ask(SEARCH, &[("q", "mus*")])["total"], 2);
    assert_eq!(rarest.ask(SEARCH, &[("q", "must*")])["total"], 1);
}
