//! Archives that are not, or no longer, what a snapshot wrote.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use dateline_indexer::{IndexError, fingerprint};
use tar::{Builder, EntryType, Header};
use xxhash_rust::xxh3::xxh3_64;

use crate::runs::{Runs, line, sealed};
use crate::{Shelf, index, pack, unpack, unpack_over};

/// The members of an archive.
type Members = Vec<(EntryType, String, Vec<u8>)>;

fn members(archive: &Path) -> Members {
    let decoder = zstd::Decoder::new(File::open(archive).unwrap()).unwrap();
    let mut tar = tar::Archive::new(decoder);
    let read = |entry: std::io::Result<tar::Entry<'_, _>>| {
        let mut entry: tar::Entry<'_, zstd::Decoder<'_, _>> = entry.unwrap();
        let name = entry.path().unwrap().to_str().unwrap().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.header().entry_type(), name, bytes)
    };
    tar.entries().unwrap().map(read).collect()
}

fn write(archive: &Path, members: &Members) {
    let encoder = zstd::Encoder::new(File::create(archive).unwrap(), 1).unwrap();
    let mut builder = Builder::new(encoder);
    for (kind, name, bytes) in members {
        let mut header = Header::new_ustar();
        header.set_entry_type(*kind);
        // Also names that no honest writer takes.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, bytes.as_slice()).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap();
}

/// Changes the list and seals it again.
fn relist(members: &mut Members, change: impl FnOnce(&mut serde_json::Value)) {
    let content = &members[0].2;
    let mut list = serde_json::from_slice(&content[..content.len() - 22]).unwrap();
    change(&mut list);
    members[0].2 = sealed(&serde_json::to_vec(&list).unwrap());
}

/// An index, and an archive of it that something is done to. Checks that it is refused with a
/// message that holds all of these, over an index and into an empty folder, and nothing is left.
#[track_caller]
fn refuses(spoil: impl FnOnce(&mut Members), parts: &[&str]) -> IndexError {
    let (runs, shelf) = (index(), Shelf::new());
    let archive = shelf.at("a");
    pack(&runs, &archive).unwrap();
    let mut members = members(&archive);
    spoil(&mut members);
    write(&archive, &members);
    refuses_file(&runs, &archive, parts)
}

#[track_caller]
fn refuses_file(runs: &Runs, archive: &Path, parts: &[&str]) -> IndexError {
    let before = (runs.current(), runs.listing(), runs.stories());
    let error = unpack_over(runs, archive).unwrap_err();
    let message = error.to_string();
    for part in parts {
        assert!(message.contains(part), "{part:?} is not in: {message}");
    }
    assert!(error.is_callers_fault(), "{message}");
    assert!(message.contains(archive.to_str().unwrap()), "{message}");
    assert_eq!((runs.current(), runs.listing(), runs.stories()), before);
    let other = Runs::new();
    unpack(&other, archive).unwrap_err();
    assert!(other.listing().is_empty(), "{:?}", other.listing());
    error
}

#[test]
fn members_that_are_rewritten_as_they_were_are_taken() {
    let (runs, shelf, other) = (index(), Shelf::new(), Runs::new());
    pack(&runs, &shelf.at("a")).unwrap();
    let mut members = members(&shelf.at("a"));
    relist(&mut members, |_| {});
    write(&shelf.at("b"), &members);
    unpack(&other, &shelf.at("b")).unwrap();
    assert_eq!(other.stories(), runs.stories());
}

#[test]
fn what_is_no_archive_is_refused() {
    let (runs, shelf) = (index(), Shelf::new());
    let archive = shelf.at("a");
    for bytes in [&b""[..], b"?", b"not a snapshot at all, but a text", &[0; 5_000]] {
        fs::write(&archive, bytes).unwrap();
        refuses_file(&runs, &archive, &["no snapshot of an index"]);
    }
    write(&archive, &vec![(EntryType::Regular, "notes.txt".to_owned(), b"mine".to_vec())]);
    refuses_file(&runs, &archive, &["notes.txt", "snapshot.json"]);
    write(&archive, &Vec::new());
    refuses_file(&runs, &archive, &["it ends before snapshot.json"]);
    let error = unpack_over(&runs, &shelf.at("missing")).unwrap_err();
    assert!(error.to_string().contains("missing"), "{error}");
    assert_eq!(runs.listing(), ["CURRENT", "gen-000001"]);
}

#[test]
fn an_archive_of_another_version_is_refused_with_what_mends_it() {
    let foreign = |list: &mut serde_json::Value| list["fingerprint"] = "0123".into();
    let parts = ["0123", &fingerprint(), "`dateline reindex --from-index`"];
    let error = refuses(|members| relist(members, foreign), &parts);
    assert!(matches!(error, IndexError::ForeignArchive { .. }), "{error}");
    let newer = |list: &mut serde_json::Value| list["format"] = 2.into();
    refuses(|members| relist(members, newer), &["format 2", "the version that made it"]);
    let settings = |list: &mut serde_json::Value| list["stories"] = "many".into();
    refuses(|members| relist(members, settings), &["snapshot.json"]);
}

#[test]
fn names_that_lead_out_of_the_folder_are_refused() {
    let names = [
        "../evil",
        "/tmp/evil",
        "a/b.idx",
        "..",
        "",
        "generation.json",
        "BUILDING",
        ".managed.json",
    ];
    for name in names {
        // On the list, and where the list says something else.
        refuses(
            |members| {
                relist(members, |list| list["files"][2]["name"] = name.into());
                name.clone_into(&mut members[3].1);
            },
            &["which is no file of an index"],
        );
        refuses(|members| name.clone_into(&mut members[3].1), &["should be"]);
    }
}

#[test]
fn what_is_no_plain_file_is_refused() {
    let kinds = [
        EntryType::Symlink,
        EntryType::Link,
        EntryType::Directory,
        EntryType::Fifo,
        EntryType::GNUSparse,
        EntryType::GNULongName,
        EntryType::XHeader,
        EntryType::XGlobalHeader,
    ];
    for kind in kinds {
        refuses(|members| members[2].0 = kind, &["no plain file"]);
        refuses(|members| members[0].0 = kind, &["no plain file"]);
    }
}

#[test]
fn members_that_are_not_as_listed_are_refused() {
    refuses(|members| drop(members.remove(3)), &["should be"]);
    refuses(|members| drop(members.pop()), &["it ends before"]);
    refuses(|members| members.swap(2, 3), &["should be"]);
    refuses(|members| members.push(members[2].clone()), &["more stands in it than its list says"]);
    refuses(|members| members[2].2.push(0), &["bytes in it, but snapshot.json says"]);
    refuses(|members| members[2].2[5] ^= 1, &["the checksum of", "does not hold"]);
    refuses(|members| members[0].2[5] ^= 1, &["the checksum of snapshot.json"]);
    let twice = |list: &mut serde_json::Value| list["files"][3] = list["files"][2].clone();
    refuses(|members| relist(members, twice), &["twice"]);
    let huge = |list: &mut serde_json::Value| {
        for at in [2, 3] {
            list["files"][at]["bytes"] = u64::MAX.into();
        }
    };
    refuses(|members| relist(members, huge), &["lists too much"]);
    let without =
        |list: &mut serde_json::Value| drop(list["files"].as_array_mut().unwrap().remove(0));
    refuses(|members| relist(members, without), &["does not list meta.json"]);
}

/// Whoever writes an archive by hand can make every checksum hold.
#[test]
fn an_archive_whose_files_are_no_index_together_is_refused() {
    fn relisted(members: &mut Members) {
        let files: Vec<_> = members[1..]
            .iter()
            .map(|(_, name, bytes)| {
                let xxh3 = format!("{:016x}", xxh3_64(bytes));
                serde_json::json!({"name": name, "bytes": bytes.len(), "xxh3": xxh3})
            })
            .collect();
        relist(members, |list| list["files"] = files.into());
    }
    refuses(
        |members| {
            members.remove(3);
            relisted(members);
        },
        &["meta.json names"],
    );
    refuses(
        |members| {
            members.push((EntryType::Regular, "0123.idx".to_owned(), b"?".to_vec()));
            relisted(members);
        },
        &["0123.idx", "does not name it"],
    );
    for (at, content) in [(1, &b"{}"[..]), (3, b"?"), (4, b""), (6, &[0; 900])] {
        let (runs, shelf) = (index(), Shelf::new());
        pack(&runs, &shelf.at("a")).unwrap();
        let mut members = members(&shelf.at("a"));
        members[at].2 = content.to_vec();
        relisted(&mut members);
        write(&shelf.at("a"), &members);
        unpack_over(&runs, &shelf.at("a")).unwrap_err();
        assert_eq!(runs.listing(), ["CURRENT", "gen-000001"], "{at}");
    }
    let fewer = |list: &mut serde_json::Value| list["stories"] = 19.into();
    let (runs, shelf) = (index(), Shelf::new());
    pack(&runs, &shelf.at("a")).unwrap();
    let mut members = members(&shelf.at("a"));
    relist(&mut members, fewer);
    write(&shelf.at("a"), &members);
    let error = unpack_over(&runs, &shelf.at("a")).unwrap_err();
    assert!(error.to_string().contains("stories: 20"), "{error}");
}

#[test]
fn an_archive_that_breaks_off_anywhere_is_refused() {
    let (runs, shelf) = (index(), Shelf::new());
    let archive = shelf.at("a");
    pack(&runs, &archive).unwrap();
    let whole = fs::read(&archive).unwrap();
    let (before, step) = (runs.listing(), whole.len() / 60 + 1);
    for len in (0..whole.len()).step_by(step).chain(whole.len() - 8..whole.len()) {
        fs::write(&archive, &whole[..len]).unwrap();
        let error = unpack_over(&runs, &archive).unwrap_err();
        assert!(matches!(error, IndexError::BadArchive { .. }), "{len}: {error}");
        assert_eq!((runs.listing(), runs.current().as_str()), (before.clone(), "gen-000001"));
    }
    for tail in [&b"\0"[..], b"more", &whole[..]] {
        fs::write(&archive, [&whole[..], tail].concat()).unwrap();
        let error = unpack_over(&runs, &archive).unwrap_err();
        assert!(matches!(error, IndexError::BadArchive { .. }), "{error}");
    }
}

#[test]
fn an_archive_with_a_flipped_byte_never_brings_back_something_else() {
    let (runs, shelf) = (Runs::with_one_story(), Shelf::new());
    let archive = shelf.at("a");
    pack(&runs, &archive).unwrap();
    let packed = runs.stories();
    let whole = fs::read(&archive).unwrap();
    runs.change(&[&line("later", "Later")], &[]);
    let live = runs.stories();
    let step = whole.len() / 250 + 1;
    let mut taken = Vec::new();
    for at in (0..20).chain((20..whole.len()).step_by(step)).chain(whole.len() - 20..whole.len()) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&archive, flipped).unwrap();
        let before = runs.current();
        match unpack_over(&runs, &archive) {
            // The compression can write the same bytes in more than one way, and says so in a few.
            Ok(_) => {
                assert_eq!(runs.stories(), packed, "{at}");
                dateline_indexer::generation::rollback(&runs.index).unwrap();
                taken.push(at);
            }
            Err(error) => assert!(error.is_callers_fault(), "{at}: {error}"),
        }
        assert_eq!((runs.current(), runs.stories()), (before, live.clone()), "{at}");
    }
    assert!(taken.len() < 10, "{taken:?} of {} were taken", whole.len());
}
