use super::super::DateProblem;
use super::word::Word;

/// The hyphens of Unicode that are no dashes: `‐` and the non-breaking `‑`.
pub(super) const UNICODE_HYPHENS: [char; 2] = ['\u{2010}', '\u{2011}'];

/// A piece of a written date that matters. White space does not, but for where words end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    /// At most four digits, and how many: `05` is a day and no year.
    Number {
        value: u32,
        digits: usize,
    },
    Word(Word),
    /// `-` and its look-alikes.
    Hyphen,
    /// Any longer dash, or several hyphens.
    Dash,
    Slash,
    Dot,
    Comma,
    /// `?`, `~` or `%`.
    Sign(u8),
}

/// Cuts text into tokens. The first thing that is no part of any date ends it, so that a sentence
/// is turned down after a word or two.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, DateProblem> {
    let mut tokens = Vec::with_capacity(8);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, token) = if first.is_ascii_digit() {
            let digits = run(rest, |c| c.is_ascii_digit());
            (digits, Some(number(&rest[..digits])?))
        } else if first.is_alphabetic() {
            let letters = run(rest, char::is_alphabetic);
            let word = Word::from_text(&rest[..letters]).ok_or(DateProblem::Unrecognised)?;
            // The dot of an abbreviation goes with it: "Dec.", "c."
            let dot = usize::from(rest[letters..].starts_with('.'));
            (letters + dot, Some(Token::Word(word)))
        } else if first == '-' || UNICODE_HYPHENS.contains(&first) {
            let length = run(rest, |c| c == '-' || UNICODE_HYPHENS.contains(&c));
            let several = length > first.len_utf8();
            let token = if several { Token::Dash } else { Token::Hyphen };
            (length, Some(token))
        } else {
            (first.len_utf8(), sign(first)?)
        };
        tokens.extend(token);
        rest = &rest[length..];
    }
    Ok(tokens)
}

/// White space, and what takes no room: zero-width spaces, joiners and the soft hyphen.
pub(in crate::date) fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A character that stands for itself; `None` for one that says nothing.
fn sign(character: char) -> Result<Option<Token>, DateProblem> {
    Ok(Some(match character {
        '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' => Token::Dash,
        '\u{fe63}' | '\u{ff0d}' => Token::Hyphen,
        '/' => Token::Slash,
        '.' => Token::Dot,
        ',' => Token::Comma,
        '~' | '≈' | '∼' => Token::Sign(b'~'),
        '?' => Token::Sign(b'?'),
        '%' => Token::Sign(b'%'),
        // "2020's" is the decade.
        '\'' | '’' => return Ok(None),
        blank if is_blank(blank) => return Ok(None),
        _ => return Err(DateProblem::Unrecognised),
    }))
}

fn number(digits: &str) -> Result<Token, DateProblem> {
    if digits.len() > 4 {
        return Err(DateProblem::YearOutOfRange);
    }
    let value = digits.parse().map_err(|_| DateProblem::Unrecognised)?;
    Ok(Token::Number { value, digits: digits.len() })
}

/// How many bytes at the start of a text are characters of a kind.
fn run(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_in(c)).unwrap_or(text.len())
}
