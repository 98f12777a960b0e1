//! Analyzers that a thread keeps: what one remembers of the words of one text serves the next.

use std::cell::RefCell;

use super::{Analysis, Analyzer, Language};

thread_local! {
    static KEPT: RefCell<Vec<Analyzer>> = const { RefCell::new(Vec::new()) };
}

/// How many are kept: as many as there are languages with a stemmer, and some. A thread that has met
/// more, of generations with other words, lets go of the one that was not used for longest.
const MOST_KEPT: usize = 24;

/// Works with this thread's analyzer of a language, without words that are never stemmed.
pub fn with_analyzer<T>(language: Language, work: impl FnOnce(&mut Analyzer) -> T) -> T {
    Analysis::default().with_analyzer(language, work)
}

impl Analysis {
    /// Works with this thread's analyzer of a language.
    pub fn with_analyzer<T>(&self, language: Language, work: impl FnOnce(&mut Analyzer) -> T) -> T {
        let is_it =
            |analyzer: &Analyzer| analyzer.language() == language && analyzer.analysis() == self;
        let known = KEPT.with_borrow_mut(|kept| {
            let at = kept.iter().rposition(is_it)?;
            Some(kept.remove(at))
        });
        // Taken out while it works, so that the work may ask for another of the same language.
        let mut analyzer = known.unwrap_or_else(|| Analyzer::with(self.clone(), language));
        let done = work(&mut analyzer);
        KEPT.with_borrow_mut(|kept| {
            if kept.len() == MOST_KEPT {
                kept.remove(0);
            }
            kept.push(analyzer);
        });
        done
    }
}
