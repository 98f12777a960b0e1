//! What changes in the live generation while another one is built is in that one too when it goes
//! live; and an index of another version is source enough for a new one.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod runs;

use std::collections::BTreeMap;
use std::fs;
use std::thread;
use std::time::Duration;

use dateline_indexer::generation::{
    Building, Generation, KindCounts, Manifest, Published, StoryStore, check,
};
use dateline_indexer::{DocumentBuilder, IndexError, Input, StoryWriter, reindex};
use runs::{Runs, Stop, THREAD_BYTES, Watcher, line, options, stories, story, timeline};

/// A generation that is being built, with these stories in it.
fn built(runs: &Runs, lines: &[String]) -> (Building, KindCounts) {
    let building = Building::start(&runs.index).unwrap();
    let mut writer = StoryWriter::open(&building.index, building.fields, 1, THREAD_BYTES).unwrap();
    let mut builder = DocumentBuilder::new(building.fields);
    let mut counts = KindCounts { stories: 0, events: 0 };
    for line in lines {
        let documents = builder.build(story(line)).unwrap();
        counts.stories += 1;
        counts.events += documents.events();
        writer.add(documents).unwrap();
    }
    writer.commit().unwrap();
    writer.finish().unwrap();
    (building, counts)
}

/// The stories of the live generation: titles and numbers of events.
fn titles(runs: &Runs) -> BTreeMap<String, (String, usize)> {
    let told =
        |(id, story): (String, dateline_model::Story)| (id, (story.title, story.timeline.len()));
    runs.stories().into_iter().map(told).collect()
}

fn told(list: &[(&str, &str, usize)]) -> BTreeMap<String, (String, usize)> {
    let entry = |(id, title, events): &(&str, &str, usize)| {
        ((*id).to_owned(), ((*title).to_owned(), *events))
    };
    list.iter().map(entry).collect()
}

#[test]
fn what_changed_while_a_generation_was_built_is_in_it_when_it_goes_live() {
    let runs = Runs::new();
    let lines = ["kept", "changed", "removed", "twice"].map(|id| timeline(id, "Old", 3));
    runs.write("a.ndjson", lines.concat());
    runs.reindex().unwrap();
    runs.change(&[&timeline("before", "Not in the sources", 1)], &[]);

    let (building, counts) = built(&runs, &lines);
    runs.change(&[&timeline("changed", "New", 5), &timeline("put", "New", 2)], &["removed"]);
    runs.change(&[&timeline("twice", "Second", 1)], &["never-there"]);
    let proven = building.prove(counts).unwrap();
    runs.change(&[&timeline("twice", "Third", 4), &timeline("gone-again", "?", 1)], &[]);
    runs.change(&[], &["gone-again"]);
    let Published { generation, replayed } = proven.publish(&runs.index).unwrap();

    assert_eq!(runs.current(), "gen-000002");
    // Without what was written before it was begun: that is what the sources replace.
    let expected = told(&[
        ("changed", "New", 5),
        ("kept", "Old", 3),
        ("put", "New", 2),
        ("twice", "Third", 4),
    ]);
    assert_eq!(titles(&runs), expected);
    // changed, put, removed, twice, never-there, gone-again.
    assert_eq!(replayed, 6);
    assert_eq!((generation.manifest.stories, generation.manifest.events), (4, 14));
    assert!(check(&runs.index, &mut |_, _| {}).unwrap().is_sound());
    assert!(!runs.listing().contains(&"changes.journal".to_owned()));
}

/// A story is noted before it is committed. What is taken over in between is what it was.
#[test]
fn a_commit_that_is_slow_is_waited_for() {
    let runs = Runs::with_one_story();
    let (building, counts) = built(&runs, &[line("one", "One")]);
    let proven = building.prove(counts).unwrap();
    thread::scope(|scope| {
        let mut publishing = None;
        runs.change_slowly(&[&line("one", "Changed"), &line("two", "Two")], &[], || {
            let publish = || proven.publish(&runs.index).unwrap();
            publishing = Some(scope.spawn(publish));
            // It has time to look at the note, and nothing to do but wait.
            thread::sleep(Duration::from_millis(300));
        });
        publishing.unwrap().join().unwrap();
    });
    assert_eq!(runs.current(), "gen-000002");
    assert_eq!(titles(&runs), told(&[("one", "Changed", 0), ("two", "Two", 0)]));
}

#[test]
fn where_nothing_changed_nothing_is_taken_over() {
    let runs = Runs::with_one_story();
    let (building, counts) = built(&runs, &[line("one", "New")]);
    let published = building.prove(counts).unwrap().publish(&runs.index).unwrap();
    assert_eq!((published.replayed, titles(&runs)), (0, told(&[("one", "New", 0)])));
    // Nor is there a journal to write to, or what an earlier reindex left.
    runs.change(&[&line("two", "Two")], &[]);
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001", "gen-000002"]);
    fs::write(runs.index.join("changes.journal"), "one\nno id at all\n").unwrap();
    let (building, counts) = built(&runs, &[line("three", "Three")]);
    let published = building.prove(counts).unwrap().publish(&runs.index).unwrap();
    assert_eq!((published.replayed, titles(&runs)), (0, told(&[("three", "Three", 0)])));
}

/// Every commit that was acknowledged is in what is live afterwards, whenever it came.
#[test]
fn no_commit_is_lost_while_a_generation_is_built_and_goes_live() {
    let runs = Runs::new();
    runs.write("a.ndjson", timeline("seed", "Seed", 1));
    runs.reindex().unwrap();
    let stop = Stop::default();
    let written = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut written = BTreeMap::new();
            let mut round = 0;
            while !stop.is_set() || round < 8 {
                let (id, removed) = (format!("w{}", round % 7), format!("w{}", (round + 3) % 7));
                runs.change(&[&timeline(&id, &format!("v{round}"), round % 4)], &[&removed]);
                written.insert(id, (format!("v{round}"), round % 4));
                written.remove(&removed);
                round += 1;
            }
            written
        });
        let done = stop.when_done();
        for _ in 0..6 {
            reindex(&runs.index, Input::Index, &options(1, true), &mut Watcher::default()).unwrap();
        }
        drop(done);
        writer.join().unwrap()
    });
    let mut expected = written;
    expected.insert("seed".to_owned(), ("Seed".to_owned(), 1));
    assert_eq!(titles(&runs), expected);
    assert!(check(&runs.index, &mut |_, _| {}).unwrap().is_sound());
}

#[test]
fn a_building_that_is_given_up_leaves_the_changes_where_they_were_made() {
    let runs = Runs::with_one_story();
    let (building, _) = built(&runs, &[line("one", "New")]);
    runs.change(&[&line("two", "Two")], &[]);
    drop(building);
    assert_eq!(titles(&runs), told(&[("one", "One", 0), ("two", "Two", 0)]));
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001"]);
}

#[test]
fn an_index_of_another_version_is_source_enough() {
    let runs = Runs::new();
    let lines: String = (0..40).map(|at| timeline(&format!("s{at}"), "T", at % 6)).collect();
    runs.write("a.ndjson", lines);
    runs.reindex().unwrap();
    runs.change(&[&timeline("s3", "Changed", 2)], &["s4"]);
    let before = runs.stories();
    let manifest = Manifest::read(&runs.live()).unwrap();
    Manifest { fingerprint: "0123".to_owned(), schema_version: 1, ..manifest }
        .write(&runs.live())
        .unwrap();
    let error = Generation::open_current(&runs.index).unwrap_err();
    assert!(matches!(error, IndexError::Fingerprint { .. }), "{error}");

    let store = StoryStore::open_current(&runs.index).unwrap();
    assert_eq!(store.stories_built, 40);
    let (generation, report) =
        reindex(&runs.index, Input::Index, &options(2, true), &mut Watcher::default()).unwrap();
    assert_eq!(stories(&generation), before);
    assert_eq!(report.stories, before.len() as u64);
    assert_eq!((runs.current().as_str(), runs.stories()), ("gen-000002", before));
}
