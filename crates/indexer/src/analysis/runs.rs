//! Scripts that are written without spaces: a run of their characters becomes each of them and each
//! pair of neighbours.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Gram;
use super::fold::fold_into;
use super::joints::is_dash;
use super::letters::digit;
use super::word_sink::Word;

/// Hands the words of the run to `sink`.
pub(super) fn grams(
    text: &str,
    run: Range<usize>,
    position: &mut u32,
    sink: &mut impl FnMut(Word<'_>),
) {
    let start = run.start;
    let mut previous: Option<(Range<usize>, String)> = None;
    let mut count = 0;
    let mut units = text[run].grapheme_indices(true).peekable();
    while let Some((offset, unit)) = units.next() {
        let mut range = start + offset..start + offset + unit.len();
        // A vowel of Thai and Lao that is written as its two halves is one character all the same.
        if unit.ends_with(['\u{E4D}', '\u{ECD}'])
            && let Some((_, half)) =
                units.next_if(|(_, next)| next.starts_with(['\u{E32}', '\u{EB2}']))
        {
            range.end += half.len();
        }
        let mut folded = String::new();
        fold_into(&text[range.clone()], &mut folded);
        // What is not seen, or joins words, is no character of a word.
        if !folded.contains(char::is_alphanumeric) {
            if unit.starts_with(is_dash) {
                end_run(previous.take(), count, position, sink);
                count = 0;
            }
            continue;
        }
        if let Some((before, single)) = previous.replace((range.clone(), folded.clone())) {
            let at = *position;
            sink(gram(&single, before.clone(), at, Gram::Single));
            sink(gram(&format!("{single}{folded}"), before.start..range.end, at, Gram::Pair));
            *position += 1;
        }
        count += 1;
    }
    end_run(previous, count, position, sink);
}

/// The last of so many characters in a row.
fn end_run(
    last: Option<(Range<usize>, String)>,
    count: usize,
    position: &mut u32,
    sink: &mut impl FnMut(Word<'_>),
) {
    if let Some((range, single)) = last {
        let kind = if count == 1 { Gram::Alone } else { Gram::Single };
        sink(gram(&single, range, *position, kind));
        *position += 1;
    }
}

fn gram(word: &str, range: Range<usize>, position: u32, gram: Gram) -> Word<'_> {
    Word { word, range, position, gram }
}

/// Scripts in which words are not set apart: Han, Hiragana, Katakana, Hangul (whose words carry
/// particles), Thai, Lao, Myanmar and Khmer. Their digits make numbers like those of any script.
pub(super) fn writes_no_spaces(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1100..=0x11FF | 0x1780..=0x17FF
        | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3130..=0x318F | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xA960..=0xA97F | 0xA9E0..=0xA9FF
        | 0xAA60..=0xAA7F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFF66..=0xFFDC
        | 0x20000..=0x323AF)
        && digit(c).is_none()
}
