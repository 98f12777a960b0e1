//! A reindex while the server is written to: what is acknowledged meanwhile is in the new
//! generation too.

use std::fs::File;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};

use super::{expect_counts, expect_edition, serve, story};
use crate::support::{Client, Dateline, Edition, Killed, Place, Random, Server, ended, eventually};

/// Stories on disk before the first write: enough for a reindex that lasts while others write.
const FIRST: u64 = 800;

/// A place with an index of stories that can be told apart.
fn place_of(stories: u64) -> (Place, Vec<Edition>) {
    let mut random = Random::of(6);
    let editions: Vec<_> =
        (0..stories).map(|n| Edition::new(&format!("first-{n}"), 1, 0, &mut random)).collect();
    let place = Place::empty();
    let lines: String = editions.iter().map(|edition| format!("{}\n", edition.story)).collect();
    place.write("data/stories/first.ndjson", &lines);
    Dateline::at(&place).run(&["reindex", "--quiet"]).expect_code(0);
    (place, editions)
}

/// What one writer left: each of its stories, or nothing under that id.
type Left = Vec<(String, Option<Edition>)>;

/// Writes until the reindex is done and a while longer: new stories, new versions of those from
/// the files, and removals. Each is told apart by `writer`.
fn write(client: &Client, writer: u64, phase: &AtomicU64, done: &AtomicU64) -> Left {
    let mut random = Random::of(100 + writer);
    let mut left = Vec::new();
    let mut beyond = 0;
    for n in 0.. {
        beyond += u64::from(phase.load(Ordering::SeqCst) == DONE);
        if beyond > 20 || n >= FIRST / 2 {
            break;
        }
        let id = match n % 4 {
            0 | 1 => format!("new-{writer}-{n}"),
            _ => format!("first-{}", n * 2 + writer),
        };
        if n % 4 == 3 {
            client.delete(&id).unwrap().expect_status(200);
            left.push((id, None));
        } else {
            let edition = Edition::new(&id, 2, writer, &mut random);
            let reply = client.put(&id, &edition.story, None).unwrap();
            assert!(reply.is_success(), "{reply:#?}");
            left.push((id, Some(edition)));
        }
        done.fetch_add(1, Ordering::SeqCst);
    }
    left
}

const RUNNING: u64 = 1;
const DONE: u64 = 2;

/// Runs a reindex while two writers write before, during and after it.
fn reindex_under_writes(place: &Place, server: &Server, arguments: &[&str]) -> Left {
    let (phase, written) = (AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        let (phase, written) = (&phase, &written);
        let threads = [0, 1].map(|writer| {
            let client = server.client();
            scope.spawn(move || write(&client, writer, phase, written))
        });
        let so_many = |count| move || (written.load(Ordering::SeqCst) >= count).then_some(());
        eventually("writes before the reindex", so_many(10));
        let before = written.load(Ordering::SeqCst);
        phase.store(RUNNING, Ordering::SeqCst);
        let report = Dateline::at(place).run(&[&["reindex", "--json", "-q"], arguments].concat());
        let generation = report.expect_code(0).json()["generation"].clone();
        let during = written.load(Ordering::SeqCst) - before;
        eventually("the server moves to the new generation", || {
            let stats = server.get("/api/v1/stats").json();
            (stats["generation"] == generation).then_some(())
        });
        phase.store(DONE, Ordering::SeqCst);
        assert!(during > 0, "nothing was written during the reindex, so nothing was tried");
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// Holds that the server has what the files had, but for what was written since.
fn expect_all(server: &Server, files: &[Edition], left: &Left) {
    let client = server.client();
    for (id, edition) in left {
        match edition {
            Some(edition) => expect_edition(server, edition),
            None => assert_eq!(story(&client, id), None, "{id} was removed"),
        }
    }
    let untouched = files.iter().filter(|it| left.iter().all(|(id, _)| *id != it.id));
    let there = left.iter().filter_map(|(_, edition)| edition.as_ref()).chain(untouched);
    let (stories, events) = there.fold((0, 0), |(s, e), it| (s + 1, e + it.events));
    expect_counts(server, stories, events);
}

#[test]
fn a_reindex_from_the_index_under_writes_loses_nothing() {
    let (place, files) = place_of(FIRST);
    let server = serve(&place);
    let left = reindex_under_writes(&place, &server, &["--from-index"]);
    expect_all(&server, &files, &left);
    server.kill();
    expect_all(&serve(&place), &files, &left);
}

#[test]
fn a_reindex_of_files_keeps_the_writes_since_its_start() {
    let (place, files) = place_of(FIRST);
    let server = serve(&place);
    // Written before it starts, this is not in the files and goes, as the files say all.
    let before = Edition::new("before", 1, 0, &mut Random::of(7));
    server.put(&before.story).expect_status(201);
    let gone = Edition::new("first-799", 2, 0, &mut Random::of(8));
    server.put(&gone.story).expect_status(200);

    let client = server.client();
    let path = place.data().join("stories");
    let mut child = Dateline::at(&place).start(&["reindex", "-q", path.to_str().unwrap()]);
    // From here on it is noted what changes.
    let journal = place.data().join("index/changes.journal");
    eventually("the reindex begins", || journal.exists().then_some(()));
    let mut random = Random::of(9);
    let mut since = Vec::new();
    while child.try_wait().unwrap().is_none() {
        let n = since.len();
        let edition = Edition::new(&format!("since-{n}"), 1, 0, &mut random);
        client.put(&edition.id, &edition.story, None).unwrap().expect_status(201);
        since.push((edition.id.clone(), Some(edition)));
    }
    client.delete("first-0").unwrap().expect_status(200);
    since.push(("first-0".to_owned(), None));
    ended(child).expect_code(0);
    eventually("the server moves to the new generation", || {
        (server.get("/api/v1/stats").json()["generation"] == 2).then_some(())
    });
    assert!(since.len() > 1, "nothing was written during the reindex, so nothing was tried");
    assert_eq!(story(&client, "before"), None);
    expect_all(&server, &files, &since);
    server.kill();
    expect_all(&serve(&place), &files, &since);
}

#[test]
fn a_reindex_that_is_killed_leaves_the_server_writing() {
    let (place, files) = place_of(FIRST);
    let server = serve(&place);
    let mut random = Random::of(10);
    let mut left = Vec::new();
    for n in 0..3 {
        let child = Dateline::at(&place).start(&["reindex", "--from-index", "-q"]);
        let building = Killed::on_drop(child);
        let edition = Edition::new(&format!("during-{n}"), 1, 0, &mut random);
        server.put(&edition.story).expect_status(201);
        left.push((edition.id.clone(), Some(edition)));
        drop(building);
        let edition = Edition::new(&format!("after-{n}"), 1, 0, &mut random);
        server.put(&edition.story).expect_status(201);
        left.push((edition.id.clone(), Some(edition)));
    }
    expect_all(&server, &files, &left);
    server.kill();
    expect_all(&serve(&place), &files, &left);
}

/// A writer may die, or run out of room, in the midst of noting what it is about to change.
#[test]
fn a_note_of_a_change_that_broke_off_costs_no_other_change() {
    let (place, _) = place_of(5 * FIRST);
    let server = serve(&place);
    // From the files, which do not have what is written now.
    let mut child = Killed::on_drop(Dateline::at(&place).start(&["reindex", "-q"]));
    let journal = place.data().join("index/changes.journal");
    eventually("the reindex begins", || journal.exists().then_some(()));
    let mut random = Random::of(13);
    let editions = ["one", "two", "three"].map(|id| Edition::new(id, 1, 0, &mut random));
    server.put(&editions[0].story).expect_status(201);
    let process = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    kill_process(process, Signal::STOP).unwrap();
    assert!(child.child().try_wait().unwrap().is_none(), "it was done before anything was tried");
    File::options().append(true).open(&journal).unwrap().write_all(b"thr").unwrap();
    for edition in &editions[1..] {
        server.put(&edition.story).expect_status(201);
    }
    kill_process(process, Signal::CONT).unwrap();
    ended(child.release()).expect_code(0);
    eventually("the server moves to the new generation", || {
        (server.get("/api/v1/stats").json()["generation"] == 2).then_some(())
    });
    for edition in &editions {
        expect_edition(&server, edition);
    }
}
