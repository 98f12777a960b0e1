//! The words of a text on their way from the analyzer to whoever takes them.

use std::ops::Range;

use super::Gram;
use super::stemming::Stemming;

/// A word of a text before it is stemmed.
pub(crate) struct Word<'a> {
    /// Its folded form.
    pub(crate) word: &'a str,
    /// As [`super::Token::range`].
    pub(crate) range: Range<usize>,
    /// As [`super::Token::position`].
    pub(crate) position: u32,
    /// As [`super::Token::gram`].
    pub(crate) gram: Gram,
}

/// Takes the words of a text, in order of position. One that remembers what words as they are written
/// come to spares them the way there: a written word makes the same words wherever it stands.
pub(crate) trait WordSink {
    /// A word with what stems it. What is no [`Gram::Word`] stands for itself.
    fn word(&mut self, word: Word<'_>, stemming: &mut Stemming);

    /// Takes what this written word is known to come to, one word at this position. False where it is
    /// not known.
    fn take_known(&mut self, _written: &str, _position: u32) -> bool {
        false
    }

    /// The last word taken is what this written word comes to.
    fn learn(&mut self, _written: &str) {}
}

impl<F: FnMut(Word<'_>, &mut Stemming)> WordSink for F {
    fn word(&mut self, word: Word<'_>, stemming: &mut Stemming) {
        self(word, stemming);
    }
}
