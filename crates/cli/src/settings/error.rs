//! What can be wrong with the settings.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::{Key, Origin, Value};

/// Settings that cannot be used. Each says where, what, and what to do.
#[derive(Debug, Error)]
pub(crate) enum SettingsError {
    /// The file that was named cannot be read.
    #[error("cannot read the settings {}: {source}; check --config", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// The file is no TOML.
    #[error("{origin}: this is not TOML: {message}")]
    Syntax {
        /// Where.
        origin: Origin,
        /// What the parser says.
        message: String,
    },
    /// There is no such setting.
    #[error("{origin}: there is no setting `{name}`; {}", remedy(.nearest.as_deref()))]
    UnknownKey {
        /// Where it was set.
        origin: Origin,
        /// Its name, as it was given.
        name: String,
        /// The known one that is nearest.
        nearest: Option<String>,
    },
    /// A value that the setting cannot have.
    #[error("{origin}: `{}` cannot be {value}; it has to be {allowed}", key.name())]
    BadValue {
        /// Where it was set.
        origin: Origin,
        /// Which setting.
        key: Key,
        /// The value, as it was given.
        value: String,
        /// What it may be.
        allowed: String,
    },
    /// A key that cannot be used.
    #[error("{origin}: `auth.keys.{name}` {reason}")]
    BadKey {
        /// Where it was set.
        origin: Origin,
        /// Its name, and which part of it.
        name: String,
        /// What is wrong, and what is allowed.
        reason: String,
    },
    /// A list of words that was named and cannot be read.
    #[error(
        "{origin}: cannot read `{}` {}: {source}; check the path, or set \"\" for no such words",
        key.name(),
        path.display()
    )]
    ListFile {
        /// Where it was named.
        origin: Origin,
        /// As which setting.
        key: Key,
        /// Which file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// A line of a list of words that is none.
    #[error("{}:{line}: {reason} (this is `{}` of {origin})", path.display(), key.name())]
    ListLine {
        /// Where the list was named.
        origin: Origin,
        /// As which setting.
        key: Key,
        /// Which file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it, and what is allowed.
        reason: String,
    },
    /// Two settings that do not go together.
    #[error(
        "`{}` = {} ({}) does not go with `{}` = {} ({}): {reason}; {fix}",
        .one.0.name(), .one.1, .one.2, .other.0.name(), .other.1, .other.2
    )]
    Relation {
        /// One of them, its value, and where it was set.
        one: Box<(Key, Value, Origin)>,
        /// The other.
        other: Box<(Key, Value, Origin)>,
        /// Why not.
        reason: String,
        /// What to do.
        fix: String,
    },
}

fn remedy(nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "`dateline config` shows all there are".to_owned(),
    }
}

/// The nearest of some names, if one is near enough to be meant.
pub(super) fn nearest(name: &str, known: impl IntoIterator<Item = String>) -> Option<String> {
    let distances =
        known.into_iter().map(|known| (strsim::damerau_levenshtein(name, &known), known));
    let (distance, nearest) = distances.min()?;
    (distance <= (name.chars().count() / 3).max(2)).then_some(nearest)
}
