//! A place in the text, counted in characters.

/// The text and how far it has been read. Positions in warnings are positions here, which is why
/// the text is kept as characters and not as bytes.
#[derive(Debug)]
pub(super) struct Cursor {
    chars: Vec<char>,
    at: usize,
}

impl Cursor {
    /// At the start of a text.
    pub(super) fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0 }
    }

    /// The position of the next character.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// Whether everything has been read.
    pub(super) fn at_end(&self) -> bool {
        self.at >= self.chars.len()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// The character that was read last.
    pub(super) fn before(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|at| self.chars.get(at)).copied()
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &[char] {
        self.chars.get(self.at..).unwrap_or_default()
    }

    /// Reads on by so many characters.
    pub(super) fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.chars.len());
    }

    /// Reads on for as long as the characters are such, and says how many were.
    pub(super) fn skip_while(&mut self, such: impl Fn(char) -> bool) -> usize {
        let count = self.rest().iter().take_while(|&&next| such(next)).count();
        self.skip(count);
        count
    }
}

/// Whether a character opens or closes a phrase: any quote opens, and any closes, as
/// keyboards mix them and `„…“` closes with what `“…”` opens with.
pub(super) fn is_quote(next: char) -> bool {
    matches!(next, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether a character ends a word or an unquoted value.
pub(super) fn ends_word(next: char) -> bool {
    next.is_whitespace() || matches!(next, '(' | ')' | '|') || is_quote(next)
}

/// Whether `\` before this character makes it an ordinary one. Before any other character `\`
/// stands for itself.
pub(super) fn is_operator(next: char) -> bool {
    matches!(next, '\\' | '(' | ')' | '|' | '*' | '~' | ':' | '+' | '-') || is_quote(next)
}
