//! Stories as JSON.

use dateline_indexer::sources::{NoteKind, Reason, parse};

use super::{cut, kinds, outline, parse_one, story};

#[track_caller]
fn rejected(line: &str, reason: Reason, part: &str) {
    let reject = parse_one("a.ndjson", line).story.unwrap_err();
    assert_eq!(reject.reason, reason, "{line}: {reject}");
    assert_eq!(reject.line, 1, "{line}");
    assert!(reject.to_string().contains(part), "{line}: {reject}");
}

#[test]
fn a_story_has_the_fields_of_the_model() {
    let text = r#"{"id": "dam", "title": " Dam Opens ", "feeds": ["World"], "url": "https://d.example",
        "language": "en", "updated": "Jan 25, 2026",
        "sections": [{"heading": "Costs", "text": "It was dear.", "citations": [1]}],
        "sources": [{"number": 1, "title": "Dam", "publisher": "Gazette", "url": "https://g.example",
            "published": "2026-01-25"}],
        "articles": [{"publisher": "Herald"}, {"number": 7, "published": 2024}],
        "timeline": [{"date": "2024-06", "text": "Work begins.", "citations": [7, 9]}]}"#;
    let parsed = parse_one("a.json", text);
    let story = parsed.story.unwrap();
    assert_eq!(parsed.notes, []);
    assert_eq!((parsed.events_read, parsed.events_rejected, parsed.unknown_fields), (1, 0, 0));
    assert_eq!((story.id.as_str(), story.title.as_str()), ("dam", "Dam Opens"));
    assert_eq!(story.updated.unwrap().to_string(), "2026-01-25");
    assert_eq!(story.sections[0].citations, [1]);
    assert_eq!(story.sources[0].published.as_deref(), Some("2026-01-25"));
    let numbers: Vec<_> = story.articles.iter().map(|article| article.number).collect();
    assert_eq!(numbers, [1, 7]);
    assert_eq!(story.articles[1].published.as_deref(), Some("2024"));
    assert_eq!(story.timeline[0].date_text, "2024-06");
    // What the model writes, the reader reads.
    let written = serde_json::to_string(&story).unwrap();
    assert_eq!(super::story("b.ndjson", written), story);
}

#[test]
fn all_but_the_title_may_be_absent_or_null() {
    let absent = story("a.ndjson", r#"{"title": "Kim’s Visit"}"#);
    assert_eq!(absent.id.as_str(), "kims-visit");
    let null = r#"{"title": "Kim’s Visit", "id": null, "feeds": null, "url": null, "language": null,
        "updated": null, "sections": null, "sources": null, "articles": null, "timeline": null}"#;
    assert_eq!(story("a.json", null), absent);
    let blank = r#"{"title": "Kim’s Visit", "url": " ", "updated": "", "feeds": [" "]}"#;
    assert_eq!(story("a.json", blank), absent);
    assert_eq!(story("a.ndjson", r#"{"title": "T", "feeds": "World"}"#).feeds, ["World"]);
}

#[test]
fn a_bad_record_says_what_is_wrong_and_where() {
    rejected(
        r#"{"title": "A" "id": 5}"#,
        Reason::InvalidJson,
        "a.ndjson:1: invalid JSON: expected `,` or `}` at column 15",
    );
    rejected(r#"{"title": "A"} {}"#, Reason::InvalidJson, "trailing characters");
    rejected(r#"{"title": "\ud800"}"#, Reason::InvalidJson, "column");
    rejected("[]", Reason::NotAStory, "a list stands where a story object should");
    rejected("17", Reason::NotAStory, "a number");
    rejected("{}", Reason::MissingTitle, "title");
    rejected(r#"{"title": " "}"#, Reason::MissingTitle, "title");
    rejected(r#"{"title": 5}"#, Reason::InvalidField, "`title` is a number and must be a string");
    rejected(r#"{"title": "A", "id": "A B"}"#, Reason::InvalidId, "'A' at byte 0");
    rejected(r#"{"title": "A", "id": 5}"#, Reason::InvalidId, "`id` is a number");
    rejected(r#"{"title": "?!"}"#, Reason::InvalidId, "give the story one");
    rejected(
        r#"{"title": "A", "timeline": {}}"#,
        Reason::InvalidField,
        "`timeline` is an object and must be a list",
    );
    rejected(r#"{"title": "A", "sections": "x"}"#, Reason::InvalidField, "`sections` is a string");
    rejected(r#"{"title": "A", "url": [1]}"#, Reason::InvalidField, "`url` is a list");
}

#[test]
fn faults_in_a_file_of_several_lines_name_the_line_of_the_file() {
    let text = "[\n{\"title\": \"A\"},\n{\n  \"title\": \"B\"\n  \"id\": 1\n},\n{\n  \"title\": \"C\",\n  \"timeline\": [\n    {\"date\": \"Smarch 5\", \"text\": \"One\"},\n    {\"date\": \"soon\",\n \"text\": \"Two\"}\n  ]\n}]";
    let records = cut("a.json", text);
    let parsed: Vec<_> = records.iter().map(|record| parse(record.as_ref().unwrap())).collect();
    assert_eq!(records.iter().flatten().map(|record| record.line).collect::<Vec<_>>(), [2, 3, 7]);
    assert_eq!(parsed[1].story.as_ref().unwrap_err().line, 5);
    let undated = NoteKind::UndatedEvent;
    assert_eq!(kinds(&parsed[2].notes), [(10, undated), (12, undated)]);
}

#[test]
fn unknown_fields_are_ignored_and_counted_at_every_level() {
    let text = r#"{"title": "A", "x": {"y": [1, {"z": 2}]}, "sections": [{"text": "S", "x": 1}],
        "sources": [{"x": 1}], "articles": [{"x": 1, "y": 2}], "timeline": [{"text": "E", "x": null}]}"#;
    assert_eq!(parse_one("a.json", text).unknown_fields, 6);
}

#[test]
fn of_a_field_that_stands_twice_the_last_counts() {
    assert_eq!(story("a.ndjson", r#"{"title": "A", "title": "B"}"#).title, "B");
}

#[track_caller]
fn event(fields: &str, date: Option<&str>, date_text: &str, notes: &[NoteKind]) {
    let parsed = parse_one(
        "a.ndjson",
        format!(r#"{{"title": "T", "timeline": [{{{fields}, "text": "E"}}]}}"#),
    );
    let story = parsed.story.unwrap();
    assert_eq!(story.timeline.len(), 1, "{fields}");
    let read = story.timeline[0].date.map(|date| date.to_string());
    assert_eq!(
        (read.as_deref(), story.timeline[0].date_text.as_str()),
        (date, date_text),
        "{fields}"
    );
    let found: Vec<_> = parsed.notes.iter().map(|note| note.kind).collect();
    assert_eq!(found, notes, "{fields}");
}

#[test]
fn an_event_whose_date_cannot_be_read_is_kept_undated_with_a_note() {
    let undated = [NoteKind::UndatedEvent];
    event(r#""date": "2024-06""#, Some("2024-06"), "2024-06", &[]);
    event(
        r#""date": "2024-06", "date_text": "June of 2024""#,
        Some("2024-06"),
        "June of 2024",
        &[],
    );
    event(r#""date_text": "Dec 12, 2025""#, Some("2025-12-12"), "Dec 12, 2025", &[]);
    event(r#""date": null, "date_text": "2024""#, Some("2024"), "2024", &[]);
    event(r#""date": 2024"#, Some("2024"), "2024", &[]);
    event(r#""date": "the other day""#, None, "the other day", &undated);
    event(r#""date": "", "date_text": "long ago""#, None, "long ago", &undated);
    event(r#""date": 99999"#, None, "99999", &undated);
    event(r#""date": {"y": 1}"#, None, "", &undated);
    // Read again from what it is written out as, it is as undated as before.
    event(r#""date": "2025-13-40", "date_text": "2024""#, None, "2025-13-40", &undated);
    event(r#""date": "2025-13-40", "date_text": "long ago""#, None, "long ago", &undated);
    event(r#""date": {"y": 1}, "date_text": "2024""#, None, "", &undated);
    event(r#""date": null"#, None, "", &[]);
    event(r#""date": " ""#, None, "", &[]);
}

#[test]
fn what_is_wrong_in_a_part_costs_the_part_and_not_the_story() {
    let text = r#"{"title": "T", "updated": "yesterday", "feeds": ["World", 5],
        "sections": [{"text": "S", "citations": [0, 2, -1, "3", 4.5]}, {"citations": []}, "x"],
        "articles": [null, {"number": 0, "publisher": 7}],
        "timeline": [{"date": "2024"}, {"text": " "}, 5, {"text": []}, {"text": "E", "citations": 5}]}"#;
    let parsed = parse_one("a.ndjson", text.replace('\n', " "));
    let story = parsed.story.unwrap();
    assert_eq!(story.feeds, ["World"]);
    assert_eq!((story.sections.len(), story.sections[0].citations.as_slice()), (1, [2].as_slice()));
    assert_eq!((story.articles.len(), story.articles[0].number), (1, 2));
    assert_eq!((story.timeline.len(), parsed.events_read, parsed.events_rejected), (1, 5, 4));
    let mut counts = std::collections::BTreeMap::new();
    for note in &parsed.notes {
        *counts.entry(note.kind.as_str()).or_insert(0) += 1;
        assert_eq!(note.line, 1);
    }
    let expected = [
        ("dropped-article", 1),
        ("dropped-citation", 5),
        ("dropped-field", 3),
        ("dropped-section", 2),
        ("rejected-event", 4),
        ("unreadable-updated", 1),
    ];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn rejects_and_notes_are_serialised_with_their_codes() {
    let parsed = parse_one("a.ndjson", "{}");
    let reject = serde_json::to_value(parsed.story.unwrap_err()).unwrap();
    assert_eq!(
        (reject["reason"].as_str(), reject["line"].as_u64()),
        (Some("missing-title"), Some(1))
    );
    let notes = parse_one("a.ndjson", r#"{"title": "T", "updated": "x"}"#).notes;
    assert_eq!(serde_json::to_value(&notes[0]).unwrap()["kind"], "unreadable-updated");
    assert!(outline(&cut("a.json", "[")).contains(&"1!invalid-json".to_owned()));
}
