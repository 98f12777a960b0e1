//! Snapshots and the way back: what is packed beside a writer comes back whole, and what is not
//! what was packed never goes live.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "archives/damaged.rs"]
mod damaged;
#[path = "archives/killed.rs"]
mod killed;

mod runs;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;

use dateline_indexer::IndexError;
use dateline_indexer::archive::{RestoreReport, SnapshotReport, restore, snapshot};
use dateline_indexer::generation::{
    Building, Generation, Manifest, check, read_current, rollback, sweep,
};
use runs::{Runs, Stop, id, line, listing, timeline, waits_for_the_list_of_segments};
use tantivy::Directory;
use tempfile::TempDir;

/// An index of several segments with deleted documents.
fn index() -> Runs {
    let runs = Runs::new();
    let lines: String = (0..20).map(|at| timeline(&format!("s{at}"), "Flood", at % 5)).collect();
    runs.write("a.ndjson", lines);
    runs.reindex().unwrap();
    runs.change(&[&timeline("s4", "Drought", 2), &timeline("new", "Storm", 3)], &["s7"]);
    runs
}

/// A folder to keep archives in.
struct Shelf(TempDir);

impl Shelf {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn listing(&self) -> Vec<String> {
        listing(self.0.path())
    }
}

fn pack(runs: &Runs, archive: &Path) -> Result<SnapshotReport, IndexError> {
    snapshot(&runs.index, archive, false, &mut |_, _| {})
}

fn unpack(runs: &Runs, archive: &Path) -> Result<RestoreReport, IndexError> {
    restore(&runs.index, archive, false, &mut |_, _| {})
}

fn unpack_over(runs: &Runs, archive: &Path) -> Result<RestoreReport, IndexError> {
    restore(&runs.index, archive, true, &mut |_, _| {})
}

#[track_caller]
fn is_sound(runs: &Runs) {
    let report = check(&runs.index, &mut |_, _| {}).unwrap();
    assert!(report.is_sound() && report.strays.is_empty(), "{report:#?}");
    assert!(report.generations.iter().all(|found| found.strays.is_empty()), "{report:#?}");
}

#[test]
fn what_is_packed_comes_back() {
    let (runs, shelf) = (index(), Shelf::new());
    let archive = shelf.at("a.tar.zst");
    let mut told = Vec::new();
    let packed =
        snapshot(&runs.index, &archive, false, &mut |done, total| told.push((done, total)))
            .unwrap();
    assert_eq!((packed.generation, packed.stories, packed.events), (1, 20, 39));
    assert!(packed.files > 7 && packed.bytes > packed.archive_bytes, "{packed:?}");
    assert_eq!(packed.archive_bytes, fs::metadata(&archive).unwrap().len());
    assert_eq!(*told.last().unwrap(), (packed.bytes * 2, packed.bytes * 2));
    assert!(told.is_sorted());
    assert_eq!(shelf.listing(), ["a.tar.zst"]);

    let other = Runs::new();
    let mut told = Vec::new();
    let restored =
        restore(&other.index, &archive, false, &mut |done, total| told.push((done, total)))
            .unwrap();
    assert_eq!((restored.generation, restored.previous, restored.snapshot_of), (1, None, 1));
    assert_eq!((restored.stories, restored.events), (20, 39));
    assert_eq!((restored.files, restored.bytes), (packed.files, packed.bytes));
    assert_eq!(*told.last().unwrap(), (packed.bytes, packed.bytes));
    assert_eq!(other.stories(), runs.stories());
    assert_eq!(other.listing(), ["CURRENT", "gen-000001"]);
    is_sound(&other);
    // A build of its own, so that a server moves over also where the number is the same.
    let build = |runs: &Runs| Manifest::read(&runs.live()).unwrap().build;
    assert_ne!(build(&other), build(&runs));
    // The same moment packed again is the same file.
    pack(&runs, &shelf.at("b.tar.zst")).unwrap();
    assert_eq!(fs::read(&archive).unwrap(), fs::read(shelf.at("b.tar.zst")).unwrap());
}

fn in_compound(runs: &Runs, name: &str) -> Vec<u8> {
    let generation = Generation::open_current(&runs.index).unwrap();
    let file = generation.index.directory().get_file_handle(Path::new(name)).unwrap();
    file.read_bytes(0..file.len()).unwrap().to_vec()
}

#[test]
fn an_archive_is_what_tar_and_zstd_can_read() {
    let (runs, shelf) = (index(), Shelf::new());
    let packed = pack(&runs, &shelf.at("a")).unwrap();
    let decoder = zstd::Decoder::new(File::open(shelf.at("a")).unwrap()).unwrap();
    let mut tar = tar::Archive::new(decoder);
    let folder = shelf.at("by-hand");
    tar.unpack(&folder).unwrap();
    let names = listing(&folder);
    assert_eq!(names.len() as u64, packed.files + 1);
    for name in names.iter().filter(|name| *name != "snapshot.json") {
        let content = fs::read(folder.join(name)).unwrap();
        match fs::read(runs.live().join(name)) {
            Ok(there) => assert_eq!(content, there, "{name}"),
            // It stands in a compound file there, which tantivy reads without its footer.
            Err(_) => assert!(content.starts_with(&in_compound(&runs, name)), "{name}"),
        }
    }
    assert!(listing(&runs.live()).iter().any(|name| name.ends_with(".compound")));
    assert!(!names.iter().any(|name| name.ends_with(".compound")));
}

#[test]
fn an_index_that_came_back_is_written_to_and_tidied_up_as_any_other() {
    let (runs, shelf, other) = (index(), Shelf::new(), Runs::new());
    pack(&runs, &shelf.at("a")).unwrap();
    unpack(&other, &shelf.at("a")).unwrap();
    let restored = listing(&other.live());
    let ids: Vec<_> = other.stories().into_keys().collect();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    other.change(&[&timeline("later", "Later", 2)], &ids);
    other.change(&[&timeline("last", "Last", 2)], &[]);
    assert_eq!(other.stories().keys().collect::<Vec<_>>(), ["last", "later"]);
    is_sound(&other);
    let left = listing(&other.live());
    let gone = restored.iter().filter(|name| !left.contains(name)).count();
    assert!(gone >= 6, "{gone} of {restored:?} were removed");
    let input = dateline_indexer::Input::Index;
    let options = runs::options(1, true);
    dateline_indexer::reindex(&other.index, input, &options, &mut runs::Watcher::default())
        .unwrap();
    assert_eq!(other.stories().len(), 2);
}

#[test]
fn an_empty_index_is_packed_and_comes_back() {
    let (runs, shelf, other) = (Runs::new(), Shelf::new(), Runs::new());
    runs.reindex().unwrap();
    assert_eq!(pack(&runs, &shelf.at("a")).unwrap().stories, 0);
    unpack(&other, &shelf.at("a")).unwrap();
    assert!(other.stories().is_empty());
    is_sound(&other);
    other.change(&[&line("one", "One")], &[]);
    assert_eq!(other.stories().len(), 1);
}

#[test]
fn an_archive_is_not_overwritten_unless_it_is_told_to_be() {
    let (runs, shelf) = (index(), Shelf::new());
    let archive = shelf.at("a");
    fs::write(&archive, "mine").unwrap();
    let error = pack(&runs, &archive).unwrap_err();
    assert!(matches!(error, IndexError::ArchiveExists(_)) && error.is_callers_fault());
    assert!(error.to_string().contains("--force"), "{error}");
    assert_eq!(
        (fs::read(&archive).unwrap(), shelf.listing()),
        (b"mine".to_vec(), vec!["a".into()])
    );
    snapshot(&runs.index, &archive, true, &mut |_, _| {}).unwrap();
    unpack(&Runs::new(), &archive).unwrap();
    // A folder is never replaced.
    fs::create_dir(shelf.at("folder")).unwrap();
    let error = snapshot(&runs.index, &shelf.at("folder"), true, &mut |_, _| {}).unwrap_err();
    assert!(error.to_string().contains("folder"), "{error}");
    let error = pack(&runs, &shelf.at("nowhere/a")).unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
    assert_eq!(shelf.listing(), ["a", "folder"]);
}

#[test]
fn what_a_killed_snapshot_left_is_replaced_and_one_that_runs_is_left_alone() {
    let (runs, shelf) = (index(), Shelf::new());
    fs::write(shelf.at("a.part"), "x".repeat(1 << 20)).unwrap();
    let packed = pack(&runs, &shelf.at("a")).unwrap();
    assert!(packed.archive_bytes < 1 << 20);
    assert_eq!(shelf.listing(), ["a"]);
    unpack(&Runs::new(), &shelf.at("a")).unwrap();
    let part = File::create(shelf.at("b.part")).unwrap();
    part.lock().unwrap();
    let error = pack(&runs, &shelf.at("b")).unwrap_err();
    assert!(matches!(error, IndexError::SnapshotRunning(_)) && error.is_callers_fault());
    assert_eq!(shelf.listing(), ["a", "b.part"]);
}

#[test]
fn a_damaged_index_is_not_packed() {
    let shelf = Shelf::new();
    for kind in [".idx", ".store", ".del", ".fieldnorm", "meta.json", "generation.json"] {
        for missing in [false, true] {
            let runs = index();
            let name = listing(&runs.live()).into_iter().find(|name| name.ends_with(kind)).unwrap();
            let path = runs.live().join(&name);
            let mut bytes = fs::read(&path).unwrap();
            bytes[9] ^= 1;
            match missing {
                true => fs::remove_file(&path).unwrap(),
                false => fs::write(&path, bytes).unwrap(),
            }
            let error = pack(&runs, &shelf.at("a")).unwrap_err();
            assert!(error.to_string().contains(&name), "{name}: {error}");
            assert!(!error.is_callers_fault());
            assert!(shelf.listing().is_empty(), "{:?}", shelf.listing());
        }
    }
    let error = pack(&Runs::new(), &shelf.at("a")).unwrap_err();
    assert!(matches!(error, IndexError::NoIndex(_)), "{error}");
}

/// Each commit puts two stories into a state of the same number, so that a snapshot in between
/// would show.
#[test]
fn what_is_packed_beside_a_writer_and_a_reindex_is_of_one_moment() {
    let runs = Runs::new();
    let both =
        |round: usize| ["one", "two"].map(|id| timeline(id, &format!("v{round}"), round % 6));
    runs.write("a.ndjson", both(0).concat());
    runs.reindex().unwrap();
    let shelf = Shelf::new();
    let stop = Stop::default();
    let mut seen = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut round = 1;
            while !stop.is_set() {
                let [one, two] = both(round);
                runs.change(&[&one, &two], &[]);
                round += 1;
            }
        });
        scope.spawn(|| {
            while !stop.is_set() {
                runs.reindex().unwrap();
            }
        });
        let _done = stop.when_done();
        for at in 0..12 {
            let archive = shelf.at(&at.to_string());
            pack(&runs, &archive).unwrap();
            let other = Runs::new();
            unpack(&other, &archive).unwrap();
            let stories = other.stories();
            let (one, two) = (&stories["one"], &stories["two"]);
            assert_eq!((&one.title, &one.timeline), (&two.title, &two.timeline));
            let round: usize = one.title[1..].parse().unwrap();
            assert_eq!(one.timeline.len(), round % 6);
            is_sound(&other);
            seen.push(round);
        }
    });
    seen.dedup();
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn files_are_opened_while_nobody_removes_them() {
    let (runs, shelf) = (index(), Shelf::new());
    waits_for_the_list_of_segments(&runs.live(), || {
        pack(&runs, &shelf.at("a")).unwrap();
    });
}

#[test]
fn an_index_is_not_replaced_unless_it_is_told_to_be() {
    let (runs, shelf) = (index(), Shelf::new());
    pack(&runs, &shelf.at("a")).unwrap();
    let packed = runs.stories();
    runs.change(&[&line("later", "Later")], &[]);
    let before = runs.stories();
    let error = unpack(&runs, &shelf.at("a")).unwrap_err();
    assert!(matches!(error, IndexError::IndexExists(_)) && error.is_callers_fault());
    assert!(error.to_string().contains("--force"), "{error}");
    assert_eq!((runs.current().as_str(), runs.stories()), ("gen-000001", before.clone()));
    // One whose CURRENT cannot be read is one too.
    let current = fs::read(runs.index.join("CURRENT")).unwrap();
    fs::write(runs.index.join("CURRENT"), "?").unwrap();
    assert!(matches!(unpack(&runs, &shelf.at("a")).unwrap_err(), IndexError::IndexExists(_)));
    fs::write(runs.index.join("CURRENT"), current).unwrap();

    let restored = unpack_over(&runs, &shelf.at("a")).unwrap();
    assert_eq!((restored.generation, restored.previous), (2, Some(1)));
    assert_eq!(runs.stories(), packed);
    assert_eq!(sweep(&runs.index).unwrap(), []);
    is_sound(&runs);
    rollback(&runs.index).unwrap();
    assert_eq!(runs.stories(), before);
    fs::write(runs.index.join("CURRENT"), "?").unwrap();
    unpack_over(&runs, &shelf.at("a")).unwrap();
    assert_eq!((runs.current().as_str(), runs.stories()), ("gen-000003", packed));
}

#[test]
fn one_builds_at_a_time() {
    let (runs, shelf) = (index(), Shelf::new());
    pack(&runs, &shelf.at("a")).unwrap();
    let building = Building::start(&runs.index).unwrap();
    let error = unpack_over(&runs, &shelf.at("a")).unwrap_err();
    assert!(matches!(error, IndexError::ReindexRunning(_)), "{error}");
    assert!(id(2).path(&runs.index).exists());
    drop(building);
    // A snapshot needs nobody's leave.
    let building = Building::start(&runs.index).unwrap();
    pack(&runs, &shelf.at("b")).unwrap();
    drop(building);
    assert_eq!(read_current(&runs.index).unwrap(), Some(id(1)));
}
