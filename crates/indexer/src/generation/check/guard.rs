//! tantivy takes for granted that a file holds what it wrote, and may panic where it does not.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does something, and gives back the message of a panic as an error. What was under way is thrown
/// away or only added to, so that nothing broken is seen afterwards.
///
/// # Errors
/// What the panic says.
pub(crate) fn without_panic<T>(act: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(act)).map_err(|panic| message(&*panic))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("reading it failed: {}", text.unwrap_or("for an unknown reason"))
}
