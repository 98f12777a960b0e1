//! Files of words: synonyms, and lists of single words.

use dateline_indexer::analysis::{BadLine, WordList};
use dateline_query::words::Synonyms;

/// Reads the input as both.
pub fn check(input: &[u8]) {
    let text = super::text::of(input);
    let lines = text.lines().count();
    for read in [Synonyms::read(&text).map(|_| ()), WordList::read(&text).map(|_| ())] {
        if let Err(BadLine { line, reason }) = read {
            assert!((1..=lines).contains(&line) && !reason.is_empty(), "line {line}: {reason}");
        }
    }
}
