//! What tests in a browser need and where it is, or what is said where it is not there.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The programs and files of a browser test.
#[derive(Debug)]
pub(super) struct Installed {
    pub(super) chromium: PathBuf,
    pub(super) driver: PathBuf,
    /// The script that checks accessibility.
    pub(super) axe: PathBuf,
    /// The script that shows one of the files that are taken along.
    pub(super) timelinejs: PathBuf,
}

static INSTALLED: LazyLock<Result<Installed, &'static str>> = LazyLock::new(find);

/// Set, the tests fail where something is missing. `scripts/test` sets it where it could install all.
const REQUIRED: &str = "DATELINE_REQUIRE_BROWSER";

/// All of it; or none, after saying what is missing. A test that passes keeps what it prints to
/// itself, so this is written past the capture, for everybody to see.
pub(super) fn all() -> Option<&'static Installed> {
    match &*INSTALLED {
        Ok(installed) => Some(installed),
        Err(missing) => {
            let told = format!("{missing} is not installed here; scripts/browser installs it");
            let is_required = variable(REQUIRED).is_some_and(|value| value == "1");
            assert!(!is_required, "{REQUIRED} is set, but {told}");
            let thread = std::thread::current();
            let test = thread.name().unwrap_or("a test in a browser");
            let line = format!("SKIPPED: {test}: {told}\n");
            io::stderr().write_all(line.as_bytes()).unwrap();
            None
        }
    }
}

fn find() -> Result<Installed, &'static str> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path);
    Ok(Installed {
        chromium: chromium.ok_or("chromium")?,
        driver: on_path("chromedriver").ok_or("chromedriver")?,
        axe: module("axe-core/axe.min.js").ok_or("axe-core")?,
        timelinejs: module("@knight-lab/timelinejs/dist/js/timeline.js").ok_or("TimelineJS")?,
    })
}

/// A file that npm brought.
fn module(path: &str) -> Option<PathBuf> {
    let modules = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/browser/node_modules");
    let file = Path::new(modules).join(path);
    file.is_file().then(|| file.canonicalize().ok()).flatten()
}

fn on_path(program: &str) -> Option<PathBuf> {
    let folders = variable("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| Path::is_file(path))
}

#[expect(clippy::disallowed_methods, reason = "a test program has no settings to read it from")]
fn variable(name: &str) -> Option<std::ffi::OsString> {
    env::var_os(name)
}
