use super::token::Token;
use super::word::Word;

/// A place in the tokens of a date, and the ways to move it on.
pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
}

impl<'a> Cursor<'a> {
    pub(super) fn new(tokens: &'a [Token]) -> Cursor<'a> {
        Cursor { tokens }
    }

    pub(super) fn at_end(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.tokens.first().copied()
    }

    pub(super) fn bump(&mut self) -> Option<Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(*first)
    }

    /// Moves past this token, if it is the next.
    pub(super) fn eat(&mut self, token: Token) -> bool {
        let found = self.peek() == Some(token);
        if found {
            self.bump();
        }
        found
    }

    pub(super) fn eat_word(&mut self, word: Word) -> bool {
        self.eat(Token::Word(word))
    }

    /// A number of one or two digits: a day, a month, a quarter.
    pub(super) fn small(&mut self) -> Option<u32> {
        match self.peek() {
            Some(Token::Number { value, digits: 1 | 2 }) => {
                self.bump();
                Some(value)
            }
            _ => None,
        }
    }

    /// A number of four digits that is no decade ("2020s").
    pub(super) fn year(&mut self) -> Option<u32> {
        match self.tokens {
            [Token::Number { digits: 4, .. }, Token::Word(Word::DecadeSuffix), ..] => None,
            [Token::Number { value, digits: 4 }, ..] => {
                self.bump();
                Some(*value)
            }
            _ => None,
        }
    }

    /// What a parser reads; if it reads nothing, the cursor stays where it was.
    pub(super) fn attempt<T>(
        &mut self,
        parser: impl FnOnce(&mut Cursor<'a>) -> Option<T>,
    ) -> Option<T> {
        let before = self.tokens;
        let read = parser(self);
        if read.is_none() {
            self.tokens = before;
        }
        read
    }
}
