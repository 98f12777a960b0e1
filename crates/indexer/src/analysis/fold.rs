//! Folding a word to the form that it is compared in.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// No word is longer than this, in bytes of its folded form; the rest is cut on both sides alike.
const MAX_WORD_BYTES: usize = 128;

/// Apostrophes of every kind.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' | '`' | '\u{00B4}'
    )
}

/// Appends the folded form of a word: compatibility forms resolved, lower case, without
/// diacritics (where they are no letters of their own), apostrophes and invisible characters.
pub(super) fn fold_into(word: &str, out: &mut String) {
    let start = out.len();
    if word.is_ascii() {
        out.extend(
            word.bytes()
                .filter(|b| b.is_ascii_graphic() && *b != b'\'' && *b != b'`')
                .map(|b| b.to_ascii_lowercase() as char),
        );
    } else {
        fold_unicode(word, out);
    }
    truncate(out, start + MAX_WORD_BYTES);
}

fn fold_unicode(word: &str, out: &mut String) {
    let mut base = ' ';
    let kept = word.nfkd().filter(move |c| {
        if is_combining_mark(*c) {
            return !mark_is_folded(base, *c);
        }
        if is_ignorable(*c) {
            return false;
        }
        base = *c;
        !is_apostrophe(*c)
    });
    for c in kept.nfc() {
        for lower in c.to_lowercase() {
            match lower {
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'þ' => out.push_str("th"),
                'ø' => out.push('o'),
                'đ' | 'ð' => out.push('d'),
                'ħ' => out.push('h'),
                'ł' => out.push('l'),
                'ŧ' => out.push('t'),
                'ı' => out.push('i'),
                'ς' => out.push('σ'),
                // The dot that lowering a dotted capital I leaves behind.
                '\u{307}' => {}
                other => out.push(other),
            }
        }
    }
}

/// Whether a mark on this base is dropped: in Latin and Greek always; in Cyrillic the dots of ё
/// alone, as й and ї are letters; in Arabic and Hebrew the points. Elsewhere marks are vowels.
fn mark_is_folded(base: char, mark: char) -> bool {
    match u32::from(base) {
        0..=0x024F | 0x1E00..=0x1EFF | 0x0370..=0x03FF | 0x1F00..=0x1FFF => true,
        0x0400..=0x04FF => mark == '\u{301}' || (mark == '\u{308}' && matches!(base, 'е' | 'Е')),
        0x0590..=0x06FF => true,
        _ => false,
    }
}

/// Characters that are not seen: soft hyphens, joiners, marks of direction, variation selectors,
/// and the stretching of Arabic; and spaces and control characters, which a mark behind them can
/// make part of a word.
fn is_ignorable(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(
            c,
            '\u{00AD}' | '\u{034F}' | '\u{0640}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        )
}

fn truncate(out: &mut String, limit: usize) {
    if out.len() > limit {
        let mut end = limit;
        while !out.is_char_boundary(end) {
            end -= 1;
        }
        out.truncate(end);
    }
}
