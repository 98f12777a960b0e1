//! The checksum that tantivy keeps in the footer of each of its large files.
//!
//! Its own check of an index passes over what `.managed.json` does not list, ends at the first file
//! that it cannot read, and does not look at the version in the footer, which no checksum covers.
//! It also reads through the mapped file, where a fault of the disk ends the process.

use std::io::{self, Read, SeekFrom};

use tantivy::directory::FileSlice;
use tantivy::directory::footer::Footer;

use super::frozen::{Opened, ReadSeek};

/// Reading is done in pieces of this size.
const PIECE: usize = 1 << 20;
/// More than a footer takes.
const TAIL: u64 = 1 << 16;

/// The version of tantivy that a file says it was written by: major, minor, patch, format.
pub(crate) type WrittenBy = [u64; 4];

/// Reads a file from its first byte to its last and compares what stands before the footer with the
/// footer's checksum. Shows each piece that it reads.
///
/// # Errors
/// What is wrong with the file.
pub(crate) fn read_and_verify(
    file: &Opened,
    mut piece_read: impl FnMut(&[u8]),
) -> Result<WrittenBy, String> {
    let cannot_be_read = |error: io::Error| format!("it cannot be read: {error}");
    let (mut reader, len) = (file.reader().map_err(cannot_be_read)?, file.len());
    let (footer, body) = read_footer(&mut *reader, len)?;
    let mut crc = crc32fast::Hasher::new();
    let mut left = body;
    read_pieces(&mut *reader, len, |piece| {
        let of_body = left.min(piece.len() as u64);
        crc.update(piece.get(..of_body as usize).unwrap_or(piece));
        left -= of_body;
        piece_read(piece);
    })
    .map_err(cannot_be_read)?;
    if crc.finalize() != footer.crc {
        return Err("its checksum does not hold".to_owned());
    }
    footer.is_compatible().map_err(|error| format!("{error:?}"))?;
    written_by(&footer).ok_or_else(|| "its footer names no version".to_owned())
}

/// The footer, and how many bytes stand before it.
fn read_footer(mut reader: &mut dyn ReadSeek, len: u64) -> Result<(Footer, u64), String> {
    let mut tail = Vec::new();
    reader
        .seek(SeekFrom::Start(len.saturating_sub(TAIL)))
        .and_then(|_| (&mut reader).take(TAIL).read_to_end(&mut tail))
        .map_err(|error| format!("it cannot be read: {error}"))?;
    let tail_len = tail.len() as u64;
    // tantivy takes a footer of eight bytes at the end for granted.
    if tail_len < 8 {
        return Err(format!("it is cut off: {len} bytes are less than a footer"));
    }
    let slice = FileSlice::from(tail);
    let (footer, before) = Footer::extract_footer(slice)
        .map_err(|error| format!("its footer is damaged, or it is cut off: {error}"))?;
    let footer_len = tail_len - before.num_bytes().get_bytes();
    Ok((footer, len - footer_len))
}

fn read_pieces(
    reader: &mut dyn ReadSeek,
    len: u64,
    mut piece_read: impl FnMut(&[u8]),
) -> io::Result<()> {
    reader.seek(SeekFrom::Start(0))?;
    let mut buffer = vec![0; PIECE];
    let mut left = len;
    while left > 0 {
        let piece = &mut buffer[..left.min(PIECE as u64) as usize];
        reader.read_exact(piece)?;
        piece_read(piece);
        left -= piece.len() as u64;
    }
    Ok(())
}

fn written_by(footer: &Footer) -> Option<WrittenBy> {
    let version = serde_json::to_value(&footer.version).ok()?;
    let number = |key: &str| version.get(key)?.as_u64();
    Some([number("major")?, number("minor")?, number("patch")?, number("index_format_version")?])
}

/// What this process writes.
pub(crate) fn written_by_us() -> Option<WrittenBy> {
    written_by(&Footer { version: tantivy::version().clone(), crc: 0 })
}
