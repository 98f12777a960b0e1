//! Writing marks into a text, escaped as HTML.

use std::ops::Range;

/// The text with `<mark>` around the spans, which are in order and do not overlap.
pub(crate) fn mark(text: &str, spans: &[Range<usize>]) -> String {
    mark_part(text, 0..text.len(), spans)
}

/// The same for a part of the text; no span may reach over its ends.
pub(super) fn mark_part(text: &str, part: Range<usize>, spans: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(part.len() + 16 * spans.len());
    let mut at = part.start;
    for span in spans.iter().filter(|span| span.start >= part.start && span.end <= part.end) {
        escape_into(&text[at..span.start], &mut out);
        out.push_str("<mark>");
        escape_into(&text[span.clone()], &mut out);
        out.push_str("</mark>");
        at = span.end;
    }
    escape_into(&text[at..part.end], &mut out);
    out
}

fn escape_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}
