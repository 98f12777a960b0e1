//! Dates put together: intervals, and those with an open end.

use super::cursor::Cursor;
use super::piece::{Piece, Whole, piece};
use super::token::Token;
use super::word::Word;
use crate::date::unit::Hedge;

/// A written date as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phrase {
    At(Hedged),
    Range(Hedged, Joint, Hedged),
    Since(Hedged),
    Until(Hedged),
    Before(Hedged),
    After(Hedged),
}

/// One date with what was said of how sure it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hedged {
    pub(super) hedge: Hedge,
    pub(super) piece: Piece,
}

/// What stands between the two dates of an interval.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joint {
    Hyphen,
    /// A longer dash, or a word.
    Other,
}

/// Reads all the tokens, or nothing.
pub(super) fn phrase(tokens: &[Token]) -> Option<Phrase> {
    let mut cursor = Cursor::new(tokens);
    let phrase = opened(&mut cursor)?;
    cursor.at_end().then_some(phrase)
}

fn opened(cursor: &mut Cursor<'_>) -> Option<Phrase> {
    let Some(Token::Word(word)) = cursor.peek() else {
        return joined(cursor, Phrase::At);
    };
    match word {
        Word::From => {
            cursor.bump();
            joined(cursor, Phrase::Since)
        }
        Word::Between => {
            cursor.bump();
            let first = hedged(cursor)?;
            let last = cursor.eat_word(Word::And).then(|| hedged(cursor))??;
            Some(Phrase::Range(first, Joint::Other, last))
        }
        Word::Since => {
            cursor.bump();
            hedged(cursor).map(Phrase::Since)
        }
        Word::Until => {
            cursor.bump();
            hedged(cursor).map(Phrase::Until)
        }
        Word::Up => {
            cursor.bump();
            let _ = cursor.eat_word(Word::To) || cursor.eat_word(Word::Until);
            hedged(cursor).map(Phrase::Until)
        }
        Word::Before => {
            cursor.bump();
            hedged(cursor).map(Phrase::Before)
        }
        Word::Prior => {
            cursor.bump();
            cursor.eat_word(Word::To).then(|| hedged(cursor))?.map(Phrase::Before)
        }
        Word::After => {
            cursor.bump();
            hedged(cursor).map(Phrase::After)
        }
        _ => joined(cursor, Phrase::At),
    }
}

/// A date and what may follow it: the other end of an interval, or "on". Alone it means what
/// `alone` makes of it.
fn joined(cursor: &mut Cursor<'_>, alone: fn(Hedged) -> Phrase) -> Option<Phrase> {
    let first = hedged(cursor)?;
    if cursor.eat_word(Word::On) {
        return Some(Phrase::Since(first));
    }
    if cursor.at_end() {
        return Some(alone(first));
    }
    let joint = match cursor.bump()? {
        Token::Hyphen => Joint::Hyphen,
        Token::Dash | Token::Word(Word::To | Word::Until) => Joint::Other,
        // "January/February 2026" is the two months; a slash between anything else is unclear.
        Token::Slash if matches!(first.piece.whole, Whole::Month(_)) => Joint::Other,
        _ => return None,
    };
    cursor.eat_word(Word::The);
    if cursor.eat_word(Word::Present) {
        return Some(Phrase::Since(first));
    }
    let last = hedged(cursor)?;
    Some(Phrase::Range(first, joint, last))
}

fn hedged(cursor: &mut Cursor<'_>) -> Option<Hedged> {
    let mut hedge = Hedge::default();
    loop {
        match cursor.peek() {
            Some(Token::Word(Word::Approximately)) => hedge.approximate = true,
            Some(Token::Word(Word::Possibly)) => hedge.uncertain = true,
            Some(Token::Sign(sign @ b'~')) => hedge = hedge.or(Hedge::from_sign(sign)?),
            // A weekday is not compared with the date: where the two disagree, the date counts.
            Some(Token::Word(Word::The | Word::Weekday)) => {}
            _ => break,
        }
        cursor.bump();
        cursor.eat(Token::Comma);
    }
    let piece = piece(cursor)?;
    while let Some(Token::Sign(sign)) = cursor.peek() {
        hedge = hedge.or(Hedge::from_sign(sign)?);
        cursor.bump();
    }
    Some(Hedged { hedge, piece })
}
