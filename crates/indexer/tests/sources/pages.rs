//! Story pages as a whole.

use std::fs;
use std::path::Path;

use dateline_indexer::sources::{Limits, NoteKind, Reason, discover, open, parse};
use dateline_model::Precision;

use super::{beside_the_project, kinds, parse_one, source, story};

const PAGE: &str = "feeds\n\nTop Headlines\n\nBridge Opens After Ten Years\n\nUpdated Jan 25, 2026 (6 articles)\n\n\
    Cost of the Crossing The bridge cost twice what was planned [1].\n\n\
    Sources (2 articles)\n\n1. A Dear Bridge | The Gazette | https://g.example/a | 2026-01-25\n\
    [2] Tolls | Rates | Herald\n\nTimeline\n\nJun 2024 – Work begins [1][2].\n\n\
    All related articles (3 articles)\n\n4) Bridge | https://b.example\n\nPlain Title\n\nhttps://c.example\n";

#[test]
fn a_page_has_a_title_a_date_sections_lists_and_a_timeline() {
    let parsed = parse_one("a.txt", PAGE);
    assert_eq!(parsed.notes, []);
    assert_eq!((parsed.events_read, parsed.events_rejected), (1, 0));
    let story = parsed.story.unwrap();
    assert_eq!(story.title, "Bridge Opens After Ten Years");
    assert_eq!(story.id.as_str(), "bridge-opens-after-ten-years");
    assert_eq!(story.updated.unwrap().to_string(), "2026-01-25");
    assert_eq!(story.sections[0].heading.as_deref(), Some("Cost of the Crossing"));
    assert_eq!(story.sections[0].text, "The bridge cost twice what was planned.");
    assert_eq!(story.sections[0].citations, [1]);
    assert_eq!(story.timeline[0].citations, [1, 2]);
    let of = |articles: &[dateline_model::Article]| -> Vec<String> {
        let shown = articles.iter().map(|article| {
            let part = |text: &Option<String>| text.clone().unwrap_or_default();
            format!(
                "{}:{}:{}:{}:{}",
                article.number,
                part(&article.title),
                part(&article.publisher),
                part(&article.url),
                part(&article.published)
            )
        });
        shown.collect()
    };
    assert_eq!(
        of(&story.sources),
        ["1:A Dear Bridge:The Gazette:https://g.example/a:2026-01-25", "2:Tolls | Rates:Herald::"]
    );
    assert_eq!(
        of(&story.articles),
        ["4:Bridge::https://b.example:", "2:Plain Title:::", "3:::https://c.example:"]
    );
}

#[test]
fn an_empty_part_in_front_of_a_title_is_no_part_of_it() {
    let page = "A Title\n\nSources (2 articles)\n\n1. | | Tolls | Herald\n2. | Herald";
    let sources = story("a.txt", page).sources;
    assert_eq!(sources[0].title.as_deref(), Some("Tolls"));
    assert_eq!(sources[1].title, None);
    assert!(sources.iter().all(|source| source.publisher.as_deref() == Some("Herald")));
}

#[test]
fn citations_in_a_paragraph_by_themselves_are_those_of_the_section_above() {
    let parsed = parse_one("a.txt", "A Title\n\n[3]\n\nIt rained all day [1].\n\n[2][1]\n");
    assert_eq!(kinds(&parsed.notes), [(3, NoteKind::DroppedSection)]);
    let sections = parsed.story.unwrap().sections;
    assert_eq!(sections.len(), 1, "{sections:?}");
    assert_eq!(sections[0].citations, [1, 2]);
}

#[test]
fn line_ends_and_a_byte_order_mark_make_no_difference() {
    let other = format!("\u{feff}{}", PAGE.replace('\n', "\r\n"));
    assert_eq!(story("a.txt", other), story("a.txt", PAGE));
}

#[test]
fn the_updated_line_may_have_a_date_or_not() {
    for (line, date) in [
        ("Updated (1 article)", ""),
        ("Updated Jan 25, 2026", "2026-01-25"),
        ("updated: 2026-01 (1,200 articles)", "2026-01"),
        ("Updated", ""),
    ] {
        let parsed = parse_one("a.txt", format!("Title\n{line}\n\nSome text here."));
        let story = parsed.story.unwrap();
        assert_eq!(story.updated.map(|date| date.to_string()).unwrap_or_default(), date, "{line}");
        assert_eq!((story.sections.len(), parsed.notes.len()), (1, 0), "{line}");
    }
    let parsed = parse_one("a.txt", "Title\n\nUpdated some time ago (6 articles)");
    assert_eq!(kinds(&parsed.notes), [(3, NoteKind::UnreadableUpdated)]);
    assert_eq!(parsed.story.unwrap().sections, []);
    let sentence = story("a.txt", "Title\n\nUpdated figures show a slow and steady decline.");
    assert_eq!(sentence.sections.len(), 1);
}

#[test]
fn a_page_without_a_title_is_rejected() {
    for (page, line) in [
        ("Feeds\n\nTop Headlines", 1),
        ("\n\nTimeline\n\n2024 – X.", 3),
        ("Updated (2 articles)", 1),
    ] {
        let reject = parse_one("a.txt", page).story.unwrap_err();
        assert_eq!((reject.reason, reject.line), (Reason::MissingTitle, line), "{page}");
    }
    assert_eq!(parse_one("a.txt", "x ".repeat(2_000)).story.unwrap_err().reason, Reason::NotAStory);
    assert_eq!(parse_one("a.txt", "…").story.unwrap_err().reason, Reason::InvalidId);
}

#[test]
fn headings_of_the_page_may_be_absent() {
    let only = story("a.txt", "Title");
    assert_eq!((only.sections.len(), only.timeline.len()), (0, 0));
    let dated = story("a.txt", "Title\n\nSome text here.\n\nJun 2024 – Rain.\n\nSome day – Sun.");
    assert_eq!((dated.sections.len(), dated.timeline.len()), (1, 2));
}

#[test]
fn a_heading_on_its_own_line_is_a_heading() {
    let story = story(
        "a.txt",
        "Title\n\nWhat the Rain Did\nthe rain fell.\n\nThe rain that fell\non the town was wet.",
    );
    assert_eq!(story.sections[0].heading.as_deref(), Some("What the Rain Did"));
    assert_eq!(story.sections[0].text, "the rain fell.");
    assert_eq!(
        (&story.sections[1].heading, story.sections[1].text.as_str()),
        (&None, "The rain that fell on the town was wet.")
    );
}

#[test]
fn a_page_runs_in_the_feeds_of_its_folders() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::create_dir(folder.path().join("world")).unwrap();
    fs::write(folder.path().join("world/a.txt"), "Title").unwrap();
    let file = discover(&[folder.path().to_owned()]).unwrap().files.remove(0);
    let record = open(file.into(), Limits::default()).unwrap().next().unwrap().unwrap();
    assert_eq!(parse(&record).story.unwrap().feeds, ["world"]);
}

#[test]
fn the_real_page_is_read_exactly() {
    let Some(path) = beside_the_project("story-page.txt") else { return };
    let record = open(source(&path), Limits::default()).unwrap().next().unwrap().unwrap();
    let parsed = parse(&record);
    assert_eq!(parsed.notes, []);
    let story = parsed.story.unwrap();
    let headings: Vec<_> =
        story.sections.iter().flat_map(|section| section.heading.as_deref()).collect();
    assert_eq!(
        headings,
        [
            "Inspection of Oversized Combat Sculptures at Mansudae Studio",
            "Memorial Construction Progress and Symbolic Features",
            "Scale of North Korean Deployment and Casualties",
        ]
    );
    let starts = ["Kim visited the", "Construction of the", "North Korea has"];
    for (section, start) in story.sections.iter().zip(starts) {
        assert!(section.text.starts_with(start), "{}", section.text);
        assert!(section.text.ends_with('.'));
        assert_eq!(section.citations, [1]);
    }
    let citations: Vec<_> = story.timeline.iter().map(|event| event.citations.as_slice()).collect();
    assert_eq!(citations, [&[5, 6][..], &[5, 6], &[3, 4], &[5, 6], &[1], &[3, 4], &[3, 4], &[2]]);
    let precisions: Vec<_> =
        story.timeline.iter().map(|event| event.date.unwrap().precision()).collect();
    assert_eq!(precisions[..3], [Precision::Month; 3]);
    assert_eq!(precisions[3..], [Precision::Day; 5]);
    assert_eq!(story.timeline[0].date.unwrap().to_string(), "2024-06");
    assert!(story.timeline[0].text.ends_with("security guarantees."));
    assert_eq!((story.sources.len(), story.articles.len(), story.updated), (0, 0, None));
}

#[test]
fn the_sample_pages_are_read_without_a_note() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../index-data/stories");
    if !folder.exists() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return;
    }
    for file in discover(&[folder]).unwrap().files {
        let path = file.path.clone();
        for record in open(file.into(), Limits::default()).unwrap() {
            let parsed = parse(&record.unwrap());
            assert_eq!(parsed.notes, [], "{}", path.display());
            let story = parsed.story.unwrap();
            assert!(!story.timeline.is_empty() && !story.feeds.is_empty(), "{}", path.display());
            for section in &story.sections {
                let start: String = section.text.chars().take(40).collect();
                println!("{:?} | {start}", section.heading.as_deref().unwrap_or("NONE"));
                let heading = section.heading.as_deref().unwrap_or_default();
                let words = heading.split(' ').count();
                assert!((2..12).contains(&words), "{}: {heading} | {start}", path.display());
            }
        }
    }
}
