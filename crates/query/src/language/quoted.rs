//! What stands between quotes.

use super::cursor::{Cursor, is_quote};

/// Reads from the opening quote over the closing one, and gives the text between them, trimmed.
/// Inside, `\` before a quote or another `\` makes it an ordinary character. None, with nothing
/// read, where the quote is never closed.
pub(super) fn read(cursor: &mut Cursor) -> Option<String> {
    let mut text = String::new();
    let mut rest = cursor.rest().iter().copied().enumerate().skip(1).peekable();
    while let Some((at, next)) = rest.next() {
        match next {
            '\\' => match rest.next_if(|&(_, escaped)| is_escaped(escaped)) {
                Some((_, escaped)) => text.push(escaped),
                None => text.push('\\'),
            },
            quote if is_quote(quote) => {
                cursor.skip(at + 1);
                return Some(text.trim().to_owned());
            }
            other => text.push(other),
        }
    }
    None
}

/// The text between quotes, such that reading gives it back.
pub(super) fn write(text: &str, to: &mut String) {
    to.push('"');
    for next in text.chars() {
        if is_escaped(next) {
            to.push('\\');
        }
        to.push(next);
    }
    to.push('"');
}

fn is_escaped(next: char) -> bool {
    next == '\\' || is_quote(next)
}
