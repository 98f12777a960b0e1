//! A file that is one record as a whole.

use super::input::Input;
use super::reader::Cut;
use super::reject::{Fault, Reason};

/// Whether the page was read.
#[derive(Default)]
pub(super) struct PageFile {
    ended: bool,
}

impl PageFile {
    /// The page, once.
    pub(super) fn next(&mut self, input: &mut Input, limit: usize) -> Option<Result<Cut, Fault>> {
        if self.ended {
            return None;
        }
        self.ended = true;
        Some(read_page(input, limit).map(|body| Cut { line: 1, body }))
    }
}

fn read_page(input: &mut Input, limit: usize) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    loop {
        let bytes = input.fill().map_err(|error| Fault::io(1, &error))?;
        if bytes.is_empty() {
            break;
        }
        if body.len() + bytes.len() > limit {
            return Err(Fault::too_large(1, limit));
        }
        body.extend_from_slice(bytes);
        let count = bytes.len();
        input.consume(count);
    }
    if body.trim_ascii().is_empty() {
        return Err(Fault::new(1, Reason::NotAStory, "empty file"));
    }
    Ok(body)
}
