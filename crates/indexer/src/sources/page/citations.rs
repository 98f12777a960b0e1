//! Citations: `[5][6]`, `[5, 6]` and `[5-7]` in a text.
//!
//! ```text
//! group  = "[" item { ( "," | ";" ) item } "]"
//! item   = number [ dash number ]
//! number = 1 to 999
//! ```
//!
//! Anything else in brackets is text: `[sic]`, and also `[2024]`, which an editor puts into a
//! quotation, and no page cites a thousand articles.

use super::timeline::is_dash;

const MAX_NUMBER: u32 = 999;
/// The most numbers of a range: `[1-900]` is no citation.
const MAX_RANGE: u32 = 100;

/// The text without its citations, and their numbers in the order in which they first appear.
pub(super) fn extract(text: &str) -> (String, Vec<u32>) {
    let mut kept = String::with_capacity(text.len());
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let (before, bracket) = rest.split_at(open);
        kept.push_str(before);
        match group(bracket, &mut numbers) {
            Some(after) => rest = joined(&mut kept, after),
            None => {
                kept.push('[');
                rest = &bracket[1..];
            }
        }
    }
    kept.push_str(rest);
    let trimmed = kept.trim();
    if trimmed.len() < kept.len() {
        kept = trimmed.to_owned();
    }
    (kept, numbers)
}

/// How long the inside of a group may be, in bytes.
const LONGEST_GROUP: usize = 100;

/// Reads the group at the start of a text and gives what follows it.
fn group<'a>(text: &'a str, numbers: &mut Vec<u32>) -> Option<&'a str> {
    let text = text.strip_prefix('[')?;
    // A group is short; looking further for its end would make a page of brackets slow.
    let end = text.bytes().take(LONGEST_GROUP).position(|byte| byte == b']')?;
    let (inside, after) = (&text[..end], &text[end + 1..]);
    let mut found = Vec::new();
    for item in inside.split([',', ';']) {
        let (first, last) = item.split_once(is_dash).unwrap_or((item, item));
        let (first, last) = (number(first)?, number(last)?);
        if first > last || last - first >= MAX_RANGE {
            return None;
        }
        found.extend(first..=last);
    }
    for number in found {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    Some(after)
}

fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|number| (1..=MAX_NUMBER).contains(number))
}

/// Closes the gap that a group leaves, and gives what is still to be read. The space goes from
/// before it, so that a final period moves up to its word.
fn joined<'a>(kept: &mut String, after: &'a str) -> &'a str {
    let had_space = kept.ends_with(char::is_whitespace);
    kept.truncate(kept.trim_end().len());
    if kept.ends_with('(')
        && let Some(after) = after.strip_prefix(')')
    {
        kept.pop();
        return joined(kept, after);
    }
    if kept.is_empty() || kept.ends_with(['(', '“', '‘', '«']) {
        return after.trim_start();
    }
    if had_space && after.starts_with(char::is_alphanumeric) {
        kept.push(' ');
    }
    after
}
