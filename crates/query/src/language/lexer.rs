//! From characters to tokens.
//!
//! What is glued to an operand (see `prefix` and `suffix`) is read with it, as white space decides
//! on it; how operands stand to one another is the parser's. Parentheses are balanced here, so that
//! the parser never meets a `)` without its `(`, or one that is too deep for it.

use super::cursor::{Cursor, is_quote};
use super::fields::Field;
use super::token::{Prefix, Sign, Token, TokenKind};
use super::warning::{WarningCode, Warnings, shown};
use super::{quoted, word};

/// Reads tokens, one at a time.
#[derive(Debug)]
pub(super) struct Lexer {
    pub(super) cursor: Cursor,
    pub(super) warnings: Warnings,
    max_depth: usize,
    /// How many groups are open, and how many more were too deep.
    open: usize,
    too_deep: usize,
}

impl Lexer {
    /// At the start of a text.
    pub(super) fn new(text: &str, max_depth: usize) -> Self {
        let (cursor, warnings) = (Cursor::new(text), Warnings::default());
        Self { cursor, warnings, max_depth, open: 0, too_deep: 0 }
    }

    /// The next token, or None at the end of the text.
    pub(super) fn next_token(&mut self) -> Option<Token> {
        loop {
            self.cursor.skip_while(char::is_whitespace);
            let position = self.cursor.at();
            let token = match self.cursor.peek()? {
                ')' => self.close(position),
                '|' => {
                    self.cursor.skip_while(|next| next == '|');
                    Some(self.token(position, None, None, TokenKind::Bar))
                }
                _ => self.operand(position),
            };
            if token.is_some() {
                return token;
            }
        }
    }

    /// A token that ends where the text has been read to.
    pub(super) fn token(
        &self,
        position: usize,
        sign: Option<Sign>,
        prefix: Option<Prefix>,
        kind: TokenKind,
    ) -> Token {
        Token { position, sign, prefix, kind, ends_text: self.cursor.at_end() }
    }

    fn close(&mut self, position: usize) -> Option<Token> {
        self.cursor.skip(1);
        if self.too_deep > 0 {
            self.too_deep -= 1;
            self.no_suffix("a group");
            return None;
        }
        if self.open == 0 {
            self.warnings.add(position, WarningCode::UnbalancedParenthesis, || {
                "this `)` closes nothing and is ignored; write `\\)` for the character".to_owned()
            });
            return None;
        }
        self.open -= 1;
        self.no_suffix("a group");
        Some(self.token(position, None, None, TokenKind::Close))
    }

    /// A word, phrase, group or keyword. Where quotes or parentheses have to be ignored, what is
    /// glued before them applies to what follows them. A loop and not a recursion, as there may be
    /// a million of them.
    pub(super) fn body(
        &mut self,
        position: usize,
        sign: Option<Sign>,
        prefix: Option<Prefix>,
    ) -> Option<Token> {
        let glued = sign.is_some() || prefix.is_some();
        loop {
            match self.cursor.peek()? {
                '(' => {
                    if self.open() {
                        return Some(self.token(position, sign, prefix, TokenKind::Open));
                    }
                    if !glued {
                        return None;
                    }
                }
                quote if is_quote(quote) => {
                    let start = self.cursor.at();
                    if let Some(text) = quoted::read(&mut self.cursor) {
                        return self.phrase(position, start, sign, prefix, text);
                    }
                    self.unclosed(start);
                }
                next if next.is_whitespace() || matches!(next, ')' | '|') => return None,
                _ => return self.word(position, sign, prefix),
            }
        }
    }

    /// Opens a group, unless it would be too deep.
    fn open(&mut self) -> bool {
        let position = self.cursor.at();
        self.cursor.skip(1);
        if self.open < self.max_depth {
            self.open += 1;
            return true;
        }
        // One warning for a nest of them.
        if self.too_deep == 0 {
            let most = self.max_depth;
            self.warnings.add(position, WarningCode::TooDeep, || {
                format!("parentheses deeper than {most} are ignored; write the query with fewer")
            });
        }
        self.too_deep += 1;
        false
    }

    fn unclosed(&mut self, position: usize) {
        self.cursor.skip(1);
        self.warnings.add(position, WarningCode::UnclosedQuote, || {
            "this quote is never closed, so the rest is searched as words; close it, or write \
             `\\\"` for the character"
                .to_owned()
        });
    }

    fn phrase(
        &mut self,
        position: usize,
        start: usize,
        sign: Option<Sign>,
        prefix: Option<Prefix>,
        text: String,
    ) -> Option<Token> {
        let slop = self.slop();
        if !text.chars().any(char::is_alphanumeric) {
            self.warnings.add(start, WarningCode::EmptyPhrase, || {
                "there is no word between these quotes, so they are ignored; write words between \
                 them"
                    .to_owned()
            });
            return None;
        }
        Some(self.token(position, sign, prefix, TokenKind::Phrase { text, slop }))
    }

    fn word(
        &mut self,
        position: usize,
        sign: Option<Sign>,
        prefix: Option<Prefix>,
    ) -> Option<Token> {
        let start = self.cursor.at();
        let glyphs = word::read(&mut self.cursor);
        if sign.is_none()
            && prefix.is_none()
            && let Some(keyword) = keyword(&glyphs)
        {
            return Some(self.token(position, None, None, keyword));
        }
        let field = match prefix {
            Some(Prefix::Field(field)) => Some(field),
            _ => None,
        };
        match word::interpret(&glyphs, &mut self.warnings) {
            word::Reading::Word { text, form, flush } => {
                let mut token = self.token(position, sign, prefix, TokenKind::Word { text, form });
                token.ends_text &= flush;
                return Some(token);
            }
            word::Reading::Star if prefix.is_none() => {
                return Some(self.token(position, sign, None, TokenKind::All));
            }
            word::Reading::Nothing { symbols: true } if prefix.is_none() => {
                self.warnings.add(start, WarningCode::NothingToSearch, || {
                    let written = shown(&word::written(&glyphs));
                    format!("{written} has no letter or digit and is ignored; search for words")
                });
            }
            _ => {
                if let Some(field) = field {
                    self.warn_empty(position, Field::Text(field));
                }
            }
        }
        None
    }
}

/// `OR`, `AND` and `NOT` are operators in upper case, without anything glued to them.
fn keyword(glyphs: &[word::Glyph]) -> Option<TokenKind> {
    if glyphs.len() > 3 || glyphs.iter().any(|glyph| glyph.literal) {
        return None;
    }
    match word::written(glyphs).as_str() {
        "OR" => Some(TokenKind::Or),
        "AND" => Some(TokenKind::And),
        "NOT" => Some(TokenKind::Not),
        _ => None,
    }
}
