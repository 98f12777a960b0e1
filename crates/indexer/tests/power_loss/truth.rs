//! What the index may hold, going by what it acknowledged.

use std::collections::VecDeque;

use dateline_indexer::IndexError;

use crate::state::{Batch, State, label};
use crate::subject::{Failure, Wrong};

/// So many of the last things that happened are told with a failure.
const RECENT: usize = 12;

/// After an acknowledged batch there is one truth. A batch that failed may be there all the same:
/// whoever sent it was told neither that it is nor that it is not.
#[derive(Debug)]
pub(crate) struct Truth {
    possible: Vec<State>,
    /// The states that were acknowledged before, to tell a loss from a mess.
    earlier: VecDeque<State>,
    /// What happened, for whoever has to understand a failure.
    journal: Vec<String>,
}

impl Default for Truth {
    fn default() -> Self {
        Self { possible: vec![State::new()], earlier: VecDeque::new(), journal: Vec::new() }
    }
}

impl Truth {
    /// Notes something that may explain a failure.
    pub(crate) fn note(&mut self, what: impl Into<String>) {
        self.journal.push(what.into());
    }

    pub(crate) fn acknowledged(&mut self, batch: &Batch) {
        self.note(format!("acknowledged: {batch}"));
        self.earlier.extend(self.possible.iter().cloned());
        let after = self.possible.iter().map(|state| batch.after(state)).collect();
        self.possible = distinct(after);
    }

    pub(crate) fn in_doubt(&mut self, batch: &Batch, error: &IndexError) {
        self.note(format!("failed: {batch}\n    by {error:?}"));
        let mut possible = std::mem::take(&mut self.possible);
        possible.extend(possible.iter().map(|state| batch.after(state)).collect::<Vec<_>>());
        self.possible = distinct(possible);
    }

    /// Whether this is one of the states that there may be.
    pub(crate) fn allows(&self, found: &State) -> Result<(), Failure> {
        if self.possible.contains(found) {
            return Ok(());
        }
        let wrong =
            if self.earlier.contains(found) { Wrong::LostAcknowledged } else { Wrong::HalfDone };
        Err(Failure::of(wrong, self.difference(found)))
    }

    /// This is it, from now on.
    pub(crate) fn settle(&mut self, found: State) -> Result<(), Failure> {
        self.allows(&found)?;
        self.possible = vec![found];
        Ok(())
    }

    fn difference(&self, found: &State) -> String {
        let titles =
            |state: &State| state.values().map(|story| label(story)).collect::<Vec<_>>().join(", ");
        let expected: Vec<_> = self.possible.iter().map(titles).collect();
        let journal = self.journal[self.journal.len().saturating_sub(RECENT)..].join("\n  ");
        format!(
            "{journal}\n  found: {}\n  instead of: {}",
            titles(found),
            expected.join("\n  or: ")
        )
    }
}

fn distinct(states: Vec<State>) -> Vec<State> {
    let mut distinct: Vec<State> = Vec::new();
    for state in states {
        if !distinct.contains(&state) {
            distinct.push(state);
        }
    }
    distinct
}
