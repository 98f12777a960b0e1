//! The edges between the crates, as ARCHITECTURE.md draws them: `model <- engine <- indexer <-
//! query <- cli`, and never back.

use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// Our crates, from the bottom up: each may depend on those before it. The benchmark stands beside the
/// binary, and neither depends on the other.
const CRATES: [&str; 7] = [
    "dateline-model",
    "dateline-engine",
    "dateline-indexer",
    "dateline-query",
    "dateline",
    "dateline-bench",
    "dateline-eval",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn metadata() -> Metadata {
    let mut command = MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).no_deps();
    command.other_options(["--locked".to_owned(), "--offline".to_owned()]);
    command.exec().unwrap()
}

/// Which crates depend on one, be it for their tests where that is asked for.
fn dependents(metadata: &Metadata, name: &str, with_tests: bool) -> Vec<String> {
    let packages = metadata.packages.iter().filter(|package| {
        package.dependencies.iter().any(|dependency| {
            dependency.name == name
                && (with_tests || dependency.kind != DependencyKind::Development)
        })
    });
    let mut names: Vec<_> = packages.map(|package| package.name.to_string()).collect();
    names.sort();
    names
}

#[test]
fn dependencies_run_one_way() {
    let metadata = metadata();
    let mut known: Vec<_> = metadata.packages.iter().map(|p| p.name.to_string()).collect();
    known.sort();
    let mut expected = CRATES.to_vec();
    expected.sort_unstable();
    assert_eq!(known, expected, "a new crate has to be given its place here");
    for (place, name) in CRATES.iter().enumerate() {
        for dependent in dependents(&metadata, name, false) {
            let above = CRATES.iter().position(|other| *other == dependent).unwrap();
            assert!(above > place, "{dependent} must not depend on {name}");
        }
    }
}

#[test]
fn each_foreign_crate_stays_where_it_belongs() {
    let metadata = metadata();
    let of_tantivy = ["dateline-bench", "dateline-eval", "dateline-indexer", "dateline-query"];
    assert_eq!(dependents(&metadata, "tantivy", true), of_tantivy);
    assert_eq!(dependents(&metadata, "dateline", true), [""; 0]);
    assert_eq!(dependents(&metadata, "axum", true), ["dateline-query"]);
    assert_eq!(
        dependents(&metadata, "anyhow", true),
        ["dateline", "dateline-bench", "dateline-eval"]
    );
    assert_eq!(
        dependents(&metadata, "clap", true),
        ["dateline", "dateline-bench", "dateline-eval"]
    );
}

#[test]
fn the_query_side_names_tantivy_and_axum_in_one_folder_each() {
    let source = root().join("crates/query/src");
    for file in rust_files(&source) {
        let text = fs::read_to_string(&file).unwrap();
        for (name, folder) in [("tantivy", "embedded"), ("axum", "http")] {
            let names_it = text.lines().any(|line| {
                let code = line.split("//").next().unwrap_or_default();
                code.contains(&format!("{name}::")) || code.contains(&format!("use {name}"))
            });
            assert!(
                !names_it || file.starts_with(source.join(folder)),
                "{} names {name}, which belongs into {folder}/",
                file.display()
            );
        }
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
