//! What people set of the analysis: words that are never stemmed.
//!
//! An index is built with one such list, keeps it, and is searched with it, whatever is set meanwhile;
//! so the list goes where texts are analysed as a value and is no setting of the process.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::{Language, WordList};

/// How texts are analysed besides their language. Cheap to clone; two are equal if they protect the
/// same words.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// None where none are, which is the usual case.
    protected: Option<Arc<Protected>>,
}

#[derive(Debug)]
struct Protected {
    words: WordList,
    /// Tells lists apart without comparing them word by word.
    hash: u64,
}

impl Analysis {
    /// One that never stems these words.
    pub fn protecting(words: WordList) -> Self {
        if words.is_empty() {
            return Self::default();
        }
        let hash = xxh3_64(words.sorted().join("\n").as_bytes());
        Self { protected: Some(Arc::new(Protected { words, hash })) }
    }

    /// Whether a folded word is never stemmed.
    pub(super) fn protects(&self, word: &str) -> bool {
        self.protected.as_ref().is_some_and(|protected| protected.words.contains(word))
    }

    /// The words that are never stemmed, folded and in order.
    pub fn protected(&self) -> Vec<String> {
        let words = self.protected.as_ref().map(|protected| protected.words.sorted());
        words.unwrap_or_default().into_iter().map(str::to_owned).collect()
    }

    fn hash(&self) -> Option<u64> {
        self.protected.as_ref().map(|protected| protected.hash)
    }
}

impl PartialEq for Analysis {
    fn eq(&self, other: &Self) -> bool {
        self.hash() == other.hash()
    }
}

impl Eq for Analysis {}

/// The languages of an index and the analysis that it was built with: all that a query's words have to
/// be read by.
#[derive(Clone, Debug)]
pub struct Languages {
    /// What holds for all of them.
    pub analysis: Analysis,
    /// At least one.
    pub list: Vec<Language>,
}
