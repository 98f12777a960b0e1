//! The command line: what it prints, what it refuses, how it ends.

mod configuration;
mod interrupting;
mod keys;
mod output;
mod reindexing;
mod serving;
mod upkeep;
mod usage;
mod writing;
