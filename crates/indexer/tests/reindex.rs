//! Reindexing as a whole: what is read, counted, rejected and superseded, and what a run that
//! fails leaves behind.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod runs;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use dateline_indexer::generation::{Generation, KindCounts, verify};
use dateline_indexer::sources::Reason;
use dateline_indexer::{IndexError, Input, reindex};
use runs::{Runs, Watcher, line, options, stories};

const PAGE: &str = "Flood in the north\n\nUpdated (1 articles)\n\nRain It rained.\n\nTimeline\n\n\
                    Oct 2025 - The dam broke [1].\n\nAll related articles (1 articles)\n";

#[test]
fn a_report_accounts_for_all_that_was_read() {
    let runs = Runs::new();
    let mut lines = String::new();
    lines += r#"{"id":"a","title":"A","timeline":[{"date":"2025","text":"one"},{"date":"soon","text":"two"},{"date":"2025","text":""}],"colour":"red"}"#;
    lines += "\n{broken\n\n";
    lines += r#"{"id":"a","title":"A again","timeline":[{"date":"2025-10","text":"three"}]}"#;
    lines += "\n{\"id\":\"b\"}\n{\"id\":\"NO\",\"title\":\"x\"}\n";
    runs.write("a.ndjson", lines);
    runs.write("picture.png", "no source");
    let mut watcher = Watcher::default();
    let (generation, report) = runs.reindex_with(2, false, &mut watcher).unwrap();
    assert_eq!((report.files, report.files_ignored), (1, 1));
    assert_eq!(report.records_read, 5);
    assert_eq!((report.stories, report.stories_superseded, report.rejected), (1, 1, 3));
    assert_eq!((report.events_read, report.events), (4, 1));
    assert_eq!((report.events_superseded, report.events_rejected), (2, 1));
    assert_eq!((report.events_undated, report.unknown_fields), (1, 1));
    assert_eq!(report.notes, watcher.notes.len() as u64);
    assert_eq!(report.generation, generation.id.number());
    assert_eq!(report.index_bytes, generation.size_in_bytes().unwrap());
    assert_eq!((generation.manifest.stories, generation.manifest.events), (1, 1));
    assert_eq!(stories(&generation)["a"].title, "A again");
}

#[test]
fn rejects_are_counted_by_reason_and_told() {
    let runs = Runs::new();
    runs.write(
        "a.ndjson",
        b"{broken\n7\n{\"id\":\"b\"}\n{\"id\":\"B\",\"title\":\"x\"}\n\"\xFF\"\n",
    );
    runs.write_gz("b.ndjson.gz", line("ok", "Fine"));
    let mut watcher = Watcher::default();
    let (_, report) = runs.reindex_with(1, false, &mut watcher).unwrap();
    let expected = BTreeMap::from([
        (Reason::InvalidJson, 1),
        (Reason::NotAStory, 1),
        (Reason::MissingTitle, 1),
        (Reason::InvalidId, 1),
        (Reason::InvalidUtf8, 1),
    ]);
    assert_eq!(report.rejects, expected);
    assert_eq!(report.rejected, watcher.rejects.len() as u64);
    let lines: Vec<_> = watcher.rejects.iter().take(5).map(|reject| reject.line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5]);
    assert_eq!(report.stories, 1);
}

#[test]
fn a_source_that_breaks_off_leaves_the_live_index_untouched() {
    let runs = Runs::new();
    runs.write("a.ndjson", line("old", "Old"));
    let (live, _) = runs.reindex_with(1, false, &mut Watcher::default()).unwrap();
    runs.write_gz("b.ndjson.gz", line("new", "New").repeat(50));
    let whole = std::fs::read(runs.sources.join("b.ndjson.gz")).unwrap();
    runs.write("b.ndjson.gz", &whole[..whole.len() / 2]);
    let error = runs.reindex_with(2, false, &mut Watcher::default()).unwrap_err();
    assert!(matches!(error, IndexError::Torn(_)), "{error:?}");
    assert!(error.to_string().contains("b.ndjson.gz"), "{error}");
    assert_eq!(runs.current(), live.id.to_string());
}

/// The last version of each story has to win, whatever thread parses it, whichever file or chunk (of
/// 128 KiB) it stands in, and whether the one before is in the index already or in the same segment.
#[test]
fn of_stories_with_one_id_the_last_wins_however_many_threads_there_are() {
    let (records, ids) = (6_000, 400);
    let runs = Runs::new();
    let padding = "rain and wind over the hills ".repeat(8);
    for file in 0..3 {
        let mut lines = String::new();
        for at in (0..records).filter(|at| at * 3 / records == file) {
            let events = (0..at % 4).map(|_| format!("{{\"text\":\"{at}\"}}")).collect::<Vec<_>>();
            let (id, events) = (at * 7 % ids, events.join(","));
            let text = format!("{{\"text\":\"{padding}\"}}");
            writeln!(lines, "{{\"id\":\"s{id}\",\"title\":\"v{at}\",\"sections\":[{text}],\"timeline\":[{events}]}}").unwrap();
        }
        runs.write(&format!("{file}.ndjson"), lines);
    }
    let expected: BTreeMap<_, _> =
        (0..records).map(|at| (format!("s{}", at * 7 % ids), (format!("v{at}"), at % 4))).collect();
    let (much, little) = (64 << 20, 4 << 20);
    for (threads, memory) in
        [(1, much), (1, little), (2, much), (2, little), (8, much), (8, little), (8, little)]
    {
        let mut options = options(threads, true);
        options.memory_bytes = memory;
        let input = Input::Paths(vec![runs.sources.clone()]);
        let (generation, report) =
            reindex(&runs.index, input, &options, &mut Watcher::default()).unwrap();
        let found: BTreeMap<_, _> = stories(&generation)
            .into_iter()
            .map(|(id, story)| (id, (story.title, story.timeline.len())))
            .collect();
        assert_eq!(found, expected, "{threads} threads, {memory} bytes");
        let noted = generation.index.searchable_segment_metas().unwrap();
        let noted: u32 = noted.iter().map(|segment| segment.num_docs()).sum();
        assert_eq!(u64::from(noted), report.stories + report.events, "{threads} threads");
        assert_eq!((report.records_read, report.stories), (records as u64, ids as u64));
        assert_eq!(report.stories_superseded, (records - ids) as u64);
        assert_eq!(report.events + report.events_superseded, report.events_read);
        assert_eq!(report.events, expected.values().map(|(_, events)| *events as u64).sum::<u64>());
    }
}

#[test]
fn formats_are_read_side_by_side_compressed_or_not() {
    let runs = Runs::new();
    runs.write("world/flood.txt", PAGE);
    runs.write_gz("asia/drought.txt.gz", PAGE.replace("Flood", "Drought"));
    runs.write("one.json", line("one", "One"));
    runs.write_gz("list.json.gz", format!("[{},{}]", line("two", "Two"), line("three", "Three")));
    runs.write_gz("lines.jsonl.gz", line("four", "Four") + &line("five", "Five"));
    let (generation, report) = runs.reindex_with(2, true, &mut Watcher::default()).unwrap();
    let found = stories(&generation);
    let ids: Vec<_> = found.keys().map(String::as_str).collect();
    let expected =
        ["drought-in-the-north", "five", "flood-in-the-north", "four", "one", "three", "two"];
    assert_eq!(ids, expected);
    assert_eq!(found["flood-in-the-north"].feeds, ["world"]);
    assert_eq!((report.files, report.stories, report.events), (5, 7, 2));
}

#[test]
fn an_empty_folder_gives_an_index_of_nothing() {
    let runs = Runs::new();
    let (generation, report) = runs.reindex().unwrap();
    assert_eq!((report.files, report.records_read, report.stories), (0, 0, 0));
    assert!(stories(&generation).is_empty());
    verify(&generation.index, generation.fields, KindCounts { stories: 0, events: 0 }).unwrap();
    assert!(stories(&Generation::open_current(&runs.index).unwrap()).is_empty());
}

#[test]
fn a_path_that_is_missing_is_the_callers_fault_and_touches_nothing() {
    let runs = Runs::with_one_story();
    let before = runs.listing();
    let missing = PathBuf::from("/nowhere/stories.ndjson");
    for paths in [vec![missing.clone()], vec![runs.sources.clone(), missing]] {
        let error =
            reindex(&runs.index, Input::Paths(paths), &options(1, false), &mut Watcher::default())
                .unwrap_err();
        assert!(error.is_callers_fault(), "{error}");
        assert!(error.to_string().contains("/nowhere/stories.ndjson"), "{error}");
    }
    assert_eq!((runs.listing(), runs.current().as_str()), (before, "gen-000001"));
}

#[test]
fn a_strict_run_ends_at_the_first_record_that_cannot_be_read() {
    let runs = Runs::with_one_story();
    runs.write("two.ndjson", line("two", "Two") + "{broken\n" + &line("three", "Three"));
    let mut watcher = Watcher::default();
    let error = runs.reindex_with(2, true, &mut watcher).unwrap_err();
    assert!(matches!(&error, IndexError::Strict(reject) if reject.line == 2), "{error}");
    assert!(error.is_callers_fault());
    assert!(error.to_string().contains("two.ndjson:2"), "{error}");
    assert_eq!(watcher.finishing, 0);
    assert_eq!(runs.current(), "gen-000001");
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001"]);
    let (generation, report) = runs.reindex().unwrap();
    assert_eq!((report.rejected, stories(&generation).len()), (1, 3));
}

#[test]
fn a_run_that_is_called_off_leaves_the_live_generation_and_nothing_else() {
    let runs = Runs::with_one_story();
    let padding = "x".repeat(1_000);
    for file in 0..4 {
        let lines: String = (0..400).map(|at| line(&format!("s{file}-{at}"), &padding)).collect();
        runs.write(&format!("{file}.ndjson"), lines);
    }
    for (threads, after) in [(1, 0), (1, 1), (2, 3), (2, 5), (4, 8)] {
        let mut watcher = Watcher { cancel_after: Some(after), ..Watcher::default() };
        let error = runs.reindex_with(threads, false, &mut watcher).unwrap_err();
        assert!(matches!(error, IndexError::Cancelled), "{error}");
        assert_eq!(runs.current(), "gen-000001");
        assert_eq!(runs.listing(), ["CURRENT", "gen-000001"], "{threads} threads, {after} looks");
    }
    assert_eq!(stories(&Generation::open_current(&runs.index).unwrap()).len(), 1);
}

#[test]
fn progress_rises_to_the_end() {
    let runs = Runs::new();
    let title = "x".repeat(500);
    let lines: String = (0..2_000).map(|at| line(&format!("s{at}"), &title)).collect();
    runs.write("a.ndjson", &lines);
    runs.write_gz("b.ndjson.gz", &lines);
    let mut watcher = Watcher::default();
    let (_, report) = runs.reindex_with(2, false, &mut watcher).unwrap();
    assert!(watcher.progress.len() > 5, "{}", watcher.progress.len());
    assert!(watcher.progress.is_sorted_by_key(|told| (told.bytes_read, told.stories)));
    let last = watcher.progress.last().unwrap();
    assert_eq!((last.bytes_read, last.bytes_total), (report.source_bytes, report.source_bytes));
    assert_eq!((last.stories, watcher.finishing), (4_000, 1));
}

#[test]
fn an_index_is_rebuilt_of_its_own_stories() {
    let runs = Runs::new();
    runs.write("a.txt", PAGE);
    let events: Vec<_> =
        (0..50).map(|at| format!("{{\"text\":\"e{at}\",\"date\":\"2025\"}}")).collect();
    let lines: String = (0..500)
        .map(|at| {
            let events = events[..at % 50].join(",");
            format!("{{\"id\":\"s{at}\",\"title\":\"T{at}\",\"timeline\":[{events}]}}\n")
        })
        .collect();
    // Half of them superseded, so that the index holds deleted documents.
    let half = lines[..lines.len() / 2].rsplit_once('\n').unwrap().0;
    runs.write("b.ndjson", lines.clone() + half);
    let (first, built) = runs.reindex().unwrap();
    let (second, report) =
        reindex(&runs.index, Input::Index, &options(2, true), &mut Watcher::default()).unwrap();
    assert_eq!(stories(&second), stories(&first));
    assert_eq!((report.stories, report.events), (built.stories, built.events));
    assert_eq!((report.records_read, report.stories_superseded), (built.stories, 0));
    assert_eq!((report.files, runs.current().as_str()), (0, "gen-000002"));
}

/// 8 MiB may be on their way into the index; these stories take more each.
#[test]
fn a_story_larger_than_the_budget_of_memory_gets_through() {
    let runs = Runs::new();
    let text = "flood water river\\n".repeat(300_000) + "end";
    for (name, id) in [("1", "big-a"), ("3", "big-b")] {
        let big =
            format!("{{\"id\":\"{id}\",\"title\":\"B\",\"sections\":[{{\"text\":\"{text}\"}}]}}\n");
        runs.write(&format!("{name}.ndjson"), big);
    }
    let small: String = (0..200).map(|at| line(&format!("s{at}"), "Small")).collect();
    runs.write("2.ndjson", small);
    let (generation, report) = runs.reindex_with(2, true, &mut Watcher::default()).unwrap();
    assert_eq!(report.stories, 202);
    let found = stories(&generation);
    assert_eq!(found["big-a"].sections[0].text, text.replace("\\n", "\n"));
    assert_eq!(found["big-b"].sections, found["big-a"].sections);
}
