//! Entries of a page's timeline.

use dateline_indexer::sources::NoteKind;

use super::{kinds, parse_one};

/// Reads one entry: its date in EDTF (empty if undated), date as written, text, citations.
#[track_caller]
fn check(entry: &str, date: &str, date_text: &str, text: &str, citations: &[u32]) {
    let parsed = parse_one("a.txt", format!("Title\n\nTimeline\n\n{entry}\n"));
    let story = parsed.story.unwrap();
    assert_eq!(story.timeline.len(), 1, "{entry}: {:?}", parsed.notes);
    let event = &story.timeline[0];
    let read = event.date.map(|date| date.to_string()).unwrap_or_default();
    let found = (read.as_str(), event.date_text.as_str(), event.text.as_str(), &*event.citations);
    assert_eq!(found, (date, date_text, text, citations), "{entry}");
    let noted = if date.is_empty() { vec![(5, NoteKind::UndatedEvent)] } else { Vec::new() };
    assert_eq!(kinds(&parsed.notes), noted, "{entry}");
}

#[test]
fn any_spaced_dash_parts_date_and_text() {
    for dash in ["-", "‐", "‑", "‒", "–", "—", "―", "−"] {
        check(&format!("Jun 2024 {dash} Rain falls."), "2024-06", "Jun 2024", "Rain falls.", &[]);
    }
    check("Jun 2024\u{a0}–\u{a0}Rain falls.", "2024-06", "Jun 2024", "Rain falls.", &[]);
}

#[test]
fn the_longest_date_that_can_be_read_wins() {
    check("Jan 5-7, 2026 – Talks.", "2026-01-05/2026-01-07", "Jan 5-7, 2026", "Talks.", &[]);
    check(
        "Jan 30 - Feb 2, 2026 - Talks - at last.",
        "2026-01-30/2026-02-02",
        "Jan 30 - Feb 2, 2026",
        "Talks - at last.",
        &[],
    );
    check("2024 - 2025 - Rain.", "2024/2025", "2024 - 2025", "Rain.", &[]);
    check("2024-06-05 - Rain.", "2024-06-05", "2024-06-05", "Rain.", &[]);
    check("2024 – 2025-type models – sold.", "2024", "2024", "2025-type models – sold.", &[]);
    check(
        "early 2025 — A well‑known plan — dropped.",
        "2025-01~/2025-04~",
        "early 2025",
        "A well‑known plan — dropped.",
        &[],
    );
}

#[test]
fn a_dash_that_touches_a_word_parts_only_a_readable_date() {
    check("Jun 2024—Rain falls.", "2024-06", "Jun 2024", "Rain falls.", &[]);
    check("Jun 2024– Rain falls.", "2024-06", "Jun 2024", "Rain falls.", &[]);
    check("2024–2025 brought rain.", "", "", "2024–2025 brought rain.", &[]);
}

#[test]
fn an_entry_without_a_readable_date_is_kept_undated_with_a_note() {
    check("Some day – Rain falls [2].", "", "Some day", "Rain falls.", &[2]);
    check("Smarch 14, 2025 - Rain.", "", "Smarch 14, 2025", "Rain.", &[]);
    check("Rain falls.", "", "", "Rain falls.", &[]);
    let long = "The ministry that had promised rain for so long – to no avail – resigns.";
    check(long, "", "", long, &[]);
}

#[test]
fn citations_leave_the_text_clean() {
    check("2024 – A ends [5][6].", "2024", "2024", "A ends.", &[5, 6]);
    check("2024 – A ends. [5, 6]", "2024", "2024", "A ends.", &[5, 6]);
    check(
        "2024 – A [7] ends [5-7], they say [sic] [2].",
        "2024",
        "2024",
        "A ends, they say [sic].",
        &[7, 5, 6, 2],
    );
    check("2024 – A [1] [2] B[3] C ([4]).", "2024", "2024", "A B C.", &[1, 2, 3, 4]);
    check(
        "2024 – In [2024] he said “[1] no” [0] [9-3] [1-900] [ ].",
        "2024",
        "2024",
        "In [2024] he said “no” [0] [9-3] [1-900] [ ].",
        &[1],
    );
    check("2024 – Ends [3–5; 8]", "2024", "2024", "Ends", &[3, 4, 5, 8]);
}

#[test]
fn an_entry_without_text_is_rejected_and_counted() {
    let parsed = parse_one(
        "a.txt",
        "Title\n\nTimeline\n\nJun 2024 – \n\nJul 2024 – Fog [1].\n\nAug 2024 – Rain.",
    );
    assert_eq!((parsed.events_read, parsed.events_rejected), (3, 1));
    assert_eq!(kinds(&parsed.notes), [(5, NoteKind::RejectedEvent)]);
}

#[test]
fn entries_may_stand_directly_under_each_other_and_be_wrapped() {
    let page =
        "Title\n\nTimeline\nJun 2024 – Rain\nfalls for days.\nJul 2024 – Sun.\n\nAug 2024 – Snow.";
    let story = parse_one("a.txt", page).story.unwrap();
    let texts: Vec<_> = story.timeline.iter().map(|event| event.text.as_str()).collect();
    assert_eq!(texts, ["Rain falls for days.", "Sun.", "Snow."]);
}
