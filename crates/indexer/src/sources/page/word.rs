//! A text cut into words, and what the look of a word says.

use super::lexicon::is_small_word;
use super::timeline::is_dash;

/// A word with the punctuation that touches it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    /// As it stands in the text.
    pub(super) text: &'a str,
    /// Where it starts in the text.
    pub(super) start: usize,
}

/// The words of a text: what white space parts.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    words_up_to(text, usize::MAX)
}

/// The first words of a text.
pub(super) fn words_up_to(text: &str, most: usize) -> Vec<Word<'_>> {
    let base = text.as_ptr().addr();
    let words = text.split_whitespace().take(most);
    words.map(|word| Word { text: word, start: word.as_ptr().addr() - base }).collect()
}

impl<'a> Word<'a> {
    /// The word without the punctuation around it.
    pub(super) fn core(&self) -> &'a str {
        self.text.trim_matches(|character: char| !character.is_alphanumeric())
    }

    /// The word as names are compared: without a possessive, and with one kind of hyphen.
    pub(super) fn name(&self) -> String {
        let core = self.core();
        let bare = core.strip_suffix("’s").or_else(|| core.strip_suffix("'s")).unwrap_or(core);
        bare.chars().map(|character| if is_dash(character) { '-' } else { character }).collect()
    }

    /// Whether it can stand in a title-case heading as a word of weight: it has a capital (also
    /// `iPhone` and `al-Assad`) or starts with a digit.
    pub(super) fn is_capital(&self) -> bool {
        self.core().starts_with(|first: char| first.is_numeric())
            || self.core().contains(char::is_uppercase)
    }

    /// Whether a sentence can start with it.
    pub(super) fn can_start(&self) -> bool {
        let mut letters = self.core().chars();
        let (first, second) = (letters.next(), letters.next());
        first.is_some_and(|first| first.is_uppercase() || first.is_numeric())
            || second.is_some_and(char::is_uppercase)
    }

    /// Whether it is one of the words that headings leave small, or no word at all.
    pub(super) fn is_small(&self) -> bool {
        self.core().is_empty() || is_small_word(self.core())
    }

    pub(super) fn is_number(&self) -> bool {
        self.core().starts_with(|first: char| first.is_ascii_digit())
    }

    /// Whether it looks like a year: four digits.
    pub(super) fn is_year(&self) -> bool {
        let core = self.core();
        core.len() == 4 && core.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether a comma, a semicolon or a colon follows: no heading ends there, and no name goes on.
    pub(super) fn ends_clause(&self) -> bool {
        self.text.trim_end_matches(['”', '"', '’', ')']).ends_with([',', ';', ':'])
    }

    /// Whether a full stop follows that is not that of an abbreviation.
    pub(super) fn ends_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['”', '"', '’', ')']);
        text.ends_with(['?', '!'])
            || (text.ends_with('.') && text.chars().count() > 5 && !self.core().contains('.'))
    }

    /// Whether it is an initial: `F.`
    pub(super) fn is_initial(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
    }

    /// How many quotations it opens, less those that it closes.
    pub(super) fn opened_quotes(&self) -> i32 {
        let straight = i32::from(self.text.starts_with('"')) - i32::from(self.closes_straight());
        self.text.chars().fold(straight, |opened, character| match character {
            '“' | '«' => opened + 1,
            '”' | '»' => opened - 1,
            _ => opened,
        })
    }

    fn closes_straight(&self) -> bool {
        self.text.len() > 1
            && self.text.trim_end_matches([',', '.', ';', ':', '?', '!']).ends_with('"')
    }
}
