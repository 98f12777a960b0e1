//! The data for TimelineJS, held against the format as its page describes it.

use serde_json::{Value, json};

use crate::corpus::{LONGEST, hard, many};
use crate::rig::Rig;

const TIMELINE: &str = "/export/timelinejs.json";

/// The slides, each as the format has it and nothing else.
fn slides(rig: &Rig, parameters: &[(&str, &str)]) -> Vec<Value> {
    let timeline = rig.ask(TIMELINE, parameters);
    keys(&timeline, &["events", "title"], &[]);
    keys(&timeline["title"], &["text"], &[]);
    check_text(&timeline["title"]["text"]);
    let slides = timeline["events"].as_array().unwrap();
    for slide in slides {
        keys(slide, &["start_date", "display_date", "text", "unique_id"], &["end_date", "group"]);
        check_date(&slide["start_date"]);
        if !slide["end_date"].is_null() {
            check_date(&slide["end_date"]);
        }
        check_text(&slide["text"]);
        let id = slide["unique_id"].as_str().unwrap();
        assert!(id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)), "{id}");
    }
    slides.clone()
}

fn keys(value: &Value, needed: &[&str], allowed: &[&str]) {
    let fields = value.as_object().unwrap();
    assert!(needed.iter().all(|key| fields.contains_key(*key)), "{value}");
    let known = |key: &str| needed.contains(&key) || allowed.contains(&key);
    assert!(fields.keys().all(|key| known(key)), "{value}");
}

fn check_date(date: &Value) {
    keys(date, &["year"], &["month", "day"]);
    assert!((1..=9999).contains(&date["year"].as_i64().unwrap()), "{date}");
    let month = date["month"].as_i64();
    assert!(month.is_none_or(|month| (1..=12).contains(&month)), "{date}");
    let day = date["day"].as_i64();
    assert!(day.is_none_or(|day| (1..=31).contains(&day) && month.is_some()), "{date}");
}

/// Texts are HTML of ours: paragraphs and links, and what stories say is no markup.
fn check_text(text: &Value) {
    keys(text, &["headline", "text"], &[]);
    assert!(!text["headline"].as_str().unwrap().contains(['<', '>']), "{text}");
    let html = text["text"].as_str().unwrap();
    let tags = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap());
    for tag in tags {
        assert!(matches!(tag, "p" | "/p" | "/a") || tag.starts_with("a href=\"http"), "{html}");
    }
}

#[test]
fn dates_are_no_more_precise_than_they_are_known() {
    let slides = slides(&hard(), &[]);
    let dates: Vec<Value> = slides
        .iter()
        .map(|slide| json!([slide["display_date"], slide["start_date"], slide["end_date"]]))
        .collect();
    let day = |year: i32, month: u32, day: u32| json!({ "year": year, "month": month, "day": day });
    let month = |year: i32, month: u32| json!({ "year": year, "month": month });
    let year = |year: i32| json!({ "year": year });
    let expected = [
        json!(["0001", year(1), null]),
        json!(["until May 2023", month(2023, 5), null]),
        json!(["2024", year(2024), null]),
        json!(["since Jun 2024", month(2024, 6), null]),
        json!(["early 2025", month(2025, 1), month(2025, 4)]),
        json!(["mid-Jun 2025", month(2025, 6), null]),
        json!(["Nov 30 – Dec 2, 2025", day(2025, 11, 30), day(2025, 12, 2)]),
        json!(["Dec 5, 2025?", day(2025, 12, 5), null]),
        json!(["9999", year(9999), null]),
        json!(["Dec 31, 9999", day(9999, 12, 31), null]),
    ];
    assert_eq!(dates, expected);
}

#[test]
fn what_stories_say_never_becomes_markup() {
    let slides = slides(&hard(), &[]);
    let link = "\">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; ]]&gt; &amp; &apos;it&apos;, ";
    for slide in slides {
        let text = slide["text"]["text"].as_str().unwrap();
        assert!(text.contains(link), "{text}");
        let number = slide["unique_id"].as_str().unwrap().strip_prefix("hard-").unwrap();
        let place = format!("<a href=\"http://localhost/stories/hard#event-{number}\">");
        assert!(text.contains(&place), "{text}");
        assert_eq!(slide["group"], "World, Asia; East");
    }
}

#[test]
fn what_is_left_out_is_counted() {
    let timeline = hard().ask(TIMELINE, &[("q", "")]);
    let text = &timeline["title"]["text"];
    assert_eq!(text["headline"], "Dateline: all events");
    assert_eq!(text["text"], "Events with a date: 10. Left out, as they have none: 2.");
    let nothing = hard().ask(TIMELINE, &[("q", "<b>nothing</b>")]);
    assert_eq!(nothing["events"], json!([]));
    assert_eq!(nothing["title"]["text"]["headline"], "Dateline: &lt;b&gt;nothing&lt;/b&gt;");
}

#[test]
fn a_story_of_very_many_events_comes_whole() {
    let slides = slides(&many(), &[("story", "longest")]);
    let ids: std::collections::BTreeSet<_> =
        slides.iter().map(|slide| slide["unique_id"].as_str().unwrap()).collect();
    assert_eq!((slides.len(), ids.len()), (LONGEST, LONGEST));
    assert!(ids.contains("longest-1257"));
}
