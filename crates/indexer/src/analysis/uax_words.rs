//! The words between the boundaries of Unicode (UAX 29), put together again at apostrophes that
//! those do not know: "don`t" and "rock´n´roll" are one word each.

use std::iter::Peekable;

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::joints::is_loose_apostrophe;

/// The words of a text, each with its offset.
pub(super) struct UaxWords<'a> {
    text: &'a str,
    words: Peekable<UnicodeWordIndices<'a>>,
}

impl<'a> UaxWords<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, words: text.unicode_word_indices().peekable() }
    }
}

impl<'a> Iterator for UaxWords<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (offset, mut word) = self.words.next()?;
        while let Some((next, following)) = self.words.peek() {
            let mut between = self.text[offset + word.len()..*next].chars();
            let is_joint = between.next().is_some_and(is_loose_apostrophe)
                && between.next().is_none()
                && word.ends_with(char::is_alphabetic)
                && following.starts_with(char::is_alphabetic);
            if !is_joint {
                break;
            }
            word = &self.text[offset..next + following.len()];
            self.words.next();
        }
        Some((offset, word))
    }
}
