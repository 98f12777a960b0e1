//! A page in a browser, as somebody uses it.

use std::cell::{Cell, RefCell};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::thread;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::element::Element;
use super::installed::Installed;
use super::look::Look;
use super::session::Session;
use super::wire::Refusal;
use crate::support::eventually;

/// The page that a browser shows. Dropped, it holds what every page has to keep, see `console`.
pub(crate) struct Page {
    pub(super) session: Session,
    server: String,
    pub(super) installed: &'static Installed,
    pub(super) look: Cell<Look>,
    /// What the console may and has to tell.
    pub(super) expected: RefCell<Vec<String>>,
}

impl Page {
    pub(super) fn of(
        session: Session,
        server: String,
        installed: &'static Installed,
        look: Look,
    ) -> Self {
        let look = Cell::new(look);
        Self { session, server, installed, look, expected: RefCell::default() }
    }

    /// Goes to a path of the server, such as `/?q=museum`, and waits until it is loaded. A whole
    /// address is taken as it is.
    #[track_caller]
    pub(crate) fn open(&self, address: &str) {
        let server = if address.starts_with('/') { self.server.as_str() } else { "" };
        self.done(self.session.post("/url", &json!({ "url": format!("{server}{address}") })));
    }

    /// Goes back to the page before.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.done(self.session.post("/back", &json!({})));
    }

    /// Where it is: a path with parameters on the server, or else a whole address.
    #[track_caller]
    pub(crate) fn address(&self) -> String {
        let url = self.done(self.session.get("/url"));
        let url = url.as_str().unwrap();
        url.strip_prefix(self.server.as_str()).unwrap_or(url).to_owned()
    }

    /// The first element that a CSS selector names, looked for when something is done with it.
    pub(crate) fn find<'a>(&'a self, css: &'a str) -> Element<'a> {
        Element::new(self, "css selector", css)
    }

    /// The link with exactly this text.
    pub(crate) fn link<'a>(&'a self, text: &'a str) -> Element<'a> {
        Element::new(self, "link text", text)
    }

    /// The script of TimelineJS.
    pub(crate) fn timelinejs(&self) -> &Path {
        &self.installed.timelinejs
    }

    /// Runs the body of a function and gives what it returns; a promise is waited for. It works where
    /// the page itself may not run scripts, too.
    #[track_caller]
    pub(crate) fn execute(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.done(self.session.post("/execute/sync", &body))
    }

    /// Looks at the page again and again until something holds.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        eventually(what, || holds(self).then_some(()));
    }

    /// Writes a picture of what the window shows, as PNG. It never panics, for it also tells what a
    /// failing test saw.
    pub(crate) fn screenshot(&self, file: &Path) -> Result<(), Box<dyn Error>> {
        let picture = self.session.get("/screenshot").map_err(|refusal| refusal.to_string())?;
        let picture = BASE64_STANDARD.decode(picture.as_str().unwrap_or_default())?;
        fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        Ok(fs::write(file, picture)?)
    }

    /// The answer to what cannot fail unless something is broken.
    #[track_caller]
    pub(super) fn done(&self, answer: Result<Value, Refusal>) -> Value {
        answer.unwrap_or_else(|refusal| panic!("{refusal}"))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.expect_quiet();
            return;
        }
        // A panic while panicking would end all tests, so this one only tries.
        let thread = thread::current();
        let test = thread.name().unwrap_or("browser").replace("::", "-");
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("failed-{test}.png"));
        if self.screenshot(&file).is_ok() {
            eprintln!("what the browser showed: {}", file.display());
        }
    }
}
