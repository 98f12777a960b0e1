//! SIGHUP: reading the settings again while the server runs. What can change at once does; what takes a
//! restart is named in the log; and settings that cannot be used change nothing.

use std::io;

use dateline_query::EmbeddedEngine;
use dateline_query::http::{SlowLimit, Tls};

use crate::door::Door;
use crate::failure;
use crate::logging::Log;
use crate::settings::{Environment, Flags, Key, Layers, Settings, WordSettings};

/// The settings that are taken over from a running server's files.
const AT_ONCE: &[Key] =
    &[Key::AuthAnonymousRead, Key::IndexMinFreeMb, Key::LogFormat, Key::LogLevel, Key::LogSlowMs];

/// Where settings come from besides files.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    pub(crate) flags: Flags,
    pub(crate) environment: Environment,
}

impl Sources {
    fn read(&self) -> anyhow::Result<(Layers, Settings)> {
        let layers = Layers::read(&self.flags, &self.environment)?;
        let settings = Settings::of(&layers)?;
        Ok((layers, settings))
    }
}

/// The settings in force, and those who take others while they run.
pub(crate) struct Reload {
    pub(crate) sources: Sources,
    pub(crate) layers: Layers,
    /// The words that the server searches with.
    pub(crate) words: WordSettings,
    pub(crate) log: Log,
    pub(crate) slow: SlowLimit,
    /// The engine, if it writes.
    pub(crate) writer: Option<EmbeddedEngine>,
    pub(crate) door: Door,
    /// The certificate, which is also read again when its files change.
    pub(crate) tls: Option<Tls>,
}

impl Reload {
    /// Gives settings to those who take them at any time: once when the server starts, then at every
    /// SIGHUP that finds settings which can be used. Called within a runtime.
    pub(crate) fn hand_on(&self, settings: &Settings) {
        self.slow.set(settings.log.slow_ms);
        self.door.set(&settings.access);
        if let Some(writer) = &self.writer {
            writer.keep_free(settings.index.min_free_bytes);
        }
    }

    /// Reads the settings again.
    pub(crate) fn again(&mut self) {
        let (layers, settings) = match self.sources.read() {
            Ok(read) => read,
            Err(error) => {
                let error = failure::message(&error);
                tracing::error!(error, "the settings cannot be used; those before stay in force");
                return;
            }
        };
        if let Err(error) = self.log.set(&settings.log) {
            tracing::error!(error = failure::message(&error), "the log stays as it is");
        }
        self.hand_on(&settings);
        if let Some(Err(error)) = self.tls.as_ref().map(Tls::reload) {
            tracing::error!(%error, "the certificate cannot be used; the one before stays in force");
        }
        let (now, later) = self.changed(&layers, &settings);
        tracing::info!(changed = now.join(", "), "read the settings again");
        if !later.is_empty() {
            tracing::warn!(changed = later.join(", "), "these settings take a restart");
        }
        // The others still differ from what runs, and are named again at the next reload.
        self.layers.take_over(&layers, AT_ONCE);
    }

    /// Which settings differ from those in force: of those that are taken over, and of the others.
    fn changed(
        &self,
        layers: &Layers,
        settings: &Settings,
    ) -> (Vec<&'static str>, Vec<&'static str>) {
        let both = layers.iter().zip(self.layers.iter());
        let differing = both.filter(|(new, old)| new.1 != old.1).map(|(new, _)| new.0);
        let (now, later): (Vec<_>, Vec<_>) = differing.partition(|key| AT_ONCE.contains(key));
        let mut later: Vec<_> = later.into_iter().map(Key::name).collect();
        let words_named = later.iter().any(|name| name.starts_with("words."));
        if self.words != settings.words && !words_named {
            later.push("the files of words");
        }
        let mut now: Vec<_> = now.into_iter().map(Key::name).collect();
        let keys = |layers: &Layers| -> Vec<_> {
            layers.keys().iter().map(|set| set.key.clone()).collect()
        };
        if keys(layers) != keys(&self.layers) {
            now.push("auth.keys");
        }
        (now, later)
    }
}

/// The signals that ask for it.
#[cfg(unix)]
pub(crate) struct Hangups(tokio::signal::unix::Signal);

#[cfg(unix)]
impl Hangups {
    /// Catches them from now on. Called within a runtime.
    pub(crate) fn catch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::hangup()).map(Self)
    }

    /// Waits for the next one.
    pub(crate) async fn next(&mut self) {
        if self.0.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
pub(crate) struct Hangups;

#[cfg(not(unix))]
impl Hangups {
    pub(crate) fn catch() -> io::Result<Self> {
        Ok(Self)
    }

    pub(crate) async fn next(&mut self) {
        std::future::pending::<()>().await;
    }
}
