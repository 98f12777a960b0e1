//! What a check of an index finds: every damaged byte, every file that is missing, and documents
//! that do not stand as they should; and that it finds nothing where nothing is wrong.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "checking/bytes.rs"]
mod bytes;
#[path = "checking/structure.rs"]
mod structure;

mod runs;

use std::fs::{self, File};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use dateline_indexer::generation::{
    CheckReport, Finding, GenerationReport, Manifest, Subject, WriteBarrier, check, rollback,
    switch_to,
};
use dateline_indexer::{IndexError, fingerprint};
use runs::{Runs, Stop, id, line, listing, timeline, waits_for_the_list_of_segments, write_sealed};

/// An index of two generations; the live one has several segments, and deleted documents in one.
fn index() -> Runs {
    index_of(2)
}

fn index_of(generations: usize) -> Runs {
    let runs = Runs::new();
    let lines: String = (0..20).map(|at| timeline(&format!("s{at}"), "Flood", at % 5)).collect();
    runs.write("a.ndjson", lines);
    for _ in 0..generations {
        runs.reindex().unwrap();
    }
    runs.change(&[&timeline("s4", "Drought", 2), &timeline("new", "Storm", 3)], &["s7"]);
    runs
}

fn checked(runs: &Runs) -> CheckReport {
    check(&runs.index, &mut |_, _| {}).unwrap()
}

/// The findings of a generation, as text.
fn found(report: &GenerationReport) -> Vec<String> {
    report.findings.iter().map(ToString::to_string).collect()
}

/// Checks that something that is said of the live generation holds all of these.
#[track_caller]
fn tells(runs: &Runs, parts: &[&str]) -> CheckReport {
    let report = checked(runs);
    assert!(!report.is_sound());
    let live = report.generations.iter().find(|generation| generation.live).unwrap();
    let found = found(live);
    let told = |line: &String| parts.iter().all(|part| line.contains(part));
    assert!(found.iter().any(told), "{parts:?} is not in {found:#?}");
    report
}

#[test]
fn an_index_that_is_what_was_written_is_sound() {
    let runs = index();
    let mut told = Vec::new();
    let report = check(&runs.index, &mut |done, total| told.push((done, total))).unwrap();
    assert!(report.is_sound(), "{report:#?}");
    assert_eq!((&report.findings, &report.strays), (&vec![], &vec![]));
    let [before, live] = report.generations.as_slice() else { panic!("{report:?}") };
    assert_eq!((before.number, before.live, before.stories, before.events), (1, false, 20, 40));
    // s4 with 4 events became one with 2, s7 with 2 went, a new one has 3.
    assert_eq!((live.number, live.live, live.stories, live.events), (2, true, 20, 39));
    for generation in [before, live] {
        assert!(generation.files >= 6 && generation.bytes > 1_000, "{generation:?}");
        assert_eq!((generation.documents_unchecked, generation.findings_omitted), (0, 0));
        assert_eq!((&generation.strays, &generation.foreign_fingerprint), (&vec![], &None));
    }
    assert!(listing(&runs.live()).iter().any(|name| name.ends_with(".del")));
    assert!(told.is_sorted() && told.len() > 20, "{told:?}");
    let (done, total) = *told.last().unwrap();
    assert_eq!(done, total);
    assert!(told.iter().all(|(_, of)| *of == total));
}

#[test]
fn an_empty_index_is_sound() {
    let runs = Runs::new();
    runs.reindex().unwrap();
    let report = checked(&runs);
    assert!(report.is_sound(), "{report:#?}");
    assert_eq!((report.generations[0].stories, report.generations[0].events), (0, 0));
}

#[test]
fn a_report_is_told_as_json() {
    let runs = index();
    fs::write(runs.live().join("generation.json"), "{").unwrap();
    let json = serde_json::to_value(checked(&runs)).unwrap();
    let generation = &json["generations"][1];
    assert_eq!(generation["number"], 2);
    assert_eq!(generation["findings"][0]["file"], "gen-000002/generation.json");
    assert_eq!(generation["findings"][0]["what"], "its checksum does not hold");
    assert_eq!(generation.get("foreign_fingerprint"), None);
    let document = Finding { subject: Subject::Document("d".to_owned()), what: "w".to_owned() };
    assert_eq!(serde_json::to_value(&document).unwrap()["document"], "d");
    assert_eq!(document.to_string(), "d: w");
}

#[test]
fn where_there_is_no_index_there_is_nothing_to_check() {
    let runs = Runs::new();
    let error = check(&runs.index, &mut |_, _| {}).unwrap_err();
    assert!(matches!(error, IndexError::NoIndex(_)), "{error}");
    fs::create_dir(&runs.index).unwrap();
    let error = check(&runs.index, &mut |_, _| {}).unwrap_err();
    assert!(matches!(error, IndexError::NoIndex(_)), "{error}");
}

#[test]
fn a_current_that_is_damaged_lost_or_astray_is_found_and_the_generations_are_checked() {
    let runs = index();
    let current = runs.index.join("CURRENT");
    let whole = fs::read(&current).unwrap();
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&current, flipped).unwrap();
        let report = checked(&runs);
        assert_eq!(report.findings.len(), 1, "{at}: {report:?}");
        assert_eq!(report.generations.len(), 2);
        assert!(report.generations.iter().all(|found| found.is_sound() && !found.live));
    }
    fs::remove_file(&current).unwrap();
    let report = checked(&runs);
    assert!(report.findings[0].what.contains("missing"), "{report:?}");
    let barrier = WriteBarrier::close(&runs.index).unwrap();
    switch_to(&runs.index, id(7), &barrier).unwrap();
    let report = checked(&runs);
    assert!(report.findings[0].to_string().starts_with("gen-000007: "), "{report:?}");
    assert!(report.findings[0].what.contains("not there"), "{report:?}");
}

#[test]
fn every_flipped_byte_of_the_small_files_is_found() {
    let runs = Runs::with_one_story();
    let names = ["meta.json", ".managed.json", "generation.json"];
    let files = names.map(|name| (name, fs::read(runs.live().join(name)).unwrap()));
    // The list of segments holds the whole schema: of its bytes every third.
    for round in 0..1_500 {
        let mut damaged = Vec::new();
        for (name, whole) in &files {
            let at = if whole.len() > 1_500 { round * 3 } else { round };
            if at < whole.len() {
                let mut flipped = whole.clone();
                flipped[at] ^= 1 << (at % 8);
                fs::write(runs.live().join(name), flipped).unwrap();
                damaged.push(format!("{name}: its checksum does not hold"));
            }
        }
        let report = checked(&runs);
        let told = found(&report.generations[0]).join("\n");
        assert!(damaged.iter().all(|line| told.contains(line)), "{damaged:?} in round {round}");
        for (name, whole) in &files {
            fs::write(runs.live().join(name), whole).unwrap();
        }
        if damaged.is_empty() {
            break;
        }
    }
    for (name, whole) in &files {
        let path = runs.live().join(name);
        fs::remove_file(&path).unwrap();
        tells(&runs, &[name]);
        fs::write(&path, whole).unwrap();
    }
    assert!(checked(&runs).is_sound());
    // Content that is none, though its checksum holds.
    for name in names {
        let whole = fs::read(runs.live().join(name)).unwrap();
        write_sealed(&runs.live(), name, b"[7");
        tells(&runs, &[name]);
        fs::write(runs.live().join(name), whole).unwrap();
    }
}

#[test]
fn a_generation_of_another_version_is_told_and_its_files_are_checked() {
    let runs = index();
    for number in [1, 2] {
        let folder = id(number).path(&runs.index);
        let manifest = Manifest::read(&folder).unwrap();
        Manifest { fingerprint: "0123".to_owned(), ..manifest }.write(&folder).unwrap();
    }
    let report = tells(&runs, &["generation.json", "0123", &fingerprint(), "--from-index"]);
    let [before, live] = report.generations.as_slice() else { panic!("{report:?}") };
    for generation in [before, live] {
        assert_eq!(generation.foreign_fingerprint.as_deref(), Some("0123"));
        assert!(generation.documents_unchecked >= 59, "{generation:?}");
        assert_eq!(generation.stories, 0);
    }
    // A version that is not this one does not damage what is kept for a rollback.
    assert!(before.is_sound() && live.findings.len() == 1);
    let store = bytes::file_of(&id(1).path(&runs.index), ".store");
    bytes::flip(&store, 10);
    let report = checked(&runs);
    assert!(found(&report.generations[0])[0].contains("checksum"), "{report:?}");
}

#[test]
fn files_that_nobody_names_are_strays_and_no_damage() {
    let runs = index();
    fs::write(runs.index.join("notes.txt"), "mine").unwrap();
    fs::write(runs.live().join("0123.idx"), "?").unwrap();
    fs::write(runs.live().join(".tmpX"), "?").unwrap();
    fs::create_dir(id(5).path(&runs.index)).unwrap();
    // One that is being built is nobody's concern.
    fs::create_dir(id(6).path(&runs.index)).unwrap();
    let marker = File::create(id(6).path(&runs.index).join("BUILDING")).unwrap();
    marker.lock().unwrap();
    let report = checked(&runs);
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.strays, ["gen-000005", "notes.txt"]);
    assert_eq!(report.generations.len(), 2);
    assert_eq!(report.generations[1].strays, [".tmpX", "0123.idx"]);
    assert!(report.generations[0].strays.is_empty());
}

#[test]
fn what_is_found_beside_a_writer_and_a_reindex_is_no_false_alarm() {
    let runs = index();
    let stop = Stop::default();
    let (commits, reindexes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let mut checks = 0;
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut round = 0;
            while !stop.is_set() {
                let put = timeline(&format!("s{}", round % 30), "Flood", round % 4);
                runs.change(&[&put], &[&format!("s{}", (round + 9) % 30)]);
                round += 1;
                commits.fetch_add(1, Ordering::Relaxed);
            }
        });
        let builder = scope.spawn(|| {
            while !stop.is_set() {
                runs.reindex().unwrap();
                reindexes.fetch_add(1, Ordering::Relaxed);
            }
        });
        let done = stop.when_done();
        while commits.load(Ordering::Relaxed) < 20 || reindexes.load(Ordering::Relaxed) < 5 {
            let report = checked(&runs);
            assert!(report.is_sound(), "{report:#?}");
            assert!(report.generations.iter().any(|generation| generation.live), "{report:?}");
            checks += 1;
        }
        drop(done);
        builder.join().unwrap();
        writer.join().unwrap();
    });
    assert!(checks >= 10, "{checks}");
}

#[test]
fn files_are_opened_while_nobody_removes_them() {
    let runs = index();
    waits_for_the_list_of_segments(&runs.live(), || assert!(checked(&runs).is_sound()));
}

#[test]
fn an_index_is_sound_after_a_rollback() {
    let runs = index();
    rollback(&runs.index).unwrap();
    let report = checked(&runs);
    assert!(report.is_sound(), "{report:?}");
    assert!(report.generations[0].live && !report.generations[1].live);
}

#[test]
fn a_thousand_findings_are_counted_and_a_hundred_are_told() {
    let runs = Runs::new();
    runs.write("a.ndjson", line("one", "One"));
    runs.reindex().unwrap();
    structure::add_to_live(&runs, |builder| {
        let mut documents = builder.build(runs::story(&timeline("many", "Many", 1_000))).unwrap();
        // Every second event is missing.
        let mut at = 0;
        documents.documents.retain(|_| {
            at += 1;
            at % 2 == 1
        });
        documents
    });
    let report = checked(&runs);
    let generation = &report.generations[0];
    assert_eq!(generation.findings.len(), 100);
    assert_eq!(generation.findings_omitted, 400);
}
