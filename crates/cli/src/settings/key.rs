//! Which settings are there?

use super::Value;
use super::kind::Kind;

/// Makes the table of settings, a row each: the name in full, the default, what it may be, and its
/// sentence. The reading of files and environment, the errors and the `config` command all come from it.
macro_rules! keys {
    ($($key:ident: $name:literal = $type:ident $default:literal, $kind:expr, $sentence:literal;)*) => {
        /// A setting.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Key {
            $(#[doc = $sentence] $key,)*
        }

        impl Key {
            /// All of them, in the order of `config.toml`.
            pub(crate) const ALL: &[Self] = &[$(Self::$key),*];

            /// Its name in full, such as `server.listen`.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$key => $name,)* }
            }

            /// What it is where nothing sets it.
            pub(crate) fn default(self) -> Value {
                match self { $(Self::$key => Value::$type($default),)* }
            }

            /// What it may be.
            pub(crate) const fn kind(self) -> Kind {
                match self { $(Self::$key => $kind,)* }
            }

            /// What it does, in a sentence.
            pub(crate) const fn sentence(self) -> &'static str {
                match self { $(Self::$key => $sentence,)* }
            }
        }
    };
}

keys! {
    DataDir: "data_dir" = text "index-data", Kind::Path,
        "the folder with stories/ (the sources) and index/ (what is built from them)";
    ServerListen: "server.listen" = text "127.0.0.1:7878", Kind::Address,
        "where the server listens; port 0 takes any free port, 0.0.0.0 admits other machines";
    ServerPublicUrl: "server.public_url" = text "", Kind::OptionalUrl,
        "where readers reach the server, for links from elsewhere; empty for the host of each request";
    ServerRequestTimeoutSeconds: "server.request_timeout_seconds" = number 10, Kind::Number { min: 1, max: 3_600 },
        "how long a request may take before it is given up";
    ServerShutdownTimeoutSeconds: "server.shutdown_timeout_seconds" = number 10, Kind::Number { min: 0, max: 3_600 },
        "how long a stopping server waits for requests under way";
    ServerDrainSeconds: "server.drain_seconds" = number 0, Kind::Number { min: 0, max: 3_600 },
        "how long a stopping server still takes requests while /readyz sends them elsewhere";
    ServerHeaderTimeoutSeconds: "server.header_timeout_seconds" = number 10, Kind::Number { min: 1, max: 3_600 },
        "how long a client may take to send the head of a request, or to begin with TLS";
    ServerIdleTimeoutSeconds: "server.idle_timeout_seconds" = number 60, Kind::Number { min: 1, max: 3_600 },
        "how long a connection is kept open between requests";
    ServerStallTimeoutSeconds: "server.stall_timeout_seconds" = number 30, Kind::Number { min: 1, max: 3_600 },
        "how long a client may pause in a body that it sends, or leave a reply untaken";
    ServerMaxHeadKb: "server.max_head_kb" = number 32, Kind::Number { min: 8, max: 1_024 },
        "the largest head of a request that is read; larger ones are answered with 431";
    ServerMaxConnections: "server.max_connections" = number 10_000, Kind::Number { min: 1, max: 1_000_000 },
        "how many connections are open at once; beyond them the answer is 503";
    ServerTlsCertificate: "server.tls_certificate" = text "", Kind::OptionalPath,
        "the certificate for HTTPS with those that vouch for it, a PEM file; empty for plain HTTP";
    ServerTlsKeyFile: "server.tls_key" = text "", Kind::OptionalPath,
        "the key of the certificate, a PEM file";
    ServerCorsOrigins: "server.cors_origins" = text "", Kind::Origins,
        "sites whose pages may call from a browser; * for reading by any, empty for none";
    ServerTrustedProxies: "server.trusted_proxies" = text "", Kind::Networks,
        "proxies whose X-Forwarded-For is believed, as addresses and networks; empty for none";
    SearchThreads: "search.threads" = number 0, Kind::Number { min: 0, max: 1_024 },
        "how many searches run at once; 0 is one per core";
    SearchQueue: "search.queue" = number 256, Kind::Number { min: 0, max: 100_000 },
        "how many more may wait; beyond them the answer is 503";
    SearchWaitMs: "search.wait_ms" = number 10, Kind::Number { min: 1, max: 60_000 },
        "how long they may have to wait for their turn, for more than a moment; beyond that the answer is 503";
    LimitsQueryChars: "limits.query_chars" = number 2_000, Kind::Number { min: 10, max: 100_000 },
        "the longest query, in characters; the answer to a longer one is 400";
    LimitsQueryTerms: "limits.query_terms" = number 64, Kind::Number { min: 1, max: 1_000 },
        "how many words and phrases of a query are searched, and how many conditions hold; the reply warns of more";
    LimitsQueryDepth: "limits.query_depth" = number 16, Kind::Number { min: 1, max: 64 },
        "how deep parentheses of a query may be nested; the reply warns of deeper ones";
    LimitsExpansions: "limits.expansions" = number 20_000, Kind::Number { min: 10, max: 10_000_000 },
        "how many words of a segment a beginning or a near word may stand for; of more the most frequent are searched, and the reply warns";
    LimitsLimit: "limits.limit" = number 100, Kind::Number { min: 10, max: 1_000 },
        "the most hits of a page; the answer to a larger limit is 400";
    LimitsOffset: "limits.offset" = number 10_000, Kind::Number { min: 0, max: 1_000_000 },
        "how deep pages are reached by offset; the answer to a larger one is 400, and cursors go as deep as one likes";
    AuthAnonymousRead: "auth.anonymous_read" = text "loopback", Kind::OneOf(&["loopback", "everyone", "nobody"]),
        "who may read without a key: loopback (where only this machine reaches the server), everyone, nobody";
    AuthRequestsPerSecond: "auth.requests_per_second" = number 0, Kind::Number { min: 0, max: 1_000_000 },
        "how many requests a key, or an address without one, may send each second; 0 is as many as it likes";
    AuthBurst: "auth.burst" = number 100, Kind::Number { min: 1, max: 1_000_000 },
        "how many of them may come at once";
    IndexThreads: "index.threads" = number 0, Kind::Number { min: 0, max: 1_024 },
        "how many threads a reindex uses; 0 is one per core, as far as the memory allows";
    IndexMemoryMb: "index.memory_mb" = number 256, Kind::Number { min: 30, max: 1_000_000 },
        "what a reindex may take for the segments being built, over all its threads";
    IndexMaxRecordMb: "index.max_record_mb" = number 64, Kind::Number { min: 1, max: 4_000 },
        "the largest record that is read; larger ones are rejected";
    IndexWriterMemoryMb: "index.writer_memory_mb" = number 50, Kind::Number { min: 15, max: 4_000 },
        "what the writer of single changes may take";
    IndexWriteQueue: "index.write_queue" = number 1_024, Kind::Number { min: 1, max: 100_000 },
        "how many writes may wait for their commit; beyond them the answer is 503";
    IndexMinFreeMb: "index.min_free_mb" = number 100, Kind::Number { min: 0, max: 1_000_000 },
        "with less room on the disk of the index the server is not ready; 0 takes any";
    WordsSynonyms: "words.synonyms" = text "", Kind::OptionalPath,
        "a file of words that find one another: lines of `a, b` or `a => b`; empty for none";
    WordsStopWords: "words.stop_words" = text "", Kind::OptionalPath,
        "a file of words, one a line, that need not match beside others; empty for none";
    WordsProtected: "words.protected" = text "", Kind::OptionalPath,
        "a file of words, one a line, that are never stemmed (takes a reindex); empty for none";
    LogFormat: "log.format" = text "text", Kind::OneOf(&["text", "json"]),
        "how the log is written to stderr: text or json";
    LogLevel: "log.level" = text "info", Kind::LogFilter,
        "what the server logs: error, warn, info, debug, trace, or a filter such as info,tantivy=debug";
    LogSlowMs: "log.slow_ms" = number 500, Kind::Number { min: 0, max: 3_600_000 },
        "from how many milliseconds on a request is logged as slow, with its query; 0 for never";
    TelemetryOtlpEndpoint: "telemetry.otlp_endpoint" = text "", Kind::OptionalCollector,
        "where traces are sent by OTLP over HTTP; empty for nowhere";
}

impl Key {
    /// Its section and its name therein; the section of `data_dir` is empty.
    pub(crate) fn parts(self) -> (&'static str, &'static str) {
        self.name().split_once('.').unwrap_or(("", self.name()))
    }

    /// The variable of the environment that sets it.
    pub(crate) fn variable(self) -> String {
        format!("{}{}", super::PREFIX, self.name().replace('.', "_").to_uppercase())
    }

    /// The key of this name in full.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_allowed() {
        for key in Key::ALL.iter().copied() {
            assert_eq!(key.kind().check(&key.default()), Ok(()), "{}", key.name());
        }
    }

    #[test]
    fn the_variable_follows_the_name() {
        assert_eq!(Key::ServerListen.variable(), "DATELINE_SERVER_LISTEN");
        assert_eq!(Key::DataDir.variable(), "DATELINE_DATA_DIR");
    }
}
