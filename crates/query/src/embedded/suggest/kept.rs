//! What a beginning stands for, kept where reading it is much.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// So many beginnings are kept. There are hardly more that stand for much.
const KEPT: usize = 1_024;
/// What takes no more words or postings than this is read anew each time.
const LITTLE: u64 = 1_024;

/// What beginnings stand for in something that never changes, as far as it was asked for and is much: a
/// letter or two are the beginning of thousands of words and of most titles.
pub(in crate::embedded) struct Kept<T>(Mutex<FxHashMap<String, Arc<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// What a beginning stands for; if that is not known, by reading it, which tells how much it was.
    pub(super) fn get<E>(
        &self,
        beginning: &str,
        read: impl FnOnce() -> Result<(T, u64), E>,
    ) -> Result<Arc<T>, E> {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(beginning) {
            return Ok(Arc::clone(found));
        }
        let (found, effort) = read()?;
        let found = Arc::new(found);
        if effort > LITTLE {
            let mut known = known();
            if known.len() >= KEPT {
                known.clear();
            }
            known.insert(beginning.to_owned(), Arc::clone(&found));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn what_is_much_is_read_once_and_so_much_is_kept() {
        let kept = Kept::default();
        let get = |beginning: &str, effort, value: u32| {
            let read = || Ok::<_, Infallible>((value, effort));
            *kept.get(beginning, read).unwrap()
        };
        assert_eq!((get("s", LITTLE + 1, 1), get("s", LITTLE + 1, 2)), (1, 1));
        assert_eq!((get("t", LITTLE, 1), get("t", LITTLE, 2)), (1, 2));
        for number in 0..KEPT {
            get(&format!("u{number}"), LITTLE + 1, 1);
        }
        assert_eq!(get("s", LITTLE + 1, 3), 3);
    }
}
