//! A page cut into paragraphs.

use super::landmark::Landmark;
use super::word::words;

/// Lines that stand directly under each other.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    /// The number of its first line, from 1.
    pub(super) line: u64,
    /// Its lines, without the space around them; none is blank.
    pub(super) lines: Vec<&'a str>,
}

/// The paragraphs of a page. A landmark is a paragraph also where no blank line sets it apart.
pub(super) fn paragraphs(page: &str) -> Vec<Paragraph<'_>> {
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    let mut is_open = false;
    for (text, line) in page.lines().zip(1_u64..) {
        let text = text.trim();
        if text.is_empty() {
            is_open = false;
            continue;
        }
        let is_landmark = Landmark::of(text).is_some();
        match paragraphs.last_mut() {
            Some(paragraph) if is_open && !is_landmark => paragraph.lines.push(text),
            _ => paragraphs.push(Paragraph { line, lines: vec![text] }),
        }
        is_open = !is_landmark;
    }
    paragraphs
}

impl<'a> Paragraph<'a> {
    /// What it is, if it is no text.
    pub(super) fn landmark(&self) -> Option<Landmark<'a>> {
        match self.lines.as_slice() {
            [line] => Landmark::of(line),
            _ => None,
        }
    }

    /// Its text on one line.
    pub(super) fn text(&self) -> String {
        self.lines.join(" ")
    }

    /// Its first line as a heading, and the rest as text, if the first line is in title case and
    /// ends like no sentence.
    pub(super) fn headed(&self) -> Option<(String, String)> {
        let (heading, body) = self.lines.split_first()?;
        let body = body.join(" ");
        let ends_open = heading.ends_with(|last: char| last.is_alphanumeric() || last == '?');
        let in_title_case = words(heading).iter().all(|word| word.is_capital() || word.is_small());
        (!body.is_empty() && ends_open && in_title_case && !words(heading).last()?.is_small())
            .then(|| ((*heading).to_owned(), body))
    }
}
