//! A restore that is killed: the index is what it was, and the next start tidies up.
//!
//! The test starts itself again as the process that is killed, which stops where it is told to and
//! waits for its end.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::{env, fs, io, thread};

use dateline_indexer::archive::restore;
use dateline_indexer::generation::sweep;

use crate::{Shelf, id, index, is_sound, pack, unpack_over};

/// The process that is killed: restores what it reads from its input, and stops after so many
/// bytes.
#[test]
#[ignore = "it is run by the test below, which kills it"]
fn a_restore_that_stops_half_way() {
    let mut lines = io::stdin().lines().map(Result::unwrap);
    let mut next = || lines.next().unwrap();
    let (index_dir, archive) = (PathBuf::from(next()), PathBuf::from(next()));
    let stop: u64 = next().parse().unwrap();
    let _ = restore(&index_dir, &archive, true, &mut |done, _| {
        if done >= stop {
            // Past the harness, which keeps what a test prints.
            io::stderr().write_all(b"stopped\n").unwrap();
            loop {
                thread::park();
            }
        }
    });
}

struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_restore_that_is_killed_leaves_the_index_and_is_swept() {
    let (runs, shelf) = (index(), Shelf::new());
    let bytes = pack(&runs, &shelf.at("a")).unwrap().bytes;
    let before = runs.stories();
    for stop in [1, bytes / 3, bytes * 9 / 10, bytes] {
        let child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "killed::a_restore_that_stops_half_way", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut killed = Killed(child);
        let (index_dir, archive) = (runs.index.display(), shelf.at("a"));
        let told = format!("{index_dir}\n{}\n{stop}\n", archive.display());
        killed.0.stdin.take().unwrap().write_all(told.as_bytes()).unwrap();
        let mut said = String::new();
        BufReader::new(killed.0.stderr.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said, "stopped\n");
        let folder = id(2).path(&runs.index);
        assert!(folder.join("BUILDING").exists());
        // As long as it lives, it is left alone, and others wait.
        assert_eq!(sweep(&runs.index).unwrap(), []);
        assert!(unpack_over(&runs, &archive).is_err());
        drop(killed);

        assert!(folder.exists());
        assert_eq!((runs.current().as_str(), runs.stories()), ("gen-000001", before.clone()));
        assert_eq!(sweep(&runs.index).unwrap(), [id(2)]);
        assert_eq!(runs.listing(), ["CURRENT", "gen-000001"]);
        is_sound(&runs);
    }
    // What was left is no reason to fail, also where nobody swept.
    fs::create_dir(id(2).path(&runs.index)).unwrap();
    assert_eq!(unpack_over(&runs, &shelf.at("a")).unwrap().generation, 3);
    assert_eq!(runs.stories(), before);
}
