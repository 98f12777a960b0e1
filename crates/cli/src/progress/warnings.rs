//! The first warnings of a kind are told, the rest are counted: a file of the wrong format has as
//! many as it has lines.

use std::fmt::Display;

use crate::output::{grouped, without_control};

/// How many are told.
const TOLD: u64 = 20;

/// Warnings of a kind.
pub(super) struct Warnings {
    what: &'static str,
    were_done: &'static str,
    count: u64,
}

impl Warnings {
    pub(super) fn new(what: &'static str, were_done: &'static str) -> Self {
        Self { what, were_done, count: 0 }
    }

    /// Counts one, and gives its text if it is to be told.
    pub(super) fn take(&mut self, warning: &impl Display) -> Option<String> {
        self.count += 1;
        let text = || without_control(&format!("{}: {warning}", self.what));
        (self.count <= TOLD).then(text)
    }

    /// What to say of those that were not told.
    pub(super) fn summary(&self) -> Option<String> {
        let untold = self.count.checked_sub(TOLD).filter(|untold| *untold > 0)?;
        let (untold, count, done) = (grouped(untold), grouped(self.count), self.were_done);
        Some(format!("and {untold} more like these: {count} {done} in all"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_are_told_and_the_rest_counted() {
        let mut warnings = Warnings::new("note", "notes were made");
        assert_eq!(warnings.take(&"a\x1bb").as_deref(), Some("note: ab"));
        assert!((0..19).all(|_| warnings.take(&"x").is_some()));
        assert_eq!(warnings.summary(), None);
        assert!((0..1_000).all(|_| warnings.take(&"x").is_none()));
        let summary = "and 1,000 more like these: 1,020 notes were made in all";
        assert_eq!(warnings.summary().as_deref(), Some(summary));
    }
}
