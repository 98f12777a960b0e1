//! A disk without room as any process may have it: a library that is loaded into the server answers
//! in the place of the system.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::Disk;
use crate::support::{Dateline, Place};

/// Where the fault is, and the file that switches it on.
pub(super) struct Faulty {
    library: PathBuf,
    switch: PathBuf,
    fault: &'static str,
}

impl Faulty {
    /// A disk that fails to `write`, or to `sync` what was written. The library is built with the
    /// C compiler that building tantivy's compression needs as well.
    pub(super) fn when(place: &Place, fault: &'static str) -> Self {
        let library = place.path().join("no_room.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/writes/full_disk/no_room.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]);
        assert!(compiler.arg(&library).arg(source).status().unwrap().success());
        Self { library, switch: place.path().join("no-room"), fault }
    }
}

impl Disk for Faulty {
    fn dateline(&self, place: &Place) -> Dateline {
        fs::create_dir_all(place.data()).unwrap();
        Dateline::at(place)
            .with_env("LD_PRELOAD", &self.library)
            .with_env("NO_ROOM_SWITCH", &self.switch)
            .with_env("NO_ROOM_BELOW", place.data().canonicalize().unwrap())
    }

    fn fill(&self) {
        fs::write(&self.switch, self.fault).unwrap();
    }

    fn free(&self) {
        fs::remove_file(&self.switch).unwrap();
    }
}
