//! What a service manager such as systemd wants to know, and what it hands over. Without one, nothing.

use std::net::TcpListener;

use anyhow::Context as _;
use listenfd::ListenFd;

#[cfg(unix)]
pub(crate) use notify::{ready, reloading, report_alive, status, stopping};
#[cfg(not(unix))]
pub(crate) use silent::{ready, reloading, report_alive, status, stopping};

/// The socket to listen on, if the manager has opened one for us.
pub(crate) fn listener() -> anyhow::Result<Option<TcpListener>> {
    let passed = ListenFd::from_env().take_tcp_listener(0);
    let passed = passed.context("the socket that the service manager hands over cannot be used")?;
    if let Some(listener) = &passed {
        listener.set_nonblocking(true).context("the socket handed over cannot be waited on")?;
    }
    Ok(passed)
}

/// Telling systemd, which says by a variable that it wants to be told.
#[cfg(unix)]
mod notify {
    use std::time::Duration;

    use sd_notify::NotifyState;
    use tokio::runtime::Runtime;
    use tokio::time::{MissedTickBehavior, interval};

    /// What the service is doing.
    pub(crate) fn status(what: &str) {
        tell(&[NotifyState::Status(what)]);
    }

    /// It serves.
    pub(crate) fn ready(url: &str) {
        tell(&[NotifyState::Ready, NotifyState::Status(&format!("serving at {url}"))]);
    }

    /// It reads its settings again; [`ready`] says that this is done.
    pub(crate) fn reloading() {
        match NotifyState::monotonic_usec_now() {
            Ok(now) => tell(&[NotifyState::Reloading, now]),
            Err(_) => tell(&[NotifyState::Reloading]),
        }
    }

    /// It ends.
    pub(crate) fn stopping() {
        tell(&[NotifyState::Stopping, NotifyState::Status("finishing requests under way")]);
    }

    /// Says as often as the manager wants that the threads which serve still do; where it wants that.
    pub(crate) fn report_alive(runtime: &Runtime) {
        let Some(within) = sd_notify::watchdog_enabled() else { return };
        runtime.spawn(async move {
            let mut ticks = interval((within / 2).max(Duration::from_millis(1)));
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                tell(&[NotifyState::Watchdog]);
            }
        });
    }

    fn tell(state: &[NotifyState<'_>]) {
        if let Err(error) = sd_notify::notify(state) {
            tracing::debug!(%error, "the service manager cannot be told");
        }
    }
}

/// There is nobody to tell.
#[cfg(not(unix))]
mod silent {
    use tokio::runtime::Runtime;

    pub(crate) fn status(_: &str) {}
    pub(crate) fn ready(_: &str) {}
    pub(crate) fn reloading() {}
    pub(crate) fn stopping() {}
    pub(crate) fn report_alive(_: &Runtime) {}
}
