//! Ctrl-C and SIGTERM: the first asks for an orderly end, the second ends at once.

use std::io::{self, Write};
use std::thread;

use tokio::runtime::Builder;
use tokio::sync::watch;

use crate::exit_code::ExitCode;

/// Tells whether an end was asked for. Clones tell the same.
#[derive(Clone, Debug)]
pub(crate) struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// Listens from now on, on a thread of its own: work that blocks must not keep signals away.
    pub(crate) fn listen() -> io::Result<Self> {
        let (sender, receiver) = watch::channel(false);
        let runtime = Builder::new_current_thread().enable_all().build()?;
        // Registered before this returns, so that no signal falls between.
        let mut signals = {
            let _guard = runtime.enter();
            Signals::register()?
        };
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            runtime.block_on(async {
                signals.next().await;
                sender.send_replace(true);
                signals.next().await;
                let _ = writeln!(io::stderr(), "stopped at once");
                std::process::exit(ExitCode::Interrupted as i32);
            });
        })?;
        Ok(Self(receiver))
    }

    /// Whether an end was asked for.
    pub(crate) fn is_raised(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until an end is asked for.
    pub(crate) async fn raised(mut self) {
        if self.0.wait_for(|raised| *raised).await.is_err() {
            // The thread that listens is gone, so nobody will ever ask.
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn register() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn register() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
