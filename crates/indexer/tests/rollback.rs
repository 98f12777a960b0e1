//! Going back to the generation before: what it makes live, what it leaves alone, and when it
//! refuses.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod runs;

use std::fs::{self, File};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use dateline_indexer::IndexError;
use dateline_indexer::generation::{Building, Manifest, Rollback, WritePassage, rollback, sweep};
use runs::{Runs, id, line, listing};

/// An index of two generations, of which each holds a story of its own.
fn two() -> Runs {
    let runs = Runs::with_one_story();
    runs.write("one.ndjson", line("two", "Two"));
    runs.reindex().unwrap();
    runs
}

/// Checks that a rollback is refused with a message that holds all of these, and changes nothing.
#[track_caller]
fn refuses(runs: &Runs, parts: &[&str]) -> IndexError {
    let before = (runs.current(), runs.listing());
    let error = rollback(&runs.index).unwrap_err();
    let message = error.to_string();
    for part in parts {
        assert!(message.contains(part), "{part:?} is not in: {message}");
    }
    assert_eq!((runs.current(), runs.listing()), before);
    error
}

#[test]
fn a_rollback_makes_the_generation_before_live() {
    let runs = two();
    assert_eq!(runs.stories().keys().collect::<Vec<_>>(), ["two"]);
    assert_eq!(rollback(&runs.index).unwrap(), Rollback { from: id(2), to: id(1) });
    assert_eq!(runs.current(), "gen-000001");
    assert_eq!(runs.stories().keys().collect::<Vec<_>>(), ["one"]);
    let error = refuses(&runs, &["gen-000001 is the oldest", runs.index.to_str().unwrap()]);
    assert!(matches!(error, IndexError::NoEarlierGeneration { .. }) && error.is_callers_fault());
}

#[test]
fn what_was_rolled_back_is_no_leaving_and_its_number_is_not_given_again() {
    let runs = two();
    rollback(&runs.index).unwrap();
    assert_eq!(sweep(&runs.index).unwrap(), []);
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001", "gen-000002"]);
    runs.change(&[&line("three", "Three")], &[]);
    let (generation, _) = runs.reindex().unwrap();
    assert_eq!(generation.id, id(3));
    // What was live before the reindex is kept, not what was rolled back.
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001", "gen-000003"]);
    assert_eq!(rollback(&runs.index).unwrap(), Rollback { from: id(3), to: id(1) });
    assert_eq!(runs.stories().keys().collect::<Vec<_>>(), ["one", "three"]);
}

#[test]
fn where_there_is_nothing_to_go_back_to_it_is_said() {
    let runs = Runs::new();
    let error = refuses(&runs, &["no index in"]);
    assert!(matches!(error, IndexError::NoIndex(_)));
    assert!(!runs.index.exists(), "asking makes no folder");
    fs::create_dir(&runs.index).unwrap();
    assert!(matches!(refuses(&runs, &["no index in"]), IndexError::NoIndex(_)));
    let runs = Runs::with_one_story();
    refuses(&runs, &["gen-000001", "nothing to go back to", "`dateline reindex`"]);
}

#[test]
fn leavings_are_passed_over() {
    let runs = two();
    runs.reindex().unwrap();
    // Number 2 was live before number 3. These three were never, or are not whole.
    for (number, marker) in [(4, true), (5, false)] {
        let folder = id(number).path(&runs.index);
        fs::create_dir(&folder).unwrap();
        if marker {
            Manifest::read(&runs.live()).unwrap().write(&folder).unwrap();
            File::create(folder.join("BUILDING")).unwrap();
        }
    }
    assert_eq!(rollback(&runs.index).unwrap(), Rollback { from: id(3), to: id(2) });
    let runs = two();
    fs::write(id(1).path(&runs.index).join("generation.json"), "{").unwrap();
    refuses(&runs, &["nothing to go back to"]);
    let runs = two();
    File::create(id(1).path(&runs.index).join("BUILDING")).unwrap();
    refuses(&runs, &["nothing to go back to"]);
}

#[test]
fn a_generation_of_another_version_is_not_gone_back_to() {
    let runs = two();
    let folder = id(1).path(&runs.index);
    let manifest = Manifest::read(&folder).unwrap();
    Manifest { fingerprint: "0123".to_owned(), ..manifest }.write(&folder).unwrap();
    let error = refuses(&runs, &["gen-000001", "0123", "the version that built it"]);
    assert!(matches!(error, IndexError::ForeignGeneration { .. }) && error.is_callers_fault());
    assert_eq!(runs.stories().len(), 1);
}

#[test]
fn a_generation_that_is_damaged_is_not_gone_back_to() {
    let kinds = [".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm", "meta.json"];
    for (kind, missing) in kinds.iter().flat_map(|kind| [(kind, false), (kind, true)]) {
        let runs = two();
        let folder = id(1).path(&runs.index);
        let name = listing(&folder).into_iter().find(|name| name.ends_with(kind)).unwrap();
        let mut bytes = fs::read(folder.join(&name)).unwrap();
        bytes[3] ^= 4;
        if missing {
            fs::remove_file(folder.join(&name)).unwrap();
        } else {
            fs::write(folder.join(&name), bytes).unwrap();
        }
        let told = if *kind == "meta.json" { "meta" } else { &name };
        let error = refuses(&runs, &[told]);
        assert!(!error.is_callers_fault(), "{error}");
    }
}

#[test]
fn a_rollback_waits_for_no_reindex_but_for_the_commit_that_is_under_way() {
    let runs = two();
    let building = Building::start(&runs.index).unwrap();
    let error = rollback(&runs.index).unwrap_err();
    assert!(matches!(error, IndexError::ReindexRunning(_)), "{error}");
    drop(building);
    let passage = WritePassage::enter(&runs.index).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            rollback(&runs.index).unwrap();
            done.store(true, Ordering::SeqCst);
        });
        // There is nothing to poll for: it is to do nothing.
        thread::sleep(Duration::from_millis(100));
        assert!(!done.load(Ordering::SeqCst) && runs.current() == "gen-000002");
        drop(passage);
        waiting.join().unwrap();
    });
    assert_eq!(runs.current(), "gen-000001");
}
