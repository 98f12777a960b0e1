//! Settings: defaults, then `config.toml`, then the environment, then flags, each value with its
//! origin.
//!
//! The question that this folder answers is "where does this value come from, and what may it
//! be?". figment was tried on paper and rejected: it merges the layers before it looks at a value,
//! so that it knows the file of a bad one but not its line, and unknown keys are serde's business,
//! which knows neither. A table of the keys is shorter than the workarounds.

mod access;
mod concerns;
mod environment;
mod error;
mod file;
mod key;
mod keys;
mod kind;
mod layers;
#[cfg(test)]
mod tests;
mod value;
mod words;

pub(crate) use access::{AccessSettings, Reach};
pub(crate) use concerns::{ConnectionSettings, IndexSettings, LogSettings, Settings, WordSettings};
pub(crate) use environment::{Environment, PREFIX};
pub(crate) use error::SettingsError;
pub(crate) use file::check_key;
pub(crate) use key::Key;
pub(crate) use keys::{SetKey, key_section};
pub(crate) use layers::{Flags, Layers};
pub(crate) use value::{Origin, Value};
