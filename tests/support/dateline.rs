//! The binary as a command.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};

use command_fds::{CommandFdExt as _, FdMapping};
use serde_json::Value;

use super::{Place, eventually};

/// A command to run in a place, with an environment free of our variables.
pub(crate) struct Dateline {
    command: Command,
    log: Option<File>,
}

/// Where the built binary is.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_dateline");

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its exit code; none where a signal killed it.
    pub(crate) code: Option<i32>,
    /// What it answered.
    pub(crate) stdout: String,
    /// What it told besides.
    pub(crate) stderr: String,
}

impl Dateline {
    /// The binary in a place, whose data folder it uses.
    pub(crate) fn at(place: &Place) -> Self {
        Self::bare(place).with_env("DATELINE_DATA_DIR", place.data())
    }

    /// The binary in a place, without being told of a data folder.
    pub(crate) fn bare(place: &Place) -> Self {
        Self::through(place, Command::new(BINARY))
    }

    /// Another program in a place that becomes the binary or starts it, such as a shell that sets
    /// limits before.
    pub(crate) fn through(place: &Place, mut command: Command) -> Self {
        command.current_dir(place.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("DATELINE_") {
                command.env_remove(name);
            }
        }
        command.env_remove("NO_COLOR");
        Self { command, log: None }
    }

    /// Lets it write its stderr to the end of a file: for one that runs long or is killed, whose
    /// pipe nobody reads.
    pub(crate) fn logging_to(mut self, path: &Path) -> Self {
        self.log = Some(File::options().create(true).append(true).open(path).unwrap());
        self
    }

    pub(crate) fn with_env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Hands it an open file or socket under this number.
    pub(crate) fn with_fd(mut self, fd: OwnedFd, number: i32) -> Self {
        let mapping = FdMapping { parent_fd: fd, child_fd: number };
        self.command.fd_mappings(vec![mapping]).unwrap();
        self
    }

    /// Starts it with its output in pipes, but for a log that goes into a file.
    pub(crate) fn start(mut self, arguments: &[&str]) -> Child {
        self.command.args(arguments).stdout(Stdio::piped());
        self.command.stderr(self.log.map_or_else(Stdio::piped, Stdio::from));
        self.command.spawn().unwrap()
    }

    /// Runs it to its end.
    #[track_caller]
    pub(crate) fn run(self, arguments: &[&str]) -> Ended {
        ended(self.start(arguments))
    }
}

/// Waits for the end of a process, reading what it writes meanwhile.
#[track_caller]
pub(crate) fn ended(mut child: Child) -> Ended {
    let stdout = child.stdout.take().map(read);
    let stderr = child.stderr.take().map(read);
    let mut guard = Killed::on_drop(child);
    let status = eventually("the command ends", || guard.child().try_wait().unwrap());
    let text = |reading: Option<JoinHandle<String>>| reading.map(|it| it.join().unwrap());
    Ended {
        code: status.code(),
        stdout: text(stdout).unwrap_or_default(),
        stderr: text(stderr).unwrap_or_default(),
    }
}

/// Reads a pipe to its end, so that nobody waits for room in it.
pub(crate) fn read(mut pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

/// A process that does not outlive its test.
pub(crate) struct Killed(Option<Child>);

impl Killed {
    pub(crate) fn on_drop(child: Child) -> Self {
        Self(Some(child))
    }

    pub(crate) fn child(&mut self) -> &mut Child {
        self.0.as_mut().unwrap()
    }

    /// The id of the process.
    pub(crate) fn id(&self) -> u32 {
        self.0.as_ref().unwrap().id()
    }

    /// Lets go of it unharmed.
    pub(crate) fn release(mut self) -> Child {
        self.0.take().unwrap()
    }
}

impl Drop for Killed {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Ended {
    /// Holds that it ended so.
    #[track_caller]
    pub(crate) fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Holds that it told this on stderr, and nothing on stdout.
    #[track_caller]
    pub(crate) fn expect_error(self, code: i32, told: &str) {
        let ended = self.expect_code(code);
        assert!(ended.stderr.contains(told), "`{told}` is not in:\n{}", ended.stderr);
        assert_eq!(ended.stdout, "");
    }

    /// What it answered, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}
