//! Failures that only the command line knows, and how any failure is told to people.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use dateline_model::StoryId;
use dateline_query::error::ApiError;
use dateline_query::http::TlsError;
use thiserror::Error;

/// A failure of a command that is no failure of the crates below.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// A flag that was not understood, in the words of the command line.
    #[error("{0}")]
    Flag(String),
    /// A record that cannot be read, where none may be passed over.
    #[error("{0}; mend the record, or leave out --strict to skip what cannot be read")]
    Reject(String),
    /// Stories that are not there.
    #[error("there is no story {}", listed(.0))]
    NoStories(Vec<StoryId>),
    /// A server that does not do what it was asked.
    #[error("the server that owns the index refused: {0}")]
    Refused(String),
    /// An index that is not what was written.
    #[error(
        "the index is damaged; bring back a snapshot with `dateline restore --force FILE`, go back \
         with `dateline rollback`, or rebuild it with `dateline reindex`"
    )]
    Unsound,
    /// Work that was called off.
    #[error("interrupted; what was written so far stays")]
    Interrupted,
    /// A server without anything to serve.
    #[error(
        "there is no index in {} and no stories in {}; put sources into that folder, or build an \
         index with `dateline reindex PATH`", index.display(), stories.display()
    )]
    NothingToServe {
        /// Where the index would be.
        index: PathBuf,
        /// Where the stories would be.
        stories: PathBuf,
    },
    /// An address that others reach, where nobody is kept out.
    #[error(
        "other machines reach {address}, and no key is set, so that everybody could read; make a key with \
         `dateline key new NAME` and put it into config.toml, listen on 127.0.0.1, or give --insecure to \
         let everybody read"
    )]
    OpenToAll {
        /// Which one.
        address: SocketAddr,
    },
    /// A server that is asked whether it is ready, and is not.
    #[error("{url} is not ready: {reason}")]
    NotReady {
        /// Where it was asked.
        url: String,
        /// What it says, or why it says nothing.
        reason: String,
    },
    /// A certificate that cannot be served with.
    #[error("HTTPS cannot be served: {0}; check server.tls_certificate and server.tls_key")]
    Certificate(#[source] TlsError),
    /// An address that cannot be listened on.
    #[error("cannot listen on {address}: {}", in_use(.source))]
    Address {
        /// Which one.
        address: String,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

fn listed(ids: &[StoryId]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

fn in_use(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => "another program listens there; stop it, or choose another \
                                     address with --listen (port 0 takes any free port)"
            .to_owned(),
        io::ErrorKind::PermissionDenied => {
            "this user may not; ports below 1024 are kept for the administrator".to_owned()
        }
        _ => format!("{error}; choose another address with --listen"),
    }
}

/// An error of the API in the words of the command line: flags for parameters.
pub(crate) fn of_api(error: ApiError) -> anyhow::Error {
    let message = match &error {
        ApiError::RepeatedParameter { name } => {
            format!("`{}` is given more than once; give it once", flag(name))
        }
        ApiError::InvalidParameter { name, value, detail, .. } => {
            format!("`{}` cannot be `{value}`: {detail}", flag(name))
        }
        ApiError::ConflictingParameters { names, detail, remedy } => {
            let flags: Vec<_> = names.iter().map(|name| format!("`{}`", flag(name))).collect();
            let remedy = names.iter().fold((*remedy).to_owned(), |remedy, name| {
                remedy.replace(&format!("`{name}`"), &format!("`{}`", flag(name)))
            });
            format!("{} do not go together: {detail}; {remedy}", flags.join(" and "))
        }
        ApiError::QueryTooLong { .. } | ApiError::QueryNotUnderstood { .. } => {
            error.to_string().replacen("parameter `q`", "the query", 1)
        }
        ApiError::CursorInvalid | ApiError::CursorOfAnotherRequest => {
            error.to_string().replacen("parameter `cursor`", "`--cursor`", 1)
        }
        // Behind HTTP the cause goes to the log; here the user and the operator are one.
        ApiError::Internal(source) => return anyhow::anyhow!("the search failed: {source}"),
        _ => return error.into(),
    };
    Failure::Flag(message).into()
}

fn flag(parameter: &str) -> String {
    format!("--{}", parameter.replace('_', "-"))
}

/// An error and its causes in one line. A cause whose text already stands in the message above it
/// is left out.
pub(crate) fn message(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        if message.is_empty() {
            message = text;
        } else if !message.contains(&text) {
            message = format!("{message}: {text}");
        }
    }
    message
}
