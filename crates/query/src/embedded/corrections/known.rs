//! What stands in for misspelt words, remembered for as long as an index stands as it is: a query of which
//! nothing matches all words is asked again for any of them, and who is typing asks for the same word
//! many times. The walk through the dictionaries takes a millisecond for a long word.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// So many words are remembered before they are forgotten all together.
const MOST: usize = 1_000;

/// Words and their distance, with what stands in for them.
type StandIns = FxHashMap<(String, u8), Vec<String>>;

/// What is known to stand in for words of a view.
#[derive(Default)]
pub(in crate::embedded) struct KnownStandIns {
    known: Mutex<StandIns>,
}

impl KnownStandIns {
    /// What stands in for a word within a distance, found by `find` where it is not known.
    pub(super) fn get<E>(
        &self,
        word: &str,
        distance: u8,
        find: impl FnOnce() -> Result<Vec<String>, E>,
    ) -> Result<Vec<String>, E> {
        let lock = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (word.to_owned(), distance);
        if let Some(known) = lock().get(&key) {
            return Ok(known.clone());
        }
        let found = find()?;
        let mut known = lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, found.clone());
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn a_word_is_looked_for_once_and_not_remembered_for_ever() {
        let known = KnownStandIns::default();
        let mut walks = 0;
        let mut ask = |word: &str, distance| {
            let found = || {
                walks += 1;
                Ok::<_, Infallible>(vec![format!("{word}{distance}")])
            };
            (known.get(word, distance, found).unwrap(), walks)
        };
        assert_eq!(ask("musuem", 1), (vec!["musuem1".to_owned()], 1));
        assert_eq!(ask("musuem", 1), (vec!["musuem1".to_owned()], 1));
        assert_eq!(ask("musuem", 2), (vec!["musuem2".to_owned()], 2));
        for number in 0..MOST {
            ask(&number.to_string(), 1);
        }
        assert!(known.known.lock().unwrap().len() <= MOST);
    }
}
