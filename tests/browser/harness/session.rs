//! A driver and its one browser. Neither outlives its test, however that ends.

use std::io::{BufRead, BufReader};
use std::ops::Deref;
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::installed::Installed;
use super::look::Look;
use super::turn::Turn;
use super::wire::{Refusal, Wire};
use crate::support::{DEADLINE, Killed};

/// A browser that runs, with a driver and a profile of its own.
///
/// A driver for all tests would start a little sooner (0.03 s of 1.5 s), and a fault in one test would
/// become a fault of all.
pub(super) struct Session {
    wire: Wire,
    // Dropped in this order: the profile is removed when nobody writes to it any more.
    _driver: Killed,
    _profile: TempDir,
    _turn: Turn,
}

/// A browser on a busy machine now and then never answers its first command. That says nothing of the pages,
/// so it is started anew so many times in all.
const STARTS: usize = 3;

impl Session {
    /// Starts a browser that is looked at so, when it is its turn.
    #[track_caller]
    pub(super) fn start(installed: &Installed, has_scripts: bool, look: Look) -> Self {
        let turn = Turn::take();
        for _ in 1..STARTS {
            match Self::launch(installed, has_scripts, look) {
                Ok((wire, driver, profile)) => return Self::of(wire, driver, profile, turn),
                Err(refusal) => eprintln!("the browser is started anew: {refusal}"),
            }
        }
        let launched = Self::launch(installed, has_scripts, look);
        let (wire, driver, profile) =
            launched.unwrap_or_else(|refusal| panic!("the browser does not start: {refusal}"));
        Self::of(wire, driver, profile, turn)
    }

    fn of(wire: Wire, driver: Killed, profile: TempDir, turn: Turn) -> Self {
        Self { wire, _driver: driver, _profile: profile, _turn: turn }
    }

    /// Tries to start one. What came up of it ends with the driver.
    fn launch(
        installed: &Installed,
        has_scripts: bool,
        look: Look,
    ) -> Result<(Wire, Killed, TempDir), Refusal> {
        let profile = TempDir::new().unwrap();
        let mut command = Command::new(&installed.driver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = Killed::on_drop(command.spawn().unwrap());
        let driver_wire = Wire::to_port(port(driver.child().stdout.take().unwrap()));
        let wanted = capabilities(installed, &profile, has_scripts);
        let started = driver_wire.post("/session", &wanted)?;
        let wire =
            driver_wire.below(&format!("/session/{}", started["sessionId"].as_str().unwrap()));
        look.set(&wire)?;
        Ok((wire, driver, profile))
    }
}

impl Deref for Session {
    type Target = Wire;

    fn deref(&self) -> &Wire {
        &self.wire
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver waits for the browser's end. One that cannot will be killed, and the browser with it.
        let _ = self.wire.delete();
    }
}

/// The port that a driver chose.
#[track_caller]
fn port(stdout: ChildStdout) -> u16 {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // It is read to its end, so that the driver never waits for room.
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let port = line.split_once(" on port ").map(|(_, port)| port.trim_end_matches('.'));
            if let Some(port) = port.and_then(|port| port.parse().ok()).filter(|port| *port > 0) {
                let _ = sender.send(port);
            }
        }
    });
    receiver.recv_timeout(DEADLINE).expect("the driver says at which port it listens")
}

fn capabilities(installed: &Installed, profile: &TempDir, has_scripts: bool) -> Value {
    let mut arguments = vec![
        String::from("--headless=new"),
        String::from("--disable-gpu"),
        String::from("--disable-dev-shm-usage"),
        String::from("--disable-crash-reporter"),
        String::from("--no-proxy-server"),
        String::from("--lang=en"),
        // Its end of the pipe closes with the driver, however that dies, and then the browser ends too.
        String::from("--remote-debugging-pipe"),
        format!("--user-data-dir={}", profile.path().display()),
    ];
    if rustix::process::geteuid().is_root() {
        // Chromium does not start as root with it.
        arguments.push(String::from("--no-sandbox"));
    }
    let scripts = if has_scripts { 1 } else { 2 };
    let milliseconds = DEADLINE.as_millis();
    json!({"capabilities": {"alwaysMatch": {
        "timeouts": {"pageLoad": milliseconds, "script": milliseconds},
        "goog:loggingPrefs": {"browser": "ALL"},
        "goog:chromeOptions": {
            "binary": installed.chromium,
            "args": arguments,
            "prefs": {"profile.managed_default_content_settings.javascript": scripts},
        },
    }}})
}
