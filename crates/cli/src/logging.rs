//! What is logged, and how. The log goes to stderr; stdout is for answers.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use tracing::subscriber::Interest;
use tracing::{Metadata, Subscriber};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Context, Filter, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt, reload};

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

/// The log that was started. It can be set anew while it is written.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    filter: reload::Handle<EnvFilter, Registry>,
    json: Arc<AtomicBool>,
    verbosity: Verbosity,
    subject: Subject,
}

/// Starts the log.
pub(crate) fn start(
    settings: &LogSettings,
    verbosity: Verbosity,
    subject: Subject,
) -> anyhow::Result<Log> {
    let (filter, handle) = reload::Layer::new(parse(&settings.level, verbosity, subject)?);
    let json = Arc::new(AtomicBool::new(settings.json));
    let when = |is_json| When { is_json, json: Arc::clone(&json) };
    let text_layer = fmt::layer()
        .with_writer(io::stderr)
        .with_target(false)
        .with_ansi(console::colors_enabled_stderr())
        .with_filter(when(false));
    let json_layer = fmt::layer().json().with_writer(io::stderr).with_filter(when(true));
    let started = Registry::default().with(filter).with(text_layer).with(json_layer).try_init();
    started.map_err(|error| anyhow::anyhow!("the log cannot be started: {error}"))?;
    Ok(Log { filter: handle, json, verbosity, subject })
}

impl Log {
    /// Writes it from now on as these settings say. What flags of the command line say about it still
    /// goes before.
    pub(crate) fn set(&self, settings: &LogSettings) -> anyhow::Result<()> {
        let filter = parse(&settings.level, self.verbosity, self.subject)?;
        self.filter.reload(filter).context("the filter of the log cannot be changed")?;
        self.json.store(settings.json, Ordering::Relaxed);
        Ok(())
    }
}

/// Lets one of two formats write, as is set at the moment. Each format keeps the fields of open spans in
/// its own way, so that one which is exchanged for the other could not read them; thus both are there.
struct When {
    is_json: bool,
    json: Arc<AtomicBool>,
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Filter<S> for When {
    fn enabled(&self, _: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        self.json.load(Ordering::Relaxed) == self.is_json
    }

    fn callsite_enabled(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        None
    }
}

fn parse(level: &str, verbosity: Verbosity, subject: Subject) -> anyhow::Result<EnvFilter> {
    let filter = filter(level, verbosity, subject);
    EnvFilter::try_new(&filter).with_context(|| format!("the log filter {filter}"))
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
