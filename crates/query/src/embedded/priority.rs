//! In a crowd, threads that compute come after those that serve connections.
//!
//! Where there is more to do than the cores can, who takes calls in and turns them away should not wait
//! until searches have used up their share of time. Where there is not, a long search should not come after
//! short ones, so a thread steps back once it computes in a crowd; who has stepped back may not step
//! forward again, and ends when there was nothing to do for some seconds. That the searches come after
//! other programs too is so within the same control group alone, and each service and container has one
//! of its own.

/// By so many steps they come after others: a core that both want is divided 1 to 3.
#[cfg(target_os = "linux")]
const STEPS: i32 = 5;

/// Has this thread come after others from now on. Elsewhere than on Linux a priority is of a process, and
/// where it cannot be changed, all threads are equal.
pub(super) fn step_back() {
    #[cfg(target_os = "linux")]
    {
        use std::cell::Cell;

        thread_local! {
            static HAS_STEPPED_BACK: Cell<bool> = const { Cell::new(false) };
        }
        if !HAS_STEPPED_BACK.replace(true)
            && let Err(error) = rustix::process::nice(STEPS)
        {
            tracing::debug!(%error, "a thread that computes keeps its priority");
        }
    }
}
