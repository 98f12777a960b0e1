//! A real file system of a few megabytes, seen by the server and by nobody else.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::Disk;
use crate::support::{BINARY, Dateline, Killed, Place};

/// A tmpfs in a mount namespace of its own, which lasts as long as the process that holds it.
pub(super) struct Small {
    holder: Killed,
    /// Further arguments for who joins: a user who is not root has a user namespace as well.
    join: &'static [&'static str],
    /// The data folder, as it is seen from outside.
    seen: PathBuf,
}

impl Small {
    /// Mounts it as the data folder of a place, or says why that cannot be.
    pub(super) fn mounted_in(place: &Place) -> Result<Self, String> {
        let data = place.data();
        fs::create_dir_all(&data).unwrap();
        let ways: [(&[&str], &'static [&'static str]); 2] = [
            (&["--mount"], &["--mount"]),
            (&["--map-root-user", "--mount"], &["--user", "--preserve-credentials", "--mount"]),
        ];
        let mut why = String::new();
        for (unshare, join) in ways {
            let script = "mount -t tmpfs -o size=12m dateline \"$1\" && echo ready && exec cat";
            let mut command = Command::new("unshare");
            command.args(unshare).args(["sh", "-c", script, "sh"]).arg(&data);
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = match command.spawn() {
                Ok(child) => child,
                Err(error) => return Err(format!("unshare: {error}")),
            };
            let mut line = String::new();
            BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
            if line == "ready\n" {
                let root = PathBuf::from(format!("/proc/{}/root", child.id()));
                let seen = root.join(data.strip_prefix("/").unwrap());
                return Ok(Self { holder: Killed::on_drop(child), join, seen });
            }
            why += &String::from_utf8_lossy(&child.wait_with_output().unwrap().stderr);
        }
        Err(why)
    }

    fn filler(&self) -> PathBuf {
        self.seen.join("filler")
    }
}

impl Disk for Small {
    fn dateline(&self, place: &Place) -> Dateline {
        let mut command = Command::new("nsenter");
        command.args(["--target", &self.holder.id().to_string()]).args(self.join);
        command.args(["--", BINARY]);
        Dateline::through(place, command).with_env("DATELINE_DATA_DIR", place.data())
    }

    fn fill(&self) {
        let mut filler = File::create(self.filler()).unwrap();
        let block = [0; 4096];
        while filler.write_all(&block).is_ok() {}
        assert!(filler.metadata().unwrap().len() > 0);
    }

    fn free(&self) {
        fs::remove_file(self.filler()).unwrap();
    }
}
