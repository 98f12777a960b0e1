//! A file of one record a line.

use super::input::Input;
use super::reader::Cut;
use super::reject::Fault;

/// Where in the file the next line is.
#[derive(Default)]
pub(super) struct Lines {
    /// How many lines were read.
    line: u64,
    ended: bool,
}

impl Lines {
    /// The next line that is not blank.
    pub(super) fn next(&mut self, input: &mut Input, limit: usize) -> Option<Result<Cut, Fault>> {
        while !self.ended {
            self.line += 1;
            match self.read_line(input, limit) {
                Ok(body) if body.trim_ascii().is_empty() => {}
                Ok(body) => return Some(Ok(Cut { line: self.line, body })),
                Err(fault) => return Some(Err(fault)),
            }
        }
        None
    }

    /// Reads to the end of the line. Of a line over the limit nothing is kept.
    fn read_line(&mut self, input: &mut Input, limit: usize) -> Result<Vec<u8>, Fault> {
        let mut body = Vec::new();
        let mut too_large = false;
        loop {
            let bytes = match input.fill() {
                Ok(bytes) => bytes,
                // What was read of the line is a torn record, worth less than nothing.
                Err(error) => {
                    self.ended = true;
                    return Err(Fault::io(self.line, &error));
                }
            };
            let newline = memchr::memchr(b'\n', bytes);
            self.ended = bytes.is_empty();
            let content = &bytes[..newline.unwrap_or(bytes.len())];
            // One byte more, as it may be the carriage return before the line feed.
            if too_large || body.len() + content.len() > limit.saturating_add(1) {
                too_large = true;
                body = Vec::new();
            } else {
                body.extend_from_slice(content);
            }
            let consumed = content.len() + usize::from(newline.is_some());
            input.consume(consumed);
            if newline.is_some() || self.ended {
                break;
            }
        }
        if body.last() == Some(&b'\r') {
            body.pop();
        }
        if too_large || body.len() > limit {
            return Err(Fault::too_large(self.line, limit));
        }
        Ok(body)
    }
}
