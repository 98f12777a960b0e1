//! What the outside tests share: a place of its own for each test, the binary as a command, and
//! the binary as a server.

mod corpus;
mod dateline;
mod deadline;
mod server;

pub(crate) use corpus::{Place, STORIES};
pub(crate) use dateline::{Dateline, Ended, ended};
pub(crate) use deadline::{DEADLINE, eventually};
pub(crate) use server::Server;
