//! Folding a word to the form that it is compared in.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::joints::is_apostrophe;
use super::letters::push_folded;

/// No word is longer than this, in bytes of its folded form; the rest is cut on both sides alike.
const MAX_WORD_BYTES: usize = 128;

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
    // Some apostrophes are decomposed to a space with a mark.
    let kept = word.chars().filter(|c| !is_apostrophe(*c)).nfkd().filter(move |c| {
        if is_combining_mark(*c) {
            return !mark_is_folded(base, *c);
        }
        if is_ignorable(*c) {
            return false;
        }
        base = *c;
        true
    });
    for c in kept.nfc() {
        c.to_lowercase().for_each(|lower| push_folded(lower, out));
    }
}

/// Whether a mark on this base is dropped: in Latin and Greek always; in Cyrillic the dots of ё and
/// the stress of vowels alone, as й, ї and ѓ are letters; in Arabic and Hebrew the points. Elsewhere
/// marks are vowels.
fn mark_is_folded(base: char, mark: char) -> bool {
    match u32::from(base) {
        0..=0x024F | 0x1E00..=0x1EFF | 0x0370..=0x03FF | 0x1F00..=0x1FFF => true,
        0x0400..=0x04FF => match mark {
            '\u{300}' | '\u{301}' => "аеиоуыэюяєіАЕИОУЫЭЮЯЄІ".contains(base),
            '\u{308}' => matches!(base, 'е' | 'Е'),
            _ => false,
        },
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
