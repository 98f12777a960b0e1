//! Tokens written as one string, the form in which they are handed to tantivy.
//!
//! tantivy's own form for ready tokens allocates every token and clones the list; a string of
//! words with a separator costs one allocation a field, and the tokenizer that reads it back only
//! copies slices.

use tantivy::tokenizer::{Token as IndexToken, TokenStream, Tokenizer};

/// The name under which [`TokenTextTokenizer`] is registered.
pub const TOKEN_TEXT: &str = "token-text";

/// Ends a token. Neither this nor the next one can occur in a folded word.
const END: u8 = 0x1F;
/// Stands before a token that shares the position of the one before it.
const SAME_POSITION: u8 = 0x1E;

/// How many places lie between the texts of one field, so that no phrase reaches from one into the
/// next: more than the words of a phrase may be moved.
pub const TEXT_GAP: u32 = 100;

/// A list of tokens, as one string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenText {
    text: String,
    next_position: u32,
}

impl TokenText {
    /// An empty list with room for the tokens of a text of so many bytes.
    pub fn for_text(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes + bytes / 8 + 8), next_position: 0 }
    }

    /// Appends a token. Positions must not decrease.
    pub fn push(&mut self, word: &str, position: u32) {
        if position < self.next_position {
            self.text.push(char::from(SAME_POSITION));
        }
        self.text.push_str(word);
        self.text.push(char::from(END));
        self.next_position = position + 1;
    }

    /// Whether it holds no token.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The string.
    pub fn into_string(self) -> String {
        self.text
    }
}

/// Reads a [`TokenText`] back.
#[derive(Clone, Default)]
pub struct TokenTextTokenizer;

/// The tokens of one [`TokenText`].
pub struct TokenTextStream<'a> {
    rest: &'a str,
    token: IndexToken,
}

impl Tokenizer for TokenTextTokenizer {
    type TokenStream<'a> = TokenTextStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TokenTextStream<'a> {
        TokenTextStream { rest: text, token: IndexToken::default() }
    }
}

impl TokenStream for TokenTextStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(end) = memchr::memchr(END, self.rest.as_bytes()) else { return false };
        let (word, rest) = (&self.rest[..end], &self.rest[end + 1..]);
        self.rest = rest;
        // The next text of the field starts behind the end of the last token.
        self.token.position_length = if rest.is_empty() { TEXT_GAP as usize } else { 1 };
        self.token.text.clear();
        if let Some(word) = word.strip_prefix(char::from(SAME_POSITION)) {
            self.token.text.push_str(word);
        } else {
            self.token.position = self.token.position.wrapping_add(1);
            self.token.text.push_str(word);
        }
        true
    }

    fn token(&self) -> &IndexToken {
        &self.token
    }

    fn token_mut(&mut self) -> &mut IndexToken {
        &mut self.token
    }
}
