//! Wrong usage is told with what to do, and ends with the code that is documented.

use dateline_indexer::generation::Manifest;

use crate::support::{Dateline, Place};

#[test]
fn a_wrong_flag_is_named_and_ends_with_2() {
    let place = Place::empty();
    let ended = Dateline::at(&place).run(&["search", "--limt", "3"]).expect_code(2);
    assert!(ended.stderr.contains("'--limt'") && ended.stderr.contains("--limit"), "{ended:#?}");
    Dateline::at(&place).run(&["serch"]).expect_error(2, "'search'");
}

#[test]
fn help_and_version_are_answers() {
    let place = Place::empty();
    let help = Dateline::at(&place).run(&["--help"]).expect_code(0);
    assert!(help.stdout.contains("Exit codes:"), "{}", help.stdout);
    let version = Dateline::at(&place).run(&["--version"]).expect_code(0);
    assert!(version.stdout.starts_with("dateline "), "{}", version.stdout);
}

#[test]
fn a_bad_value_of_a_request_names_its_flag() {
    let place = Place::with_index();
    let refused = |arguments: &[&str], told: &str| {
        let arguments = [&["search", "museum"], arguments].concat();
        Dateline::at(&place).run(&arguments).expect_error(2, told);
    };
    refused(&["--from", "yestermorrow"], "`--from` cannot be `yestermorrow`");
    refused(&["--facet-limit", "0"], "`--facet-limit` cannot be `0`: it takes a whole number");
    refused(&["--sort", "best"], "one of relevance, newest, oldest");
    refused(&["--from", "2025", "--to", "2024"], "exchange `--from` and `--to`");
    refused(&["--cursor", "x"], "`--cursor` is not a cursor");
    refused(&["\"open", "--strict"], "the query is not understood at character");
}

#[test]
fn without_an_index_every_command_that_reads_says_how_to_get_one() {
    let place = Place::with_stories();
    for command in [&["search", "x"][..], &["months"], &["timeline"], &["show", "x"], &["stats"]] {
        Dateline::at(&place).run(command).expect_error(4, "build one with `dateline reindex`");
    }
    Dateline::at(&place).run(&["reindex", "--from-index"]).expect_error(4, "no index in");
}

#[test]
fn an_index_of_another_version_says_how_to_mend_it() {
    let place = Place::with_index();
    let folder = place.data().join("index/gen-000001");
    let manifest = Manifest::read(&folder).unwrap();
    Manifest { fingerprint: "another".to_owned(), ..manifest }.write(&folder).unwrap();
    let remedy = "rebuild it from what it stores with `dateline reindex --from-index`";
    Dateline::at(&place).run(&["stats"]).expect_error(4, remedy);
    Dateline::at(&place).run(&["serve", "--listen", "127.0.0.1:0"]).expect_error(4, remedy);
    std::fs::remove_dir_all(place.data().join("stories")).unwrap();
    Dateline::at(&place).run(&["reindex", "-q", "--from-index"]).expect_code(0);
    let stats = Dateline::at(&place).run(&["stats", "--json"]).expect_code(0).json();
    assert_eq!(stats["stories"], 4, "the stories that were in it still are");
}

#[test]
fn a_story_that_is_not_there_ends_with_3() {
    let place = Place::with_index();
    Dateline::at(&place).run(&["show", "nobody"]).expect_error(3, "there is no story `nobody`");
    Dateline::at(&place).run(&["show", "No Id"]).expect_error(2, "is no story id");
}

#[test]
fn a_search_without_hits_is_no_failure() {
    let place = Place::with_index();
    let ended = Dateline::at(&place).run(&["search", "zzyzx9"]).expect_code(0);
    assert!(ended.stdout.contains("nothing found"), "{}", ended.stdout);
}
