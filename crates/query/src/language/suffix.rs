//! What is glued behind a closing quote or parenthesis.

use super::lexer::Lexer;
use super::warning::{WarningCode, shown};

/// Words that are moved by more places than this are not a phrase any more.
const MOST_SLOP: u32 = 50;

impl Lexer {
    /// The number of places by which the words of a phrase may be moved: `"…"~2`.
    pub(super) fn slop(&mut self) -> u32 {
        self.star("a phrase");
        let Some((position, number)) = self.tilde() else { return 0 };
        let slop = number.parse().ok().filter(|slop| *slop <= MOST_SLOP);
        if slop.is_none() {
            self.warnings.add(position, WarningCode::MisplacedTilde, || {
                let written = shown(&format!("~{number}"));
                format!("{written} is no number of places up to {MOST_SLOP} and is ignored; write `\"…\"~2`")
            });
        }
        self.star("a phrase");
        slop.unwrap_or(0)
    }

    /// Drops operators where they mean nothing.
    pub(super) fn no_suffix(&mut self, what: &str) {
        self.star(what);
        if let Some((position, number)) = self.tilde() {
            self.warnings.add(position, WarningCode::MisplacedTilde, || {
                let written = shown(&format!("~{number}"));
                format!("{written} behind {what} is ignored; it stands behind a word or a phrase")
            });
        }
        self.star(what);
    }

    fn star(&mut self, what: &str) {
        let position = self.cursor.at();
        if self.cursor.skip_while(|next| next == '*') > 0 {
            self.warnings.add(position, WarningCode::MisplacedStar, || {
                format!("a star behind {what} is ignored; it stands behind a word: `word*`")
            });
        }
    }

    fn tilde(&mut self) -> Option<(usize, String)> {
        let position = self.cursor.at();
        if self.cursor.peek() != Some('~') {
            return None;
        }
        self.cursor.skip(1);
        let number: String =
            self.cursor.rest().iter().take_while(|next| next.is_ascii_digit()).collect();
        self.cursor.skip(number.len());
        Some((position, number))
    }
}
