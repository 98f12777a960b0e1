//! What is logged, and how. The log goes to stderr; stdout is for answers.

use std::io;

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::arguments::Verbosity;
use crate::settings::LogSettings;

/// Who logs: a server tells what it does; a command that a person waits for speaks up only when
/// something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// `serve`.
    Server,
    /// Everything else.
    Command,
}

/// Starts the log.
pub(crate) fn start(
    settings: &LogSettings,
    verbosity: Verbosity,
    subject: Subject,
) -> anyhow::Result<()> {
    let filter = filter(&settings.level, verbosity, subject);
    let filter = EnvFilter::try_new(&filter).with_context(|| format!("the log filter {filter}"))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_target(false);
    let started = if settings.json {
        builder.json().with_target(true).try_init()
    } else {
        builder.with_ansi(console::colors_enabled_stderr()).try_init()
    };
    started.map_err(|error| anyhow::anyhow!("the log cannot be started: {error}"))
}

/// The filter in force. tantivy tells of every segment under `info`, which is of use to its
/// makers, so it has to be asked for.
fn filter(level: &str, verbosity: Verbosity, subject: Subject) -> String {
    match (verbosity, subject) {
        (Verbosity::Quiet, _) => "error".to_owned(),
        (Verbosity::Normal, Subject::Command) => "warn".to_owned(),
        (Verbosity::Normal, Subject::Server) if level.contains("tantivy") => level.to_owned(),
        (Verbosity::Normal, Subject::Server) => format!("{level},tantivy=warn"),
        (Verbosity::Verbose, _) => "debug,tantivy=info".to_owned(),
        (Verbosity::Everything, _) => "trace".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_go_before_the_setting() {
        let server = |verbosity| filter("info", verbosity, Subject::Server);
        assert_eq!(server(Verbosity::Normal), "info,tantivy=warn");
        assert_eq!(server(Verbosity::Quiet), "error");
        assert_eq!(server(Verbosity::Everything), "trace");
        assert_eq!(filter("debug", Verbosity::Normal, Subject::Command), "warn");
        let own = "warn,tantivy=trace";
        assert_eq!(filter(own, Verbosity::Normal, Subject::Server), own);
    }
}
