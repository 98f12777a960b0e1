//! Where progress is shown.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::estimate::State;

/// How often a line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(3);
/// The steps of the bar.
const STEPS: u64 = 1_000;

/// Stderr as a terminal, as a file, or as nothing.
pub(super) enum Display {
    Bar(ProgressBar),
    Lines { next: Instant },
    Quiet,
}

impl Display {
    pub(super) fn new(quiet: bool) -> Self {
        if quiet {
            Self::Quiet
        } else if io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{bar:30} {percent:>3}% {wide_msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            Self::Bar(bar)
        } else {
            Self::Lines { next: Instant::now() + EVERY }
        }
    }

    /// Shows a state, which is worked out only if it is shown.
    pub(super) fn show(&mut self, state: impl FnOnce() -> State) {
        match self {
            Self::Bar(bar) => {
                let state = state();
                bar.set_position((state.share.unwrap_or_default() * STEPS as f64) as u64);
                bar.set_message(state.text);
            }
            Self::Lines { next } => {
                let now = Instant::now();
                if now >= *next {
                    *next = now + EVERY;
                    let State { share, text } = state();
                    match share {
                        Some(share) => tell(&format!("{:.0}%: {text}", share * 100.0)),
                        None => tell(&text),
                    }
                }
            }
            Self::Quiet => {}
        }
    }

    /// Says what comes next.
    pub(super) fn announce(&self, what: &str) {
        match self {
            Self::Bar(bar) => {
                bar.set_position(STEPS);
                bar.set_message(what.to_owned());
                // Nothing moves from now on but this.
                bar.enable_steady_tick(Duration::from_millis(200));
            }
            Self::Lines { .. } => tell(what),
            Self::Quiet => {}
        }
    }

    /// A warning, above the bar.
    pub(super) fn warn(&self, warning: &str) {
        match self {
            Self::Bar(bar) => bar.suspend(|| tell(&format!("warning: {warning}"))),
            Self::Lines { .. } => tell(&format!("warning: {warning}")),
            Self::Quiet => {}
        }
    }

    /// Removes the bar.
    pub(super) fn clear(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn tell(text: &str) {
    // With stderr gone the work still goes on.
    let _ = writeln!(io::stderr(), "{text}");
}
