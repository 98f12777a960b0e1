//! The pages in a real browser: what somebody sees and does there, with and without scripts.
//!
//! `harness` is how a test drives the browser; where none is installed, the tests are skipped and say so.

mod chart;
mod docs_page;
mod every_page;
mod failure_page;
mod harness;
mod harness_checks;
mod hostile;
mod keyboard;
mod loading;
mod question;
mod story_page;
mod suggestions;
mod taken_along;
mod timeline_page;
mod without_scripts;
