//! A browser that is yet to be started.

use super::installed;
use super::look::Look;
use super::page::Page;
use super::session::Session;
use crate::support::Server;

/// What to start: by default a browser at a desk, with scripts.
#[must_use]
pub(crate) struct Browser {
    server: String,
    look: Look,
    has_scripts: bool,
}

impl Browser {
    /// One that visits a server.
    pub(crate) fn on(server: &Server) -> Self {
        Self { server: server.url.clone(), ..Self::alone() }
    }

    /// One that visits no server of ours.
    pub(crate) fn alone() -> Self {
        Self { server: String::new(), look: Look::DESK, has_scripts: true }
    }

    /// With another window, or for somebody with other wishes.
    pub(crate) fn with(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// With JavaScript off.
    pub(crate) fn without_scripts(self) -> Self {
        Self { has_scripts: false, ..self }
    }

    /// Starts it; or says that the test is skipped, where there is no browser.
    #[track_caller]
    pub(crate) fn start(self) -> Option<Page> {
        let installed = installed::all()?;
        let session = Session::start(installed, self.has_scripts, self.look);
        Some(Page::of(session, self.server, installed, self.look))
    }
}
