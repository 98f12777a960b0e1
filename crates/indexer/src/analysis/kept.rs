//! Analyzers that a thread keeps: what one remembers of the words of one text serves the next.

use std::cell::RefCell;

use super::{Analyzer, Language};

thread_local! {
    static KEPT: RefCell<Vec<Analyzer>> = const { RefCell::new(Vec::new()) };
}

/// Works with this thread's analyzer of a language.
pub fn with_analyzer<T>(language: Language, work: impl FnOnce(&mut Analyzer) -> T) -> T {
    let known = KEPT.with_borrow_mut(|kept| {
        let at = kept.iter().position(|analyzer| analyzer.language() == language)?;
        Some(kept.swap_remove(at))
    });
    // Taken out while it works, so that the work may ask for another of the same language.
    let mut analyzer = known.unwrap_or_else(|| Analyzer::new(language));
    let done = work(&mut analyzer);
    KEPT.with_borrow_mut(|kept| kept.push(analyzer));
    done
}
