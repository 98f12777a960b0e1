//! Who may write to an index, and when: one owner, and no commit while another generation goes
//! live.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod runs;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use dateline_indexer::IndexError;
use dateline_indexer::generation::{Owner, Ownership, WriteBarrier, WritePassage};
use runs::{Runs, Stop};

fn owner(command: &str, url: Option<&str>) -> Owner {
    Owner { pid: 4_711, command: command.to_owned(), url: url.map(str::to_owned) }
}

/// There is nothing to poll for where something is to wait.
fn a_while() {
    thread::sleep(Duration::from_millis(80));
}

#[test]
fn an_index_has_one_owner_who_is_named_to_the_next() {
    let runs = Runs::new();
    let first = owner("serve", Some("http://127.0.0.1:7700"));
    assert_eq!(Ownership::holder(&runs.index).unwrap(), None);
    let held = Ownership::take(&runs.index, &first).unwrap();
    assert_eq!(Ownership::holder(&runs.index).unwrap(), Some(Some(first)));
    let error = Ownership::take(&runs.index, &owner("add", None)).unwrap_err();
    assert!(matches!(error, IndexError::Owned { .. }) && error.is_callers_fault());
    for part in ["`dateline serve`", "4711", "http://127.0.0.1:7700", runs.index.to_str().unwrap()]
    {
        assert!(error.to_string().contains(part), "{part:?} is not in: {error}");
    }
    drop(held);
    assert_eq!(Ownership::holder(&runs.index).unwrap(), None);
    // Its name is shorter than the one before.
    let second = owner("add", None);
    let _held = Ownership::take(&runs.index, &second).unwrap();
    assert_eq!(Ownership::holder(&runs.index).unwrap(), Some(Some(second)));
}

#[test]
fn an_owner_who_left_no_word_is_an_owner() {
    let runs = Runs::new();
    let _held = Ownership::take(&runs.index, &owner("serve", None)).unwrap();
    std::fs::write(runs.index.join("owner.lock"), "{").unwrap();
    assert_eq!(Ownership::holder(&runs.index).unwrap(), Some(None));
    let error = Ownership::take(&runs.index, &owner("add", None)).unwrap_err();
    assert!(error.to_string().contains("another process"), "{error}");
}

#[test]
fn who_only_looks_does_not_keep_an_owner_out() {
    let runs = Runs::new();
    drop(Ownership::take(&runs.index, &owner("serve", None)).unwrap());
    let stop = Stop::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.is_set() {
                Ownership::holder(&runs.index).unwrap();
            }
        });
        let done = stop.when_done();
        for _ in 0..50 {
            drop(Ownership::take(&runs.index, &owner("add", None)).unwrap());
        }
        drop(done);
    });
}

#[test]
fn several_pass_the_fence_at_a_time_and_who_closes_it_waits_for_all() {
    let runs = Runs::with_one_story();
    let passages = [(); 3].map(|()| WritePassage::enter(&runs.index).unwrap());
    let closed = AtomicBool::new(false);
    thread::scope(|scope| {
        let closing = scope.spawn(|| {
            let barrier = WriteBarrier::close(&runs.index).unwrap();
            closed.store(true, Ordering::SeqCst);
            barrier
        });
        for passage in passages {
            a_while();
            assert!(!closed.load(Ordering::SeqCst));
            drop(passage);
        }
        drop(closing.join().unwrap());
    });
    assert!(closed.into_inner());
}

#[test]
fn nobody_passes_a_closed_fence_until_it_is_opened() {
    let runs = Runs::with_one_story();
    let barrier = WriteBarrier::close(&runs.index).unwrap();
    let passed = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let _passage = WritePassage::enter(&runs.index).unwrap();
                passed.fetch_add(1, Ordering::SeqCst);
            });
        }
        a_while();
        assert_eq!(passed.load(Ordering::SeqCst), 0);
        drop(barrier);
    });
    assert_eq!(passed.into_inner(), 3);
}

/// Writers that follow each other without a gap keep the fence open all the time, but for the gate
/// in front of it.
#[test]
fn who_closes_the_fence_is_not_kept_waiting_by_those_who_come_later() {
    let runs = Runs::with_one_story();
    let stop = Stop::default();
    let passed = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.is_set() {
                    let _passage = WritePassage::enter(&runs.index).unwrap();
                    passed.fetch_add(1, Ordering::Relaxed);
                    thread::sleep(Duration::from_millis(2));
                }
            });
        }
        let done = stop.when_done();
        let deadline = Instant::now() + Duration::from_secs(20);
        for round in 1..=5 {
            while passed.load(Ordering::Relaxed) < round * 10 {
                assert!(Instant::now() < deadline, "nobody passes");
                thread::yield_now();
            }
            drop(WriteBarrier::close(&runs.index).unwrap());
            assert!(Instant::now() < deadline, "the fence is never closed");
        }
        drop(done);
    });
}
