//! The bytes of a file: decompressed, buffered, counted, and without a byte-order mark.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

use super::{SourceError, SourceFile};

const BUFFER_BYTES: usize = 256 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file being read. It has a buffer of its own rather than a `BufReader`, as the byte-order mark
/// has to be seen whole, and a decoder may give the first bytes one by one.
pub(super) struct Input {
    source: Box<dyn Read + Send>,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    begun: bool,
    bytes_read: Arc<AtomicU64>,
}

impl Input {
    pub(super) fn open(file: &SourceFile) -> Result<Self, SourceError> {
        let opened =
            File::open(&file.path).map_err(|source| SourceError::io(&file.path, source))?;
        let bytes_read = Arc::new(AtomicU64::new(0));
        let counted = Counted { file: opened, bytes_read: Arc::clone(&bytes_read) };
        let source: Box<dyn Read + Send> = if file.compressed {
            // Several members in one file are usual: `cat a.gz b.gz`, and tools that append.
            Box::new(MultiGzDecoder::new(counted))
        } else {
            Box::new(counted)
        };
        let buffer = vec![0; BUFFER_BYTES].into_boxed_slice();
        Ok(Self { source, buffer, start: 0, end: 0, begun: false, bytes_read })
    }

    /// The bytes at hand, read anew when there are none. Empty at the end of the file.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        if !self.begun {
            self.skip_byte_order_mark()?;
            self.begun = true;
        }
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
            self.read_more()?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// Takes so many of the bytes at hand.
    pub(super) fn consume(&mut self, count: usize) {
        self.start = self.end.min(self.start + count);
    }

    /// How many bytes of the file, as it lies on disk, were read.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    fn skip_byte_order_mark(&mut self) -> io::Result<()> {
        while self.end < BYTE_ORDER_MARK.len() && self.read_more()? > 0 {}
        if self.buffer[..self.end].starts_with(BYTE_ORDER_MARK) {
            self.start = BYTE_ORDER_MARK.len();
        }
        Ok(())
    }

    fn read_more(&mut self) -> io::Result<usize> {
        loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.end += count;
                    return Ok(count);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// A file that counts what is read of it.
struct Counted {
    file: File,
    bytes_read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.bytes_read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
