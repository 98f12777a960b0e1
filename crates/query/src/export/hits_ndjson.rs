//! Hits as the API gives them, one a line.

use std::io;

use dateline_engine::Hit;

use super::Format;
use crate::response::HitReply;

/// Hits as JSON, one a line.
#[derive(Debug)]
pub(crate) struct HitsNdjson {
    /// Whether hits are groups with events of their own.
    pub(crate) is_grouped: bool,
}

impl Format for HitsNdjson {
    fn begin(&mut self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }

    fn hits(&mut self, hits: Vec<Hit>, out: &mut Vec<u8>) -> io::Result<()> {
        for hit in hits {
            serde_json::to_writer(&mut *out, &HitReply::new(hit, self.is_grouped))?;
            out.push(b'\n');
        }
        Ok(())
    }

    fn end(&mut self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}
