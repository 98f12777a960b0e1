//! What holds of the settings as a whole.

use super::*;

const CONFIG: &str = include_str!("../../../../config.toml");

#[test]
fn the_sample_config_is_the_defaults() {
    let layers = Layers::with_file(CONFIG).unwrap();
    for (key, value, origin) in layers.iter() {
        assert_eq!(*value, key.default(), "{}", key.name());
        assert!(matches!(origin, Origin::File { .. }), "config.toml lacks {}", key.name());
    }
}

#[test]
fn the_sample_config_says_what_each_key_does() {
    for key in Key::ALL.iter().copied() {
        let wanted = format!("{} = {}", key.parts().1, key.default());
        let at = CONFIG.find(&wanted).unwrap_or_else(|| panic!("config.toml lacks `{wanted}`"));
        let above = CONFIG[..at].trim_end().lines().last().unwrap_or_default();
        assert!(above.starts_with("# "), "no sentence above `{wanted}`, but `{above}`");
    }
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let error = Layers::with_file(text).and_then(|layers| Settings::of(&layers)).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

#[test]
fn what_is_wrong_in_a_file_is_named_with_its_line_and_its_remedy() {
    refused(
        "[server]\nlisen = \"127.0.0.1:1\"\n",
        "config.toml:2: there is no setting `server.lisen`; did you mean `server.listen`?",
    );
    refused("\n[serve]\n", "config.toml:2: there is no setting `serve`; did you mean `server`?");
    refused(
        "queue = 3",
        "config.toml:1: there is no setting `queue`; did you mean `search.queue`?",
    );
    refused(
        "colour = 3",
        "config.toml:1: there is no setting `colour`; `dateline config` shows all there are",
    );
    refused(
        "search.queue = \"many\"",
        "config.toml:1: `search.queue` cannot be \"many\"; it has to be a whole number from 0 to 100000",
    );
    refused(
        "[search]\nqueue = -1",
        "config.toml:2: `search.queue` cannot be -1; it has to be a whole number from 0 to 100000",
    );
    refused(
        "[log]\nformat = \"xml\"",
        "config.toml:2: `log.format` cannot be \"xml\"; it has to be one of \"text\", \"json\"",
    );
    refused(
        "[server]\npublic_url = \"https://news.example/archive\"",
        "config.toml:2: `server.public_url` cannot be \"https://news.example/archive\"; it has to be \
         http:// or https:// and a host without a path, such as \"https://news.example\", or \"\" for \
         the host of each request",
    );
    refused(
        "data_dir = true",
        "config.toml:1: `data_dir` cannot be true; it has to be a path in quotes",
    );
}

#[test]
fn threads_have_to_fit_into_the_memory() {
    refused(
        "[index]\nthreads = 8\nmemory_mb = 100",
        "`index.threads` = 8 (config.toml:2) does not go with `index.memory_mb` = 100 \
         (config.toml:3): each thread needs 30 MB; set index.memory_mb to 240 or more, or \
         index.threads to 3 or less",
    );
    refused(
        "[index]\nthreads = 1\nmemory_mb = 9000",
        "`index.memory_mb` = 9000 (config.toml:3) does not go with `index.threads` = 1 \
         (config.toml:2): 1 threads can use 4000 MB each; set index.memory_mb to 4000 or less",
    );
    // Where the threads are ours to choose, there are as many as fit.
    let layers = Layers::with_file("[index]\nmemory_mb = 30").unwrap();
    assert_eq!(Settings::of(&layers).unwrap().index.threads, 1);
}

#[test]
fn the_environment_overrides_the_file_and_flags_override_both() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("own.toml");
    std::fs::write(&config, "[search]\nqueue = 1\nthreads = 1\n[index]\nthreads = 1").unwrap();
    let environment = Environment::of(&[
        ("DATELINE_SEARCH_THREADS", "2"),
        ("DATELINE_INDEX_THREADS", "2"),
        ("DATELINE_SERVER_PUBLIC_URL", "https://news.example/"),
        ("OTHER", "x"),
    ]);
    let flags = Flags {
        config: Some(config),
        values: vec![(Key::IndexThreads, "--threads", "3".to_owned())],
    };
    let layers = Layers::read(&flags, &environment).unwrap();
    assert_eq!(layers.number(Key::SearchQueue), 1);
    assert_eq!(layers.number(Key::SearchThreads), 2);
    assert_eq!(layers.number(Key::IndexThreads), 3);
    let public_url = Settings::of(&layers).unwrap().server.public_url;
    assert_eq!(public_url.unwrap().to_string(), "https://news.example");
}

#[test]
fn a_variable_of_ours_that_sets_nothing_is_an_error() {
    let read = |name| {
        let environment = Environment::of(&[(name, "x")]);
        environment.settings().unwrap_err().to_string()
    };
    assert_eq!(
        read("DATELINE_DATADIR"),
        "environment DATELINE_DATADIR: there is no setting `DATELINE_DATADIR`; did you mean \
         `DATELINE_DATA_DIR`?"
    );
    assert_eq!(
        read("DATELINE_SEARCH_QUEUE"),
        "environment DATELINE_SEARCH_QUEUE: `search.queue` cannot be \"x\"; it has to be a whole \
         number from 0 to 100000"
    );
}

#[test]
fn what_is_wrong_with_a_key_is_named_with_its_line_and_its_remedy() {
    let hash = format!("hash = \"sha256:{}\"", "0".repeat(64));
    let with = |fields: &str| format!("[auth.keys.desk]\n{hash}\n{fields}\n");
    refused(
        "[auth.keys.desk]\nrights = [\"read\"]",
        "config.toml:1: `auth.keys.desk` lacks `hash`, which has to be \"sha256:\" and 64 hexadecimal \
         digits, as `dateline key new` prints it",
    );
    refused(
        &with(""),
        "config.toml:1: `auth.keys.desk` lacks `rights`, which has to be a list of \"read\", \"write\" \
         and \"admin\", such as [\"read\"]",
    );
    refused(
        &with("rights = [\"reed\"]"),
        "config.toml:3: `auth.keys.desk.rights` cannot be [\"reed\"]; it has to be a list of \"read\", \
         \"write\" and \"admin\", such as [\"read\"]",
    );
    refused(
        &with("rights = [\"read\"]\nfeeds = []"),
        "config.toml:4: `auth.keys.desk.feeds` cannot be []; it has to be a list of the names of feeds, \
         such as [\"World\"], or left out for all",
    );
    refused(
        &with("rights = [\"read\", \"write\"]\nfeeds = [\"World\"]"),
        "config.toml:1: `auth.keys.desk` has `feeds`, so its `rights` can only be [\"read\"]",
    );
    refused(
        &with("rights = [\"read\"]\nfeed = \"World\""),
        "config.toml:4: there is no setting `auth.keys.desk.feed`; did you mean `feeds`?",
    );
    refused("[auth.keys]\ndesk = 3", "config.toml:2: `auth.keys.desk` has to be a table");
    refused(
        &format!(
            "{}{}",
            with("rights = [\"read\"]"),
            with("rights = [\"read\"]").replace("desk", "two")
        ),
        "config.toml:4: `auth.keys.two.hash` is the same key as `desk`; make another one",
    );
}
