//! Which settings are there?

use super::Value;
use super::kind::Kind;

/// A setting. One table gives each its name, its default, what it may be, and its sentence: the
/// reading of files and environment, the errors and the `config` command all come from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// Where the stories and the index are.
    DataDir,
    /// Where the server listens.
    ServerListen,
    /// Where readers reach the server.
    ServerPublicUrl,
    /// How long a request may take.
    ServerRequestTimeoutSeconds,
    /// How long a stopping server waits for its requests.
    ServerShutdownTimeoutSeconds,
    /// How many searches run at once.
    SearchThreads,
    /// How many searches may wait.
    SearchQueue,
    /// How many threads index.
    IndexThreads,
    /// What indexing may take in memory.
    IndexMemoryMb,
    /// The largest record.
    IndexMaxRecordMb,
    /// What single writes may take in memory.
    IndexWriterMemoryMb,
    /// How many writes may wait.
    IndexWriteQueue,
    /// The list of synonyms.
    WordsSynonyms,
    /// The list of stop words.
    WordsStopWords,
    /// The list of words that are never stemmed.
    WordsProtected,
    /// How the log is written.
    LogFormat,
    /// What is logged.
    LogLevel,
}

impl Key {
    /// All of them, in the order of `config.toml`.
    pub(crate) const ALL: [Self; 17] = [
        Self::DataDir,
        Self::ServerListen,
        Self::ServerPublicUrl,
        Self::ServerRequestTimeoutSeconds,
        Self::ServerShutdownTimeoutSeconds,
        Self::SearchThreads,
        Self::SearchQueue,
        Self::IndexThreads,
        Self::IndexMemoryMb,
        Self::IndexMaxRecordMb,
        Self::IndexWriterMemoryMb,
        Self::IndexWriteQueue,
        Self::WordsSynonyms,
        Self::WordsStopWords,
        Self::WordsProtected,
        Self::LogFormat,
        Self::LogLevel,
    ];

    /// Its name in full, such as `server.listen`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::DataDir => "data_dir",
            Self::ServerListen => "server.listen",
            Self::ServerPublicUrl => "server.public_url",
            Self::ServerRequestTimeoutSeconds => "server.request_timeout_seconds",
            Self::ServerShutdownTimeoutSeconds => "server.shutdown_timeout_seconds",
            Self::SearchThreads => "search.threads",
            Self::SearchQueue => "search.queue",
            Self::IndexThreads => "index.threads",
            Self::IndexMemoryMb => "index.memory_mb",
            Self::IndexMaxRecordMb => "index.max_record_mb",
            Self::IndexWriterMemoryMb => "index.writer_memory_mb",
            Self::IndexWriteQueue => "index.write_queue",
            Self::WordsSynonyms => "words.synonyms",
            Self::WordsStopWords => "words.stop_words",
            Self::WordsProtected => "words.protected",
            Self::LogFormat => "log.format",
            Self::LogLevel => "log.level",
        }
    }

    /// Its section and its name therein; the section of `data_dir` is empty.
    pub(crate) fn parts(self) -> (&'static str, &'static str) {
        self.name().split_once('.').unwrap_or(("", self.name()))
    }

    /// The variable of the environment that sets it.
    pub(crate) fn variable(self) -> String {
        format!("{}{}", super::PREFIX, self.name().replace('.', "_").to_uppercase())
    }

    /// What it is where nothing sets it.
    pub(crate) fn default(self) -> Value {
        match self {
            Self::DataDir => Value::text("index-data"),
            Self::ServerListen => Value::text("127.0.0.1:7878"),
            Self::ServerRequestTimeoutSeconds | Self::ServerShutdownTimeoutSeconds => {
                Value::Number(10)
            }
            Self::SearchThreads | Self::IndexThreads => Value::Number(0),
            Self::SearchQueue | Self::IndexMemoryMb => Value::Number(256),
            Self::IndexMaxRecordMb => Value::Number(64),
            Self::IndexWriterMemoryMb => Value::Number(50),
            Self::IndexWriteQueue => Value::Number(1_024),
            Self::ServerPublicUrl
            | Self::WordsSynonyms
            | Self::WordsStopWords
            | Self::WordsProtected => Value::text(""),
            Self::LogFormat => Value::text("text"),
            Self::LogLevel => Value::text("info"),
        }
    }

    /// What it may be.
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Self::DataDir => Kind::Path,
            Self::ServerListen => Kind::Address,
            Self::ServerPublicUrl => Kind::OptionalUrl,
            Self::ServerRequestTimeoutSeconds => Kind::Number { min: 1, max: 3_600 },
            Self::ServerShutdownTimeoutSeconds => Kind::Number { min: 0, max: 3_600 },
            Self::SearchThreads | Self::IndexThreads => Kind::Number { min: 0, max: 1_024 },
            Self::SearchQueue => Kind::Number { min: 0, max: 100_000 },
            Self::IndexMemoryMb => Kind::Number { min: 30, max: 1_000_000 },
            Self::IndexMaxRecordMb => Kind::Number { min: 1, max: 4_000 },
            Self::IndexWriterMemoryMb => Kind::Number { min: 15, max: 4_000 },
            Self::IndexWriteQueue => Kind::Number { min: 1, max: 100_000 },
            Self::WordsSynonyms | Self::WordsStopWords | Self::WordsProtected => Kind::OptionalPath,
            Self::LogFormat => Kind::OneOf(&["text", "json"]),
            Self::LogLevel => Kind::LogFilter,
        }
    }

    /// What it does, in a sentence.
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            Self::DataDir => {
                "the folder with stories/ (the sources) and index/ (what is built from them)"
            }
            Self::ServerListen => {
                "where the server listens; port 0 takes any free port, 0.0.0.0 admits other machines"
            }
            Self::ServerPublicUrl => {
                "where readers reach the server, for links from elsewhere; empty for the host of each request"
            }
            Self::ServerRequestTimeoutSeconds => {
                "how long a request may take before it is given up"
            }
            Self::ServerShutdownTimeoutSeconds => {
                "how long a stopping server waits for requests under way"
            }
            Self::SearchThreads => "how many searches run at once; 0 is one per core",
            Self::SearchQueue => "how many more may wait; beyond them the answer is 503",
            Self::IndexThreads => {
                "how many threads a reindex uses; 0 is one per core, as far as the memory allows"
            }
            Self::IndexMemoryMb => {
                "what a reindex may take for the segments being built, over all its threads"
            }
            Self::IndexMaxRecordMb => "the largest record that is read; larger ones are rejected",
            Self::IndexWriterMemoryMb => "what the writer of single changes may take",
            Self::IndexWriteQueue => {
                "how many writes may wait for their commit; beyond them the answer is 503"
            }
            Self::WordsSynonyms => {
                "a file of words that find one another: lines of `a, b` or `a => b`; empty for none"
            }
            Self::WordsStopWords => {
                "a file of words, one a line, that need not match beside others; empty for none"
            }
            Self::WordsProtected => {
                "a file of words, one a line, that are never stemmed (takes a reindex); empty for none"
            }
            Self::LogFormat => "how the log is written to stderr: text or json",
            Self::LogLevel => {
                "what the server logs: error, warn, info, debug, trace, or a filter such as info,tantivy=debug"
            }
        }
    }

    /// The key of this name in full.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_allowed() {
        for key in Key::ALL {
            assert_eq!(key.kind().check(&key.default()), Ok(()), "{}", key.name());
        }
    }

    #[test]
    fn the_variable_follows_the_name() {
        assert_eq!(Key::ServerListen.variable(), "DATELINE_SERVER_LISTEN");
        assert_eq!(Key::DataDir.variable(), "DATELINE_DATA_DIR");
    }
}
