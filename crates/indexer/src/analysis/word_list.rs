//! Lists of words that people keep in files.
//!
//! ```text
//! # What stands behind a number sign at the beginning of a line, or behind a space, is a comment.
//! politics
//! news      # never stemmed to "new"
//! ```

use rustc_hash::FxHashSet;

use super::{Analyzer, Language};

/// A line of a list that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Which one, from 1.
    pub line: usize,
    /// What is wrong with it and what is allowed.
    pub reason: String,
}

/// The lines of a list that say something, with their numbers, without comments.
pub fn list_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Some editors begin a file with a mark of its byte order.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let said = text.lines().map(|line| without_comment(line).trim());
    said.enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.is_empty())
}

fn without_comment(line: &str) -> &str {
    let mut signs = line.match_indices('#').map(|(at, _)| at);
    let begins = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
    signs.find(begins).map_or(line, |at| &line[..at])
}

/// Words, compared folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordList(FxHashSet<String>);

impl WordList {
    /// Reads a list of one word a line.
    ///
    /// # Errors
    /// The first line that is not one word.
    pub fn read(text: &str) -> Result<Self, BadLine> {
        let mut analyzer = Analyzer::new(Language::UNSTEMMED);
        let mut words = FxHashSet::default();
        for (line, written) in list_lines(text) {
            let mut folded = Vec::new();
            analyzer.analyze(written, |token| folded.push(token.word.to_owned()));
            let count = folded.len();
            let ([word], false) = (folded.as_mut_slice(), written.contains(char::is_whitespace))
            else {
                let found = if count == 0 { "no word" } else { "more than one word" };
                let reason = format!("`{written}` is {found}; write one word a line");
                return Err(BadLine { line, reason });
            };
            words.insert(std::mem::take(word));
        }
        Ok(Self(words))
    }

    /// Whether a folded word is one of them.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Those that were read before; folded words stay what they are.
    pub(crate) fn of_folded(words: &[String]) -> Self {
        Self(words.iter().cloned().collect())
    }

    /// The folded words, in order.
    pub(super) fn sorted(&self) -> Vec<&str> {
        let mut words: Vec<_> = self.0.iter().map(String::as_str).collect();
        words.sort_unstable();
        words
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_word() {
        let list = WordList::read("\u{FEFF}The\n\n# none\n  Élan  # spirited\r\nU.S.\n").unwrap();
        for word in ["the", "elan", "us"] {
            assert!(list.contains(word), "{word}");
        }
        assert!(!list.contains("none") && !list.contains("spirited") && !list.is_empty());
        assert!(WordList::read("# nothing\n").unwrap().is_empty());
    }

    #[test]
    fn another_line_is_named_with_what_is_allowed() {
        for (text, line, reason) in [
            ("a\n\nof the\n", 3, "`of the` is more than one word; write one word a line"),
            ("state-run", 1, "`state-run` is more than one word; write one word a line"),
            ("a\n&\n", 2, "`&` is no word; write one word a line"),
        ] {
            assert_eq!(WordList::read(text), Err(BadLine { line, reason: reason.to_owned() }));
        }
    }
}
