//! A body cut into lines as it arrives.

use std::mem;

use memchr::memchr;

/// What a text file may begin with to say that it is UTF-8. It is no part of the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// How many bytes beyond the limit may turn out not to be part of a line: the mark before the
/// first one, and a carriage return.
const LEEWAY: usize = BYTE_ORDER_MARK.len() + 1;

/// The lines of a body, in order.
#[derive(Debug)]
pub(super) struct Lines {
    limit: usize,
    /// The line that is being read, from 1.
    number: u64,
    /// What has arrived of it.
    partial: Vec<u8>,
    /// Whether it is over the limit; then nothing of it is kept.
    too_large: bool,
}

/// A line that is not blank.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) number: u64,
    /// Its bytes without the end of the line; none where there are more of them than are read.
    pub(super) body: Option<Vec<u8>>,
}

impl Lines {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, number: 1, partial: Vec::new(), too_large: false }
    }

    /// The next line that ends within what has arrived, which is consumed up to there. Where none
    /// ends, all is consumed and kept as the beginning of one.
    pub(super) fn next(&mut self, arrived: &mut &[u8]) -> Option<Line> {
        while !arrived.is_empty() {
            let newline = memchr(b'\n', arrived);
            let (content, rest) = match newline {
                Some(at) => (&arrived[..at], &arrived[at + 1..]),
                None => (*arrived, &[][..]),
            };
            *arrived = rest;
            self.keep(content);
            if newline.is_some()
                && let Some(line) = self.end_line()
            {
                return Some(line);
            }
        }
        None
    }

    /// The last line, where the body ends without a line feed.
    pub(super) fn last(&mut self) -> Option<Line> {
        self.end_line()
    }

    /// How many bytes are held of a line that has not ended.
    pub(super) fn held(&self) -> usize {
        self.partial.len()
    }

    fn keep(&mut self, content: &[u8]) {
        if self.too_large || self.partial.len() + content.len() > self.limit.saturating_add(LEEWAY)
        {
            self.too_large = true;
            self.partial = Vec::new();
        } else {
            self.partial.extend_from_slice(content);
        }
    }

    fn end_line(&mut self) -> Option<Line> {
        let number = self.number;
        self.number += 1;
        let too_large = mem::take(&mut self.too_large);
        let mut body = mem::take(&mut self.partial);
        if number == 1 && body.starts_with(BYTE_ORDER_MARK) {
            body.drain(..BYTE_ORDER_MARK.len());
        }
        if body.last() == Some(&b'\r') {
            body.pop();
        }
        if too_large || body.len() > self.limit {
            return Some(Line { number, body: None });
        }
        (!body.trim_ascii().is_empty()).then_some(Line { number, body: Some(body) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a body that arrives in pieces of so many bytes: `number:body`, or `number!`.
    fn cut(body: &[u8], piece: usize, limit: usize) -> Vec<String> {
        let mut lines = Lines::new(limit);
        let mut found = Vec::new();
        for mut arrived in body.chunks(piece) {
            while let Some(line) = lines.next(&mut arrived) {
                found.push(line);
            }
            assert!(lines.held() <= limit + LEEWAY, "{} bytes are held", lines.held());
        }
        found.extend(lines.last());
        let shown = |line: &Line| match &line.body {
            Some(body) => format!("{}:{}", line.number, String::from_utf8_lossy(body)),
            None => format!("{}!", line.number),
        };
        found.iter().map(shown).collect()
    }

    #[test]
    fn lines_are_the_same_however_they_arrive() {
        let cases: [(&[u8], &[&str]); 9] = [
            (b"", &[]),
            (b"\n \n\t\r\n", &[]),
            (b"a\nb\n", &["1:a", "2:b"]),
            (b"a\nb", &["1:a", "2:b"]),
            (b"a\r\n\r\n\nb\r\n", &["1:a", "4:b"]),
            (b"\xEF\xBB\xBFa\n\xEF\xBB\xBFb", &["1:a", "2:\u{feff}b"]),
            (b"\xEF\xBB\xBF\r\na", &["2:a"]),
            (b"12345\n123456\n12345\r\n123456\r\n1", &["1:12345", "2!", "3:12345", "4!", "5:1"]),
            (b"\xEF\xBB\xBF12345\r\n1234567890123456789012345", &["1:12345", "2!"]),
        ];
        for (body, expected) in cases {
            for piece in 1..=body.len().max(1) {
                assert_eq!(cut(body, piece, 5), expected, "{body:?} in pieces of {piece}");
            }
        }
    }
}
