//! Cutting a word of UAX 29 further where readers of news would: at underscores, colons, and at
//! dots that are neither in a number nor in an initialism.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The pieces of a word that starts at `offset` in its text. An initialism ("U.S") is one piece.
pub(super) fn pieces(word: &str, offset: usize, mut each: impl FnMut(Range<usize>, &str)) {
    if !word.bytes().any(|b| matches!(b, b'.' | b':' | b'_') || b >= 0x80) || is_initialism(word) {
        each(offset..offset + word.len(), word);
        return;
    }
    let mut start = 0;
    let mut previous = None;
    for (at, c) in word.char_indices() {
        let next = word[at + c.len_utf8()..].chars().next();
        let in_number =
            previous.is_some_and(char::is_numeric) && next.is_some_and(char::is_numeric);
        if matches!(c, '_' | ':' | '\u{FF3F}' | '\u{203F}' | '·') || (is_dot(c) && !in_number) {
            if start < at {
                each(offset + start..offset + at, &word[start..at]);
            }
            start = at + c.len_utf8();
        }
        previous = Some(c);
    }
    if start < word.len() {
        each(offset + start..offset + word.len(), &word[start..]);
    }
}

/// Whether a word is single letters with dots between them: "U.S", "e.g".
pub(super) fn is_initialism(word: &str) -> bool {
    let mut letters = 0;
    for (index, part) in word.split(is_dot).enumerate() {
        // A letter may be written as its base and its marks.
        let mut chars = part.chars().filter(|c| !is_combining_mark(*c));
        match (chars.next(), chars.next()) {
            (Some(letter), None) if letter.is_alphabetic() => letters += 1,
            // A possessive may follow: "U.S.'s" keeps its letters.
            (None, None) if index > 0 => {}
            _ => return false,
        }
    }
    letters > 1
}

/// Dots of every width.
const fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{2024}' | '\u{FF0E}')
}
