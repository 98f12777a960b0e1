//! Choosing the part of a long text that shows best why it matched.

use std::collections::BTreeSet;
use std::ops::Range;

use super::mark::mark_part;

/// How much of a text is shown, in bytes; a text a little longer is shown whole.
const PASSAGE_BYTES: usize = 280;
/// How many marks are looked at for the best passage to begin with.
const LOOKED_AT: usize = 500;
/// How much room is left before the first mark.
const LEAD_BYTES: usize = 60;

/// The passage with the most different words marked, and among those the most marks; the earliest
/// of equals. Cut ends are marked by an ellipsis.
pub(crate) fn passage(text: &str, spans: &[Range<usize>]) -> String {
    let part = choose(text, spans);
    let before = if part.start > 0 { "…" } else { "" };
    let after = if part.end < text.len() { "…" } else { "" };
    format!("{before}{}{after}", mark_part(text, part, spans))
}

/// The beginning of a text, for when nothing in it is marked.
pub(crate) fn lead(text: &str) -> String {
    let part = choose(text, &[]);
    let after = if part.end < text.len() { "…" } else { "" };
    format!("{}{after}", &text[part])
}

fn choose(text: &str, spans: &[Range<usize>]) -> Range<usize> {
    if text.len() <= PASSAGE_BYTES + LEAD_BYTES {
        return 0..text.len();
    }
    let mut best: Option<((usize, usize), Range<usize>)> = None;
    for (at, first) in spans.iter().enumerate().take(LOOKED_AT) {
        let start = first.start.saturating_sub(LEAD_BYTES);
        let end = start + PASSAGE_BYTES;
        let inside: Vec<_> = spans[at..].iter().take_while(|span| span.end <= end).collect();
        let words: BTreeSet<String> =
            inside.iter().map(|span| text[(*span).clone()].to_lowercase()).collect();
        let worth = (words.len(), inside.len());
        if best.as_ref().is_none_or(|(known, _)| worth > *known) {
            best = Some((worth, start..end));
        }
    }
    let Range { start, end } = best.map_or(0..PASSAGE_BYTES, |(_, part)| part);
    let end = end.min(text.len());
    // A passage that would reach over the end begins earlier instead.
    let start = if end == text.len() { text.len().saturating_sub(PASSAGE_BYTES) } else { start };
    whole(text, start..end, spans)
}

/// Moves the ends of a passage to where words and marks end.
fn whole(text: &str, part: Range<usize>, spans: &[Range<usize>]) -> Range<usize> {
    let mut start = part.start;
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = part.end;
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if start > 0 {
        // Forward to the next word, if there is one soon; scripts without spaces are cut as is.
        let gap = text[start..end].char_indices().find(|(_, c)| c.is_whitespace());
        if let Some((at, gap)) = gap.filter(|(at, _)| *at < LEAD_BYTES / 2) {
            start += at + gap.len_utf8();
        }
    }
    if end < text.len() {
        let gap = text[start..end].rfind(char::is_whitespace);
        if let Some(at) = gap.filter(|at| end - (start + at) < LEAD_BYTES / 2) {
            end = start + at;
        }
    }
    // A mark that an end has come to lie in is taken along whole.
    for span in spans {
        if span.start < start && span.end > start {
            start = span.start;
        }
        if span.start < end && span.end > end {
            end = span.end;
        }
    }
    start..end.max(start)
}
