//! Small files of a segment in one: its compound file.
//!
//! A commit of a few stories makes six files of a few kilobytes each. Six names to make, six files
//! to sync and, soon after, six to remove took more of a commit than its contents did. Lucene has
//! such files too, for the same reason.
//!
//! ```text
//! ID.compound: [bytes of the table, u32][table: {"idx": length, ...}][contents, in its order][seal]
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tantivy::directory::OwnedBytes;

use crate::generation::{seal, unseal};

/// The digits that the name of each file of a segment begins with.
const ID_LEN: usize = 32;
const EXTENSION: &str = "compound";

/// The files by what stands behind the id in their names.
pub(super) type Members = BTreeMap<String, OwnedBytes>;

/// The id of the segment that a file is of, and the rest of its name; none where it is of none.
pub(in crate::generation) fn split(name: &Path) -> Option<(&str, &str)> {
    let (id, rest) = name.to_str()?.split_at_checked(ID_LEN)?;
    let is_id = id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some((id, rest.strip_prefix('.')?))
}

/// Whether a file can stand in a compound file: it is there from the first commit of its segment to
/// the last, other than the lists of deleted documents.
pub(in crate::generation) fn may_be_member(rest: &str) -> bool {
    !rest.contains('.')
}

/// The name of a segment's compound file.
pub(super) fn name_of(segment: &str) -> PathBuf {
    PathBuf::from(format!("{segment}.{EXTENSION}"))
}

/// The name of the compound file that a file of a segment may stand in.
pub(in crate::generation) fn of(name: &str) -> String {
    let segment = split(Path::new(name)).map_or(name, |(segment, _)| segment);
    name_of(segment).display().to_string()
}

/// The segment whose compound file this is.
pub(in crate::generation) fn segment_of(name: &Path) -> Option<&str> {
    split(name).and_then(|(id, rest)| (rest == EXTENSION).then_some(id))
}

/// The bytes of a compound file.
pub(super) fn encode(members: &Members) -> Vec<u8> {
    let table: BTreeMap<&str, usize> =
        members.iter().map(|(name, content)| (name.as_str(), content.len())).collect();
    // Texts and numbers always have a form in JSON, and a table of a few names is short.
    let table = serde_json::to_vec(&table).unwrap_or_default();
    let mut content = u32::try_from(table.len()).unwrap_or_default().to_le_bytes().to_vec();
    content.extend_from_slice(&table);
    for member in members.values() {
        content.extend_from_slice(member);
    }
    seal(&content)
}

/// What stands in a compound file; none where it is not, or no longer, what [`encode`] gave.
pub(super) fn decode(sealed: &[u8]) -> Option<Members> {
    let content = OwnedBytes::new(unseal(sealed)?.to_vec());
    let (len, _) = content.as_slice().split_first_chunk()?;
    let contents = usize::try_from(u32::from_le_bytes(*len)).ok()?.checked_add(len.len())?;
    let table: BTreeMap<String, usize> =
        serde_json::from_slice(content.get(len.len()..contents)?).ok()?;
    let mut members = Members::new();
    let mut start = contents;
    for (name, len) in table {
        let end = start.checked_add(len).filter(|end| *end <= content.len())?;
        members.insert(name, content.slice(start..end));
        start = end;
    }
    (start == content.len()).then_some(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members() -> Members {
        let members = [("idx", &b"postings"[..]), ("pos", b""), ("term", b"\0words\xff")];
        members.map(|(name, content)| (name.to_owned(), OwnedBytes::new(content))).into()
    }

    #[test]
    fn what_was_put_in_comes_out() {
        let plain = |members: &Members| -> Vec<(String, Vec<u8>)> {
            members.iter().map(|(name, content)| (name.clone(), content.to_vec())).collect()
        };
        for members in [members(), Members::new()] {
            assert_eq!(plain(&decode(&encode(&members)).unwrap()), plain(&members));
        }
    }

    #[test]
    fn a_flipped_bit_or_a_cut_is_noticed() {
        let encoded = encode(&members());
        for at in 0..encoded.len() {
            for bit in 0..8 {
                let mut flipped = encoded.clone();
                flipped[at] ^= 1 << bit;
                assert!(decode(&flipped).is_none(), "byte {at}, bit {bit}");
            }
            assert!(decode(&encoded[..at]).is_none(), "cut to {at}");
        }
    }

    #[test]
    fn a_table_that_does_not_fit_is_none() {
        let cases: [&[u8]; 6] = [
            b"",
            b"\0\0\0",
            b"\xff\xff\xff\xff{}",
            b"\x02\0\0\0{}more",
            b"\x0a\0\0\0{\"idx\":99}",
            b"\x1d\0\0\0{\"idx\":18446744073709551615}",
        ];
        for content in cases {
            assert!(decode(&seal(content)).is_none(), "{content:?}");
        }
    }

    #[test]
    fn the_names_of_segments_files_are_told_from_others() {
        let id = "0123456789abcdef0123456789abcdef";
        assert_eq!(split(Path::new(&format!("{id}.term"))), Some((id, "term")));
        assert_eq!(split(Path::new(&format!("{id}.7.del"))), Some((id, "7.del")));
        assert!(may_be_member("term") && !may_be_member("7.del") && !may_be_member("store.temp"));
        for name in ["meta.json", ".managed.json", "0123.term", &format!("{id}term"), id] {
            assert_eq!(split(Path::new(name)), None, "{name}");
        }
        assert_eq!(segment_of(&name_of(id)), Some(id));
        assert_eq!(segment_of(Path::new(&format!("{id}.term"))), None);
    }
}
