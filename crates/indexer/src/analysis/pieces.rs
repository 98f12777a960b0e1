//! Cutting a word of UAX 29 further where readers of news would: at low lines, colons and the like,
//! at dots that are neither in a number nor in an initialism, and at commas of a list.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::commas::Commas;
use super::joints::{is_comma, is_dot, parts_words};

/// Degrees, of which a part has two letters or more, without their last dot.
const DEGREES: [&str; 8] = ["Ph.D", "M.Sc", "B.Sc", "D.Sc", "LL.B", "LL.M", "D.Phil", "M.Phil"];

/// The pieces of a word that starts at `offset` in its text. An initialism ("U.S") is one piece.
pub(super) fn pieces(word: &str, offset: usize, mut each: impl FnMut(Range<usize>, &str)) {
    let is_plain = |b: u8| b < 0x80 && !matches!(b, b'.' | b',' | b':' | b';' | b'_');
    if word.bytes().all(is_plain) {
        each(offset..offset + word.len(), word);
        return;
    }
    cut(
        word,
        offset,
        |_, c, _| parts_words(c),
        |range, part| {
            if is_initialism(part) {
                each(range, part);
                return;
            }
            let is_list = part.contains(is_comma) && Commas::of(part) == Commas::List;
            let parts_numbers = |before: Option<char>, c, behind: Option<char>| {
                let is_between =
                    |what: fn(char) -> bool| before.is_some_and(what) && behind.is_some_and(what);
                match c {
                    // The narrow space that groups the digits of French numbers.
                    '\u{202F}' => !is_between(char::is_numeric),
                    // A letter of Catalan ("col·legi").
                    '·' => !is_between(|c| matches!(c, 'l' | 'L')),
                    _ if is_dot(c) => !is_between(char::is_numeric),
                    _ => is_list && is_comma(c),
                }
            };
            cut(part, range.start, parts_numbers, &mut each);
        },
    );
}

/// Cuts a word at the characters that `parts` says so of, given what stands before and behind them.
fn cut(
    word: &str,
    offset: usize,
    parts: impl Fn(Option<char>, char, Option<char>) -> bool,
    mut each: impl FnMut(Range<usize>, &str),
) {
    let (mut start, mut before) = (0, None);
    for (at, c) in word.char_indices() {
        let end = at + c.len_utf8();
        if parts(before, c, word[end..].chars().next()) {
            if start < at {
                each(offset + start..offset + at, &word[start..at]);
            }
            start = end;
        }
        before = Some(c);
    }
    if start < word.len() {
        each(offset + start..offset + word.len(), &word[start..]);
    }
}

/// Whether a word is single letters with dots between them ("U.S", "e.g"), or a degree.
pub(super) fn is_initialism(word: &str) -> bool {
    if DEGREES.iter().any(|degree| degree.eq_ignore_ascii_case(word)) {
        return true;
    }
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
