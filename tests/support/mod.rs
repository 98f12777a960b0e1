//! What the outside tests share: a place of its own for each test, the binary as a command and as a
//! server, a client of it, and stories whose versions can be told apart.

mod client;
mod corpus;
mod dateline;
mod deadline;
mod edition;
mod random;
mod server;

pub(crate) use client::{Client, Reply};
pub(crate) use corpus::{Place, STORIES};
pub(crate) use dateline::{BINARY, Dateline, Ended, Killed, ended};
pub(crate) use deadline::{DEADLINE, eventually};
pub(crate) use edition::Edition;
pub(crate) use random::Random;
pub(crate) use server::Server;
