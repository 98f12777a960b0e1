//! Which files are sources.

use std::fs;
use std::path::Path;

use dateline_indexer::sources::{Discovered, Format, SourceError, discover};
use tempfile::TempDir;

fn folder(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    folder
}

fn names(found: &Discovered, root: &Path) -> Vec<String> {
    let names = found.files.iter().map(|file| file.path.strip_prefix(root).unwrap());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

#[test]
fn folders_are_walked_in_the_order_of_their_paths() {
    let folder = folder(&["b.ndjson", "a/z.txt", "a/b/c.json", "c.jsonl.gz", "A.TXT", "a.json.gz"]);
    let found = discover(&[folder.path().to_owned()]).unwrap();
    let expected = ["A.TXT", "a/b/c.json", "a/z.txt", "a.json.gz", "b.ndjson", "c.jsonl.gz"];
    assert_eq!(names(&found, folder.path()), expected);
    assert_eq!(found.ignored, 0);
    let kinds: Vec<_> = found.files.iter().map(|file| (file.format, file.compressed)).collect();
    assert_eq!(kinds[3..], [(Format::Json, true), (Format::Ndjson, false), (Format::Ndjson, true)]);
    assert!(found.files.iter().all(|file| file.bytes == 1));
}

#[test]
fn paths_keep_the_order_of_the_command_line() {
    let folder = folder(&["a.json", "b.json"]);
    let paths = ["b.json", "a.json"].map(|name| folder.path().join(name));
    assert_eq!(names(&discover(&paths).unwrap(), folder.path()), ["b.json", "a.json"]);
}

#[test]
fn hidden_files_and_other_extensions_in_folders_are_counted_and_passed_over() {
    let folder = folder(&["a.json", "b.csv", "README", ".c.json", ".git/d.json", "e.tar.gz"]);
    let found = discover(&[folder.path().to_owned()]).unwrap();
    assert_eq!(names(&found, folder.path()), ["a.json"]);
    assert_eq!(found.ignored, 5);
}

#[cfg(unix)]
#[test]
fn symlinks_in_folders_are_not_followed_but_one_that_is_named_is() {
    use std::os::unix::fs::symlink;

    let outside = folder(&["x/real.json"]);
    let folder = folder(&["a.json"]);
    symlink(outside.path().join("x"), folder.path().join("linked")).unwrap();
    symlink(outside.path().join("x/real.json"), folder.path().join("linked.json")).unwrap();
    symlink(folder.path(), folder.path().join("circle")).unwrap();
    let found = discover(&[folder.path().to_owned()]).unwrap();
    assert_eq!(names(&found, folder.path()), ["a.json"]);
    assert_eq!(found.ignored, 3);
    let named = ["linked", "linked.json"].map(|name| folder.path().join(name));
    let found = discover(&named).unwrap();
    assert_eq!(names(&found, folder.path()), ["linked/real.json", "linked.json"]);
}

#[test]
fn the_folders_above_a_page_are_its_feeds() {
    let folder = folder(&["top.txt", "world/asia/a.txt", "world/b.txt", "world/c.json"]);
    let found = discover(&[folder.path().to_owned()]).unwrap();
    let feeds: Vec<_> = found.files.iter().map(|file| file.feeds.join("/")).collect();
    assert_eq!(feeds, ["", "world/asia", "world", ""]);
    let named = discover(&[folder.path().join("world/b.txt")]).unwrap();
    assert!(named.files[0].feeds.is_empty());
}

#[test]
fn a_missing_path_and_an_unknown_extension_are_errors_that_name_them() {
    let folder = folder(&["a.csv"]);
    let missing = discover(&[folder.path().join("none")]).unwrap_err();
    assert!(matches!(missing, SourceError::Missing(_)));
    assert!(missing.to_string().contains("none"), "{missing}");
    let unknown = discover(&[folder.path().join("a.csv")]).unwrap_err().to_string();
    for part in ["a.csv", ".txt", ".json", ".ndjson", ".jsonl", ".gz"] {
        assert!(unknown.contains(part), "{unknown}");
    }
}
