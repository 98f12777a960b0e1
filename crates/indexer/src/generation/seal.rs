//! Small files with their checksum in their last line, so that a flipped byte is noticed.
//!
//! tantivy's large files carry checksums of their own; the small ones that say what is in an index
//! (`meta.json` and the like) do not.

use xxhash_rust::xxh3::xxh3_64;

/// What stands before the checksum.
const MARK: &str = "xxh3 ";
/// The bytes of the last line: the mark, 16 hexadecimal digits and the line's end.
const LINE: usize = MARK.len() + 16 + 1;

/// The content with its checksum behind it, in a line of its own.
pub(crate) fn seal(content: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(content.len() + LINE);
    sealed.extend_from_slice(content);
    sealed.extend_from_slice(line_of(content).as_bytes());
    sealed
}

/// The content of what [`seal`] wrote; none where it is not, or no longer, that.
pub(crate) fn unseal(sealed: &[u8]) -> Option<&[u8]> {
    let (content, line) = sealed.split_at_checked(sealed.len().checked_sub(LINE)?)?;
    (line == line_of(content).as_bytes()).then_some(content)
}

fn line_of(content: &[u8]) -> String {
    format!("{MARK}{:016x}\n", xxh3_64(content))
}
