//! A real browser for tests: Chromium, driven over WebDriver, with what every page has to keep looked
//! at in the end whether a test thinks of it or not.
//!
//! ```text
//! let Some(page) = Browser::on(&server).with(Look::PHONE.dark()).start() else { return };
//! page.open("/?q=museum");
//! page.find("#q").type_in(" sea");
//! page.press("Enter");
//! page.wait_until("the results are there", |page| page.address() == "/?q=museum+sea");
//! page.expect_usable_in_every_look();
//! ```
//! An element is named by CSS and looked for when something is done with it, until a deadline; so no
//! test sleeps. Starting a browser takes a second: a test that only looks shares one.
//!
//! Where no browser is installed, `start` says so and gives none. When a page is dropped, everything
//! that the browser's console told as an error, and every violation of the security policy, fails the
//! test, but for what it announced with `expect_told`.

mod accessibility;
mod actions;
mod browser;
mod console;
mod element;
mod installed;
mod look;
mod page;
mod session;
mod turn;
mod wire;

pub(crate) use actions::Point;
pub(crate) use browser::Browser;
pub(crate) use look::Look;
pub(crate) use page::Page;
