//! Letters and digits that are compared as others.
//!
//! The Arabic ones follow Lucene's ArabicNormalizer and PersianNormalizer: what writers and
//! keyboards do not keep apart is one letter. Left apart are the final forms of Hebrew, which a
//! word's end decides (no more does ICU fold them), й and ї, which are letters of their own, and
//! the traditional and simplified characters of Chinese, which no table maps one to one.

/// Appends a character in lower case as what it is compared as. What is neither letter, digit nor
/// mark goes, but for what a number is made of.
pub(super) fn push_folded(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' | '.' | ',' => out.push(c),
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
        // Alef wasla; teh marbuta, heh goal and the vowel heh; the other yehs; the other kafs.
        '\u{0671}' => out.push('\u{0627}'),
        '\u{0629}' | '\u{06C1}' | '\u{06C3}' | '\u{06D5}' => out.push('\u{0647}'),
        '\u{0649}' | '\u{06CC}' | '\u{06D2}' => out.push('\u{064A}'),
        '\u{06A9}' | '\u{06AA}' => out.push('\u{0643}'),
        '\u{066B}' => out.push('.'),
        '\u{066C}' => out.push(','),
        // Of a fraction ("½").
        '\u{2044}' => out.push('\u{2044}'),
        other => match digit(other) {
            Some(digit) => out.push(digit),
            None if other.is_alphanumeric() || is_mark(other) => out.push(other),
            None => {}
        },
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Zero in each script of the Basic Multilingual Plane with digits of its own; one to nine follow.
const ZEROS: [u32; 36] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// The ASCII digit that a digit of another script stands for.
pub(super) fn digit(c: char) -> Option<char> {
    let at = ZEROS.partition_point(|zero| *zero <= u32::from(c)).checked_sub(1)?;
    char::from_digit(u32::from(c) - ZEROS[at], 10)
}
