//! Text without what XML and calendars cannot hold.

use std::borrow::Cow;

/// The text with U+FFFD in place of each control character other than tab and line ends, and of what
/// is no character of XML 1.0. There is no way to write those, not even escaped, and one of them makes
/// a whole file unreadable.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(is_unprintable) {
        text.replace(is_unprintable, "\u{FFFD}").into()
    } else {
        text.into()
    }
}

fn is_unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
