//! Who may do what: keys, their rights, and the feeds that they are held to.
//!
//! A key is 128 random bits, so that a plain hash of it cannot be turned back by guessing; only the
//! hash is kept. Who sends none is anonymous, and has the rights that the operator leaves to everyone.

mod feeds;
mod key;
mod keyring;
mod rights;

pub use feeds::{Feeds, Scope};
pub use key::{AccessKey, KeyHash};
pub use keyring::{Caller, Key, Keyring, SharedKeyring};
pub use rights::{Right, Rights};
