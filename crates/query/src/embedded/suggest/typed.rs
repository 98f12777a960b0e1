//! What was typed, analysed as the documents were.

use dateline_engine::SuggestPlan;
use dateline_indexer::analysis::Languages;

use crate::embedded::compile::{Slot, Slots};

/// More words than this no title has, and nobody looks at suggestions for.
const MOST_WORDS: usize = 16;

/// What was typed.
pub(super) struct Typed {
    /// The words in front.
    pub(super) earlier: Vec<Slot>,
    /// The folded beginning of the last word, as each language reads it; none where it is complete.
    pub(super) beginnings: Vec<String>,
}

impl Typed {
    pub(super) fn of(plan: &SuggestPlan, languages: &Languages) -> Self {
        let earlier = plan.earlier.iter().take(MOST_WORDS);
        let mut earlier: Vec<Slot> =
            earlier.flat_map(|word| Slots::of(word, languages).0).take(MOST_WORDS).collect();
        let beginning = plan.beginning.as_deref().unwrap_or_default();
        let mut slots = Slots::of(beginning, languages).0;
        let beginnings = slots.pop().unwrap_or_default().exact.into_iter().collect();
        earlier.extend(slots);
        Self { earlier, beginnings }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.earlier.is_empty() && self.beginnings.is_empty()
    }
}
