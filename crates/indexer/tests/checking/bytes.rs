//! Damage to the large files, byte by byte.

use std::fs;
use std::path::{Path, PathBuf};

use crate::runs::listing;
use crate::{checked, found, index, index_of};

/// The files of segments, one or more of each kind.
const KINDS: [&str; 8] =
    [".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm", ".del", ".compound"];
/// Files up to this size are damaged at every byte, larger ones at some and in their footer.
const SMALL: usize = 700;
const FOOTER: usize = 120;

pub(crate) fn file_of(folder: &Path, ending: &str) -> PathBuf {
    let name = listing(folder).into_iter().find(|name| name.ends_with(ending)).unwrap();
    folder.join(name)
}

pub(crate) fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1 << (at % 8);
    fs::write(path, bytes).unwrap();
}

fn large_files(folder: &Path) -> Vec<PathBuf> {
    let of_segments = |name: &String| KINDS.iter().any(|kind| name.ends_with(kind));
    let mut names = listing(folder);
    names.retain(of_segments);
    for kind in KINDS {
        assert!(names.iter().any(|name| name.ends_with(kind)), "{kind} is not in {names:?}");
    }
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// Where a file is damaged.
fn positions(kind: &str, len: usize) -> Vec<usize> {
    if len <= SMALL {
        return (0..len).collect();
    }
    let count = if kind == ".compound" { 1_200 } else { 200 };
    let spread = (0..count).map(move |at| at * (len - FOOTER) / count);
    spread.chain(len - FOOTER..len).collect()
}

#[test]
fn every_flipped_byte_of_every_file_is_found() {
    let runs = index_of(1);
    let files = large_files(&runs.live());
    let whole: Vec<_> = files.iter().map(|path| fs::read(path).unwrap()).collect();
    let mut flipped = 0;
    for kind in KINDS {
        // One file of each segment is damaged at a time, and each of them has to be told.
        let of_kind: Vec<_> = files
            .iter()
            .zip(&whole)
            .filter(|(path, _)| path.to_str().unwrap().ends_with(kind))
            .map(|(path, bytes)| (path, bytes, positions(kind, bytes.len())))
            .collect();
        let rounds = of_kind.iter().map(|(.., places)| places.len()).max().unwrap();
        for round in 0..rounds {
            let mut damaged = Vec::new();
            for (path, bytes, places) in &of_kind {
                let Some(&at) = places.get(round) else { continue };
                flip(path, at);
                damaged.push((path, bytes, at));
            }
            let report = checked(&runs);
            let told = found(&report.generations[0]).join("\n");
            for (path, bytes, at) in damaged {
                let name = path.file_name().unwrap().to_str().unwrap();
                assert!(told.contains(name), "byte {at} of {} of {name}: {told}", bytes.len());
                fs::write(path, bytes).unwrap();
                flipped += 1;
            }
        }
    }
    assert!(flipped > 3_000, "{flipped}");
    assert!(checked(&runs).is_sound());
}

#[test]
fn what_is_missing_cut_off_or_too_long_is_found_and_the_rest_is_checked() {
    let runs = index();
    let documents = checked(&runs).generations[1].stories + checked(&runs).generations[1].events;
    for path in large_files(&runs.live()) {
        let whole = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        // The checksum of a compound file covers its end too, and without it its members are missing.
        let (name, cut_off, footer, unread) = match name.strip_suffix(".compound") {
            Some(segment) => (segment, "checksum", "checksum", "cannot be opened"),
            None => (name, "cut off", "footer", "it cannot be read"),
        };
        let told = |what: &str| {
            let report = checked(&runs);
            let live = &report.generations[1];
            let found = found(live);
            let matching = found.iter().any(|line| line.contains(name) && line.contains(what));
            assert!(matching, "{name} {what}: {found:?}");
            let looked_at = live.stories + live.events;
            assert!(looked_at < documents && live.documents_unchecked > 0, "{live:?}");
            assert_eq!(looked_at + live.documents_unchecked, documents);
            assert!(report.generations[0].is_sound());
        };
        for len in [0, 1, 7, 8, 40, whole.len() / 2, whole.len() - 1] {
            fs::write(&path, &whole[..len]).unwrap();
            told(cut_off);
        }
        fs::write(&path, [whole.as_slice(), b"\0"].concat()).unwrap();
        told(footer);
        fs::write(&path, [b"\0", whole.as_slice()].concat()).unwrap();
        told("checksum");
        fs::remove_file(&path).unwrap();
        told("missing");
        // A folder where a file should be.
        fs::create_dir(&path).unwrap();
        told(unread);
        fs::remove_dir(&path).unwrap();
        fs::write(&path, whole).unwrap();
    }
    assert!(checked(&runs).is_sound());
}

#[test]
fn files_of_one_segment_under_each_others_names_are_found_without_a_panic() {
    let runs = index();
    let files = large_files(&runs.live());
    let whole: Vec<_> = files.iter().map(|path| fs::read(path).unwrap()).collect();
    // Each has a checksum that holds: only what they say is wrong.
    for (at, path) in files.iter().enumerate() {
        for (other, bytes) in whole.iter().enumerate() {
            if other != at && *bytes != whole[at] {
                fs::write(path, bytes).unwrap();
                let report = checked(&runs);
                let sound = report.is_sound();
                // Which documents are deleted may be said by another list just as well, and what
                // ranks them is not compared.
                let name = path.to_str().unwrap();
                let may_go_unnoticed = [".del", ".fieldnorm", ".pos"];
                assert!(
                    !sound || may_go_unnoticed.iter().any(|kind| name.ends_with(kind)),
                    "{name} with what {} holds",
                    files[other].display()
                );
            }
        }
        fs::write(path, &whole[at]).unwrap();
    }
}
