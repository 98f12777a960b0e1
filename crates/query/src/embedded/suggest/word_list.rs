//! Words and how many documents have them, in little room.

/// A list of words in the order in which they were given.
pub(in crate::embedded) struct WordList {
    /// All words in a row.
    text: Box<str>,
    /// Where each of them ends, and how many documents have it.
    words: Box<[(u32, u32)]>,
}

impl WordList {
    /// A list of these words; those behind four gigabytes of text are let go.
    pub(super) fn of(words: &[(String, u64)]) -> Self {
        let text: String = words.iter().map(|(word, _)| word.as_str()).collect();
        let mut end = 0;
        let words = words.iter().map_while(|(word, documents)| {
            end += word.len();
            Some((u32::try_from(end).ok()?, u32::try_from(*documents).unwrap_or(u32::MAX)))
        });
        Self { words: words.collect(), text: text.into() }
    }

    /// The words and how many documents have them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        let mut begin = 0;
        self.words.iter().filter_map(move |(end, documents)| {
            let end = *end as usize;
            let word = self.text.get(begin..end)?;
            begin = end;
            Some((word, u64::from(*documents)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_given_back() {
        let words = [("a", 3), ("été", 1 << 40), ("", 0), ("zwei", 7)];
        let words = words.map(|(word, documents)| (word.to_owned(), documents));
        let list = WordList::of(&words);
        let found: Vec<_> = list.iter().collect();
        assert_eq!(found, [("a", 3), ("été", u64::from(u32::MAX)), ("", 0), ("zwei", 7)]);
        assert_eq!(WordList::of(&[]).iter().next(), None);
    }
}
