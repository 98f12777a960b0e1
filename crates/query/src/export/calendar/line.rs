//! The lines of a calendar: escaped, and folded at 75 bytes between two letters.

use super::super::printable::printable;

/// The most bytes of a line, without its end.
const MOST_BYTES: usize = 75;

/// A text as a value. What an old parser takes for the end of a value is escaped.
pub(super) fn text(text: &str) -> String {
    let text = printable(text).replace("\r\n", "\n");
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\r' => escaped.push_str("\\n"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a line. What goes on in the next one is marked by a space, which counts.
pub(super) fn line(out: &mut Vec<u8>, name: &str, value: &str) {
    let whole = format!("{name}:{value}");
    let mut bytes = 0;
    for c in whole.chars() {
        if bytes + c.len_utf8() > MOST_BYTES {
            out.extend_from_slice(b"\r\n ");
            bytes = 1;
        }
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        bytes += c.len_utf8();
    }
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::{line, text};

    #[test]
    fn a_text_keeps_to_its_line() {
        assert_eq!(text("a, b; c\\d\r\ne\rf\ng:\"h\""), "a\\, b\\; c\\\\d\\ne\\nf\\ng:\"h\"");
        assert_eq!(text("bell\u{7}"), "bell\u{FFFD}");
    }

    #[test]
    fn a_line_is_folded_between_letters_and_unfolds_to_itself() {
        for value in ["x".repeat(73), "x".repeat(74), "مـتحف ".repeat(40), "😀".repeat(50)] {
            let mut out = Vec::new();
            line(&mut out, "A", &value);
            let written = String::from_utf8(out).unwrap();
            assert!(written.split("\r\n").all(|line| line.len() <= 75), "{written}");
            assert_eq!(written.replace("\r\n ", ""), format!("A:{value}\r\n"));
            assert_eq!(written.matches("\r\n").count() > 1, value.len() > 73, "{written}");
        }
    }
}
