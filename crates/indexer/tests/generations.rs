//! The life of generations: which is live, which are kept, what is swept, and what damage is told.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod runs;

use std::fs::{self, File};
use std::path::Path;

use dateline_indexer::generation::{
    Building, Generation, GenerationId, KindCounts, Manifest, Published, WriteBarrier, count_kinds,
    load_story, new_build, read_current, sweep, switch_to, verify,
};
use dateline_indexer::{DocumentBuilder, IndexError, SCHEMA_VERSION, StoryWriter, fingerprint};
use dateline_model::StoryId;
use runs::{Runs, THREAD_BYTES, id, line, listing, stories, write_sealed};

fn manifest(stories: u64) -> Manifest {
    Manifest {
        schema_version: SCHEMA_VERSION,
        fingerprint: fingerprint(),
        protected: Vec::new(),
        build: new_build(),
        stories,
        events: 0,
    }
}

fn counts(stories: u64) -> KindCounts {
    KindCounts { stories, events: 0 }
}

fn publish(building: Building, index_dir: &Path, stories: u64) -> Result<Published, IndexError> {
    building.prove(counts(stories))?.publish(index_dir)
}

/// A generation with one story in it that is not published yet.
fn built(index_dir: &Path) -> Building {
    let building = Building::start(index_dir).unwrap();
    let story = serde_json::from_str(&line("one", "A title of several words")).unwrap();
    let mut writer = StoryWriter::open(&building.index, building.fields, 1, THREAD_BYTES).unwrap();
    writer.add(DocumentBuilder::new(building.fields).build(story).unwrap()).unwrap();
    writer.commit().unwrap();
    writer.finish().unwrap();
    building
}

/// Flips a byte in the middle of the first file with this ending.
fn damage(folder: &Path, ending: &str) {
    let name = listing(folder).into_iter().find(|name| name.ends_with(ending)).unwrap();
    let path = folder.join(name);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    fs::remove_file(&path).unwrap();
    fs::write(&path, bytes).unwrap();
}

#[test]
fn current_names_the_live_generation_and_nothing_is_left_of_the_switch() {
    let runs = Runs::with_one_story();
    assert_eq!(runs.current(), "gen-000001");
    let line = fs::read_to_string(runs.index.join("CURRENT")).unwrap();
    assert!(line.starts_with("gen-000001 xxh3 ") && line.lines().count() == 1, "{line:?}");
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001"]);
    assert!(!listing(&runs.index.join("gen-000001")).contains(&"BUILDING".to_owned()));
    assert_eq!(read_current(&runs.index).unwrap(), Some(id(1)));
    // What a death in the middle of a switch leaves does not stand in the way of the next.
    fs::write(runs.index.join("CURRENT.next"), "gen-0000").unwrap();
    runs.reindex().unwrap();
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001", "gen-000002"]);
}

#[test]
fn the_previous_generation_is_kept_and_older_ones_are_removed() {
    let runs = Runs::with_one_story();
    runs.reindex().unwrap();
    runs.reindex().unwrap();
    assert_eq!(runs.listing(), ["CURRENT", "gen-000002", "gen-000003"]);
    assert_eq!(runs.current(), "gen-000003");
}

#[test]
fn what_was_live_is_kept_also_after_a_rollback() {
    let runs = Runs::with_one_story();
    runs.reindex().unwrap();
    switch_to(&runs.index, id(1), &WriteBarrier::close(&runs.index).unwrap()).unwrap();
    assert_eq!(sweep(&runs.index).unwrap(), [], "a generation that was live is no leaving");
    runs.reindex().unwrap();
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001", "gen-000003"]);
}

#[test]
fn a_generation_being_built_is_not_what_a_rollback_goes_back_to() {
    let runs = Runs::with_one_story();
    let folder = id(2).path(&runs.index);
    fs::create_dir(&folder).unwrap();
    let marker = File::create(folder.join("BUILDING")).unwrap();
    marker.lock().unwrap();
    runs.reindex().unwrap();
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001", "gen-000002", "gen-000003"]);
}

#[test]
fn leavings_of_a_dead_builder_are_swept() {
    let runs = Runs::with_one_story();
    // One that died in the middle, one before its first file, one just before the switch, and one
    // that is older than what is live.
    for (number, marker, complete) in [(3, true, false), (4, false, false), (5, true, true)] {
        let folder = id(number).path(&runs.index);
        fs::create_dir(&folder).unwrap();
        if marker {
            File::create(folder.join("BUILDING")).unwrap();
        }
        if complete {
            manifest(0).write(&folder).unwrap();
        }
    }
    assert_eq!(sweep(&runs.index).unwrap(), [id(3), id(4), id(5)]);
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001"]);
    fs::create_dir(id(2).path(&runs.index)).unwrap();
    let (generation, _) = runs.reindex().unwrap();
    assert_eq!(generation.id, id(3));
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001", "gen-000003"]);
}

#[test]
fn leavings_of_a_living_builder_are_left_alone() {
    let runs = Runs::with_one_story();
    let folder = id(2).path(&runs.index);
    fs::create_dir(&folder).unwrap();
    let marker = File::create(folder.join("BUILDING")).unwrap();
    marker.lock().unwrap();
    assert_eq!(sweep(&runs.index).unwrap(), []);
    runs.reindex().unwrap();
    runs.reindex().unwrap();
    assert!(folder.exists());
    drop(marker);
    assert_eq!(sweep(&runs.index).unwrap(), [id(2)]);
}

#[test]
fn sweeping_leaves_what_is_not_a_generation_and_needs_no_index() {
    let runs = Runs::new();
    assert_eq!(sweep(&runs.index).unwrap(), []);
    fs::create_dir_all(runs.index.join("gen-12")).unwrap();
    fs::write(runs.index.join("notes.txt"), "mine").unwrap();
    assert_eq!(sweep(&runs.index).unwrap(), []);
    assert_eq!(runs.listing(), ["gen-12", "notes.txt"]);
}

#[test]
fn a_lost_current_does_not_cost_the_generations() {
    let runs = Runs::with_one_story();
    fs::remove_file(runs.index.join("CURRENT")).unwrap();
    assert_eq!(sweep(&runs.index).unwrap(), []);
    assert_eq!(runs.listing(), ["gen-000001"]);
}

#[test]
fn a_builder_that_died_behind_the_switch_is_tidied_up_after() {
    let runs = Runs::with_one_story();
    let marker = id(1).path(&runs.index).join("BUILDING");
    File::create(&marker).unwrap();
    assert_eq!(sweep(&runs.index).unwrap(), []);
    assert!(!marker.exists());
    assert_eq!(stories(&Generation::open_current(&runs.index).unwrap()).len(), 1);
}

#[test]
fn a_building_that_is_given_up_removes_its_folder() {
    let runs = Runs::new();
    let building = Building::start(&runs.index).unwrap();
    assert_eq!(runs.listing(), ["changes.journal", "gen-000001"]);
    drop(building);
    assert!(runs.listing().is_empty());
}

#[test]
fn one_reindex_runs_at_a_time() {
    let runs = Runs::with_one_story();
    let building = Building::start(&runs.index).unwrap();
    let error = runs.reindex().unwrap_err();
    assert!(error.is_callers_fault(), "{error}");
    assert!(error.to_string().contains(runs.index.to_str().unwrap()), "{error}");
    assert_eq!((runs.current().as_str(), sweep(&runs.index).unwrap()), ("gen-000001", vec![]));
    assert!(id(2).path(&runs.index).exists());
    drop(building);
    runs.reindex().unwrap();
    assert_eq!(runs.current(), "gen-000002");
}

/// Checks that opening fails with a message that holds all of these.
#[track_caller]
fn refuses(runs: &Runs, parts: &[&str]) -> IndexError {
    let error = Generation::open_current(&runs.index).unwrap_err();
    let message = error.to_string();
    for part in parts {
        assert!(message.contains(part), "{part:?} is not in: {message}");
    }
    error
}

#[test]
fn what_cannot_be_opened_is_told_with_what_mends_it() {
    let runs = Runs::new();
    let error = refuses(&runs, &["no index in", "index", "`dateline reindex`"]);
    assert!(matches!(error, IndexError::NoIndex(_)) && error.is_callers_fault());

    let runs = Runs::with_one_story();
    let current = runs.index.join("CURRENT");
    // As it once was, and as it never is, though its checksum holds.
    let of_old = ["", "gen-1\n", "gen-000001\n", "gen-000001 \n", "gen-000001 xxh3 0\n"];
    let sealed =
        ["", " ", "gen-1 ", "gen-000000 ", "../gen-000001 ", "gen-000001", "gen-000001 \n"];
    let of_old = of_old.map(|line| (line, false));
    for (line, with_checksum) in of_old.into_iter().chain(sealed.map(|line| (line, true))) {
        if with_checksum {
            write_sealed(&runs.index, "CURRENT", line.as_bytes());
        } else {
            fs::write(&current, line).unwrap();
        }
        let error = refuses(&runs, &["CURRENT", "names no generation", "`dateline reindex`"]);
        assert!(matches!(error, IndexError::Damaged { .. }));
    }
    switch_to(&runs.index, id(9), &WriteBarrier::close(&runs.index).unwrap()).unwrap();
    refuses(&runs, &["gen-000009", "generation.json"]);
}

#[test]
fn a_damaged_current_is_mended_by_a_reindex() {
    let runs = Runs::with_one_story();
    fs::write(runs.index.join("CURRENT"), "\0\0\0").unwrap();
    // As the command does.
    assert_eq!(sweep(&runs.index).unwrap(), []);
    runs.reindex().unwrap();
    assert_eq!(runs.current(), "gen-000002");
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001", "gen-000002"]);
}

#[test]
fn a_manifest_that_is_damaged_or_of_another_version_is_refused() {
    let runs = Runs::with_one_story();
    let folder = id(1).path(&runs.index);
    fs::write(folder.join("generation.json"), "{").unwrap();
    refuses(&runs, &["generation.json", "`dateline reindex`"]);
    Manifest { fingerprint: "0123".to_owned(), ..manifest(1) }.write(&folder).unwrap();
    let error = refuses(
        &runs,
        &["gen-000001", "0123", &fingerprint(), "`dateline reindex PATH`", "--from-index"],
    );
    assert!(matches!(error, IndexError::Fingerprint { .. }) && error.is_callers_fault());
    manifest(1).write(&folder).unwrap();
    assert_eq!(stories(&Generation::open_current(&runs.index).unwrap()).len(), 1);
}

#[test]
fn a_generation_that_fails_its_verification_never_becomes_live() {
    let runs = Runs::with_one_story();
    for (ending, told) in [(".store", "checksum"), (".term", "checksum"), (".fast", "checksum")] {
        let building = built(&runs.index);
        damage(&id(2).path(&runs.index), ending);
        let error = publish(building, &runs.index, 1).unwrap_err();
        assert!(matches!(error, IndexError::Verification(_)), "{ending}: {error}");
        assert!(error.to_string().contains(told), "{error}");
        assert!(error.to_string().contains("the live index is untouched"), "{error}");
    }
    let error = publish(built(&runs.index), &runs.index, 2).unwrap_err();
    assert!(error.to_string().contains("stories: 1") && error.to_string().contains("stories: 2"));
    assert_eq!(
        (runs.listing(), runs.current().as_str()),
        (vec!["CURRENT".to_owned(), "gen-000001".to_owned()], "gen-000001")
    );
    publish(built(&runs.index), &runs.index, 1).unwrap();
    assert_eq!(runs.current(), "gen-000002");
}

#[test]
fn a_live_generation_is_verified_again_at_will() {
    let runs = Runs::with_one_story();
    let generation = Generation::open_current(&runs.index).unwrap();
    verify(&generation.index, generation.fields, counts(1)).unwrap();
    damage(&generation.path, ".idx");
    let generation = Generation::open_current(&runs.index).unwrap();
    let error = verify(&generation.index, generation.fields, counts(1)).unwrap_err();
    assert!(error.to_string().contains(".idx"), "{error}");
}

#[test]
fn a_generation_that_is_being_read_stays_readable_when_it_is_removed() {
    let runs = Runs::new();
    let lines: String = (0..300).map(|at| line(&format!("s{at}"), "Flood")).collect();
    runs.write("a.ndjson", lines);
    let (generation, _) = runs.reindex().unwrap();
    let searcher = generation.index.reader().unwrap().searcher();
    runs.write("a.ndjson", line("other", "Other"));
    runs.reindex().unwrap();
    runs.reindex().unwrap();
    assert!(!generation.path.exists());
    assert_eq!(count_kinds(&searcher, generation.fields).unwrap().stories, 300);
    for at in 0..300 {
        let id = StoryId::new(format!("s{at}")).unwrap();
        assert!(load_story(&searcher, generation.fields, &id).unwrap().is_some(), "{id}");
    }
}

#[test]
fn only_the_names_of_generations_are_read_as_such() {
    for name in ["gen-000001", "gen-123456", "gen-1234567"] {
        assert_eq!(GenerationId::of_folder(name).unwrap().to_string(), name);
    }
    for name in [
        "",
        "gen-",
        "gen-1",
        "gen-00001",
        "gen-000000",
        "gen-00000a",
        "gen-+00001",
        "GEN-000001",
        "gen-000001.tmp",
        "gen-99999999999999999999999",
    ] {
        assert_eq!(GenerationId::of_folder(name), None, "{name:?}");
    }
}
