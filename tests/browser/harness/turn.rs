//! Whose turn it is: few browsers run at once, however many threads the tests have.

use std::sync::{Condvar, Mutex};

/// On two cores a third browser would only make the deadlines of the others pass.
const AT_ONCE: usize = 2;

static RUNNING: Mutex<usize> = Mutex::new(0);
static GIVEN_BACK: Condvar = Condvar::new();

/// The right to run a browser, given back on drop.
pub(super) struct Turn(());

impl Turn {
    /// Waits for it.
    pub(super) fn take() -> Self {
        let running = RUNNING.lock().unwrap();
        *GIVEN_BACK.wait_while(running, |running| *running >= AT_ONCE).unwrap() += 1;
        Self(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *RUNNING.lock().unwrap() -= 1;
        GIVEN_BACK.notify_one();
    }
}
