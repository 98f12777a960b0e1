//! `key`, as typed.

use clap::{Args, Subcommand, ValueEnum};

/// `key`
#[derive(Args, Debug)]
pub(crate) struct KeyArguments {
    /// What to do
    #[command(subcommand)]
    pub(crate) command: KeyCommand,
}

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Make a key, and print it with what has to stand in config.toml
    New(NewKeyArguments),
}

/// `key new`
#[derive(Args, Debug)]
pub(crate) struct NewKeyArguments {
    /// What logs call it: 1 to 64 of A-Z a-z 0-9 - _ .
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// What it allows; may be given more than once
    #[arg(long = "right", value_enum, value_name = "RIGHT", default_values = ["read"])]
    pub(crate) rights: Vec<KeyRight>,
    /// The only feeds that it shows, for a key that reads; may be given more than once
    #[arg(long = "feed", value_name = "FEED")]
    pub(crate) feeds: Vec<String>,
}

/// What a key allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyRight {
    /// To search and to read
    Read,
    /// To write stories and to remove them
    Write,
    /// To see the metrics
    Admin,
}
