//! Settings: what is wrong is named with its place, and each layer overrides the one below.

use crate::support::{Dateline, Place};

#[test]
fn an_unknown_key_names_file_line_and_the_nearest_key() {
    let place = Place::empty();
    place.write("config.toml", "[server]\nlisen = \"127.0.0.1:1\"\n");
    Dateline::at(&place).run(&["config"]).expect_error(
        2,
        "config.toml:2: there is no setting `server.lisen`; did you mean `server.listen`?",
    );
}

#[test]
fn a_bad_value_says_what_is_allowed() {
    let place = Place::empty();
    place.write("config.toml", "[search]\nqueue = \"many\"\n");
    Dateline::at(&place).run(&["config"]).expect_error(
        2,
        "config.toml:2: `search.queue` cannot be \"many\"; it has to be a whole number",
    );
    let place = Place::empty();
    Dateline::at(&place)
        .run(&["serve", "--listen", "nowhere"])
        .expect_error(2, "flag --listen: `server.listen` cannot be \"nowhere\"");
}

#[test]
fn a_bad_relation_names_both_settings_and_the_remedy() {
    let place = Place::empty();
    place.write("config.toml", "[index]\nmemory_mb = 90\n");
    let ended = Dateline::at(&place).run(&["reindex", "--threads", "4"]).expect_code(2);
    assert_eq!(
        ended.stderr,
        "error: `index.threads` = 4 (flag --threads) does not go with `index.memory_mb` = 90 \
         (config.toml:2): each thread needs 30 MB; set index.memory_mb to 120 or more, or \
         index.threads to 3 or less\n"
    );
}

#[test]
fn what_is_no_toml_names_its_line() {
    let place = Place::empty();
    place.write("config.toml", "[server]\n\nlisten = \n");
    Dateline::at(&place).run(&["config"]).expect_error(2, "config.toml:3: this is not TOML");
}

#[test]
fn a_file_that_was_named_has_to_exist() {
    let place = Place::empty();
    Dateline::at(&place)
        .run(&["--config", "none.toml", "config"])
        .expect_error(2, "cannot read the settings none.toml");
}

#[test]
fn an_unknown_variable_of_ours_is_an_error() {
    let place = Place::empty();
    Dateline::at(&place)
        .with_env("DATELINE_SERVER_LISTN", "x")
        .run(&["config"])
        .expect_error(2, "did you mean `DATELINE_SERVER_LISTEN`?");
}

#[test]
fn the_environment_overrides_the_file_and_flags_override_the_environment() {
    let place = Place::empty();
    place.write("own.toml", "data_dir = \"of-file\"\n[search]\nqueue = 1\nthreads = 1\n");
    let ended = Dateline::bare(&place)
        .with_env("DATELINE_SEARCH_QUEUE", "2")
        .with_env("DATELINE_DATA_DIR", "of-environment")
        .run(&["config", "--json", "--config", "own.toml", "--data-dir", "of-flag"])
        .expect_code(0)
        .json();
    let entry = |key: &str| {
        let entry = &ended[key];
        (entry["value"].to_string(), entry["from"].as_str().unwrap().to_owned())
    };
    assert_eq!(entry("search.threads"), ("1".into(), "own.toml:4".into()));
    assert_eq!(entry("search.queue"), ("2".into(), "environment DATELINE_SEARCH_QUEUE".into()));
    assert_eq!(entry("data_dir"), ("\"of-flag\"".into(), "flag --data-dir".into()));
    assert_eq!(entry("log.level"), ("\"info\"".into(), "default".into()));
}

#[test]
fn the_printed_settings_are_a_file_that_says_the_same() {
    let place = Place::empty();
    let printed = Dateline::bare(&place).run(&["config"]).expect_code(0).stdout;
    insta::assert_snapshot!("config", printed);
    place.write("config.toml", &printed);
    let again = Dateline::bare(&place).run(&["config", "--json"]).expect_code(0).json();
    assert_eq!(again["server.listen"]["value"], "127.0.0.1:7878");
    assert_eq!(again["server.listen"]["origin"], "file");
}

#[test]
fn a_list_of_words_is_read_at_the_start_and_a_bad_line_is_named() {
    let place = Place::empty();
    place.write("config.toml", "[words]\nsynonyms = \"lists/synonyms.txt\"\n");
    let fails = |told: &str| Dateline::at(&place).run(&["config"]).expect_error(2, told);
    fails("config.toml:2: cannot read `words.synonyms` lists/synonyms.txt: ");
    let synonyms = place.write("lists/synonyms.txt", "# countries\nuk, britain\nuk\n");
    fails(
        "lists/synonyms.txt:3: `uk` stands alone; write `a, b, c` for words that find one another, \
         or `a, b => c, d` for those on the left to find those on the right too (this is \
         `words.synonyms` of config.toml:2)",
    );
    std::fs::write(&synonyms, b"uk, britain\n\xFF, a\n").unwrap();
    fails("lists/synonyms.txt:2: this is not UTF-8");
    place.write("lists/synonyms.txt", "uk, britain\n");
    place.write("stop.txt", "the\nof the\n");
    let set = |path: &str| Dateline::at(&place).with_env("DATELINE_WORDS_STOP_WORDS", path);
    set("stop.txt").run(&["config"]).expect_error(
        2,
        "stop.txt:2: `of the` is more than one word; write one word a line (this is \
         `words.stop_words` of environment DATELINE_WORDS_STOP_WORDS)",
    );
    place.write("stop.txt", "the\nof\n");
    let printed = set("stop.txt").run(&["config", "--json"]).expect_code(0).json();
    assert_eq!(printed["words.synonyms"]["value"], "lists/synonyms.txt");
    assert_eq!(printed["words.stop_words"]["value"], "stop.txt");
    set("").run(&["config"]).expect_code(0);
}
