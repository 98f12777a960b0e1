//! The settings as the program uses them: a small struct per concern.

use std::path::PathBuf;
use std::thread::available_parallelism;
use std::time::Duration;

use dateline_indexer::analysis::Analysis;
use dateline_query::http::{CorsOrigins, PublicUrl, TrustedProxies};
use dateline_query::request::RequestLimits;
use dateline_query::words::QueryWords;

use super::{AccessSettings, Key, Layers, SettingsError, words};

/// The least that a thread which builds a segment needs; less makes segments too small to be worth
/// their merges.
const MIN_MB_PER_THREAD: u64 = 30;
/// The most that it can use: tantivy numbers the bytes of a segment being built by 32 bits.
const MAX_MB_PER_THREAD: u64 = 4_000;

/// All settings, each value valid and in keeping with the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The folders.
    pub(crate) data: DataSettings,
    /// The server.
    pub(crate) server: ServerSettings,
    /// Who is let in.
    pub(crate) access: AccessSettings,
    /// Searching.
    pub(crate) search: SearchSettings,
    /// What requests may ask for.
    pub(crate) requests: RequestLimits,
    /// Indexing.
    pub(crate) index: IndexSettings,
    /// Words that people set.
    pub(crate) words: WordSettings,
    /// The log.
    pub(crate) log: LogSettings,
    /// Where traces go.
    pub(crate) telemetry: TelemetrySettings,
}

/// Where things are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DataSettings {
    /// The sources that are read where no others are named.
    pub(crate) stories: PathBuf,
    /// The index with its generations.
    pub(crate) index: PathBuf,
}

/// How the server serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerSettings {
    /// Where it listens.
    pub(crate) listen: String,
    /// Where readers reach it, if that is set.
    pub(crate) public_url: Option<PublicUrl>,
    /// How long a request may take.
    pub(crate) request_timeout: Duration,
    /// How long a stopping server waits for requests.
    pub(crate) shutdown_timeout: Duration,
    /// How long it still takes requests before that.
    pub(crate) drain: Duration,
    /// Connections.
    pub(crate) connections: ConnectionSettings,
}

/// What a connection may take and how long it may stand still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConnectionSettings {
    /// How long the head of a request may take.
    pub(crate) header_timeout: Duration,
    /// How long a connection is kept between requests.
    pub(crate) idle_timeout: Duration,
    /// How long a client may stand still within a request.
    pub(crate) stall_timeout: Duration,
    /// The largest head of a request.
    pub(crate) max_head_bytes: usize,
    /// How many there are at once, at least 1.
    pub(crate) max: usize,
    /// The files of the certificate and of its key.
    pub(crate) tls: Option<(PathBuf, PathBuf)>,
    /// The sites whose pages may call.
    pub(crate) cors_origins: CorsOrigins,
    /// The proxies that are believed.
    pub(crate) trusted_proxies: TrustedProxies,
}

/// How much is searched at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchSettings {
    /// How many searches run, at least 1.
    pub(crate) threads: usize,
    /// How many more wait.
    pub(crate) queue: usize,
    /// How long they may have to, where that goes on.
    pub(crate) wait: Duration,
    /// How many words one may stand for.
    pub(crate) expansions: usize,
}

/// What indexing may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IndexSettings {
    /// How many threads, at least 1.
    pub(crate) threads: usize,
    /// Memory for segments being built.
    pub(crate) memory_bytes: usize,
    /// The largest record.
    pub(crate) max_record_bytes: usize,
    /// Memory for the writer of single changes.
    pub(crate) writer_memory_bytes: usize,
    /// How many writes wait.
    pub(crate) write_queue: usize,
    /// How much room its disk needs to have.
    pub(crate) min_free_bytes: u64,
}

/// Words that people set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordSettings {
    /// Those that mean the same, or little.
    pub(crate) query: QueryWords,
    /// Those that are never stemmed.
    pub(crate) analysis: Analysis,
}

/// What is logged and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogSettings {
    /// Whether as JSON.
    pub(crate) json: bool,
    /// The filter.
    pub(crate) level: String,
    /// From when on a request is slow; 0 for never.
    pub(crate) slow_ms: u64,
}

/// Where traces go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TelemetrySettings {
    /// The address of a collector, if there is one.
    pub(crate) otlp_endpoint: Option<String>,
}

impl Settings {
    /// Takes the layers apart and checks how the values relate.
    pub(crate) fn of(layers: &Layers) -> Result<Self, SettingsError> {
        let data_dir = layers.path(Key::DataDir);
        let seconds = |key| Duration::from_secs(layers.number(key));
        Ok(Self {
            data: DataSettings { stories: data_dir.join("stories"), index: data_dir.join("index") },
            server: ServerSettings {
                listen: layers.text(Key::ServerListen).to_owned(),
                public_url: PublicUrl::parse(layers.text(Key::ServerPublicUrl)),
                request_timeout: seconds(Key::ServerRequestTimeoutSeconds),
                shutdown_timeout: seconds(Key::ServerShutdownTimeoutSeconds),
                drain: seconds(Key::ServerDrainSeconds),
                connections: connections(layers)?,
            },
            access: AccessSettings::of(layers),
            search: search(layers),
            requests: RequestLimits {
                query_chars: count(layers.number(Key::LimitsQueryChars)),
                query_terms: count(layers.number(Key::LimitsQueryTerms)),
                query_depth: count(layers.number(Key::LimitsQueryDepth)),
                limit: count(layers.number(Key::LimitsLimit)),
                offset: count(layers.number(Key::LimitsOffset)),
            },
            index: index(layers)?,
            words: words::read(layers)?,
            log: LogSettings {
                json: layers.text(Key::LogFormat) == "json",
                level: layers.text(Key::LogLevel).to_owned(),
                slow_ms: layers.number(Key::LogSlowMs),
            },
            telemetry: TelemetrySettings {
                otlp_endpoint: Some(layers.text(Key::TelemetryOtlpEndpoint).to_owned())
                    .filter(|endpoint| !endpoint.is_empty()),
            },
        })
    }
}

fn connections(layers: &Layers) -> Result<ConnectionSettings, SettingsError> {
    let seconds = |key| Duration::from_secs(layers.number(key));
    let trusted_proxies = TrustedProxies::parse(layers.text(Key::ServerTrustedProxies));
    let cors_origins = CorsOrigins::parse(layers.text(Key::ServerCorsOrigins));
    let files = [Key::ServerTlsCertificate, Key::ServerTlsKeyFile];
    let tls = match files.map(|key| layers.optional_path(key)) {
        [Some(certificate), Some(key)] => Some((certificate, key)),
        [None, None] => None,
        _ => {
            let reason = "HTTPS needs both".to_owned();
            let fix = "set both to PEM files, or neither for plain HTTP".to_owned();
            return Err(layers.relation(files, reason, fix));
        }
    };
    Ok(ConnectionSettings {
        header_timeout: seconds(Key::ServerHeaderTimeoutSeconds),
        idle_timeout: seconds(Key::ServerIdleTimeoutSeconds),
        stall_timeout: seconds(Key::ServerStallTimeoutSeconds),
        max_head_bytes: count(layers.number(Key::ServerMaxHeadKb) * 1024),
        max: count(layers.number(Key::ServerMaxConnections)),
        tls,
        cors_origins: cors_origins.unwrap_or_default(),
        trusted_proxies: trusted_proxies.unwrap_or_default(),
    })
}

fn search(layers: &Layers) -> SearchSettings {
    let threads = match layers.number(Key::SearchThreads) {
        0 => cores(),
        threads => count(threads),
    };
    SearchSettings {
        threads,
        queue: count(layers.number(Key::SearchQueue)),
        wait: Duration::from_millis(layers.number(Key::SearchWaitMs)),
        expansions: count(layers.number(Key::LimitsExpansions)),
    }
}

fn index(layers: &Layers) -> Result<IndexSettings, SettingsError> {
    let memory_mb = layers.number(Key::IndexMemoryMb);
    let most = (memory_mb / MIN_MB_PER_THREAD).max(1);
    let threads = match layers.number(Key::IndexThreads) {
        0 => (cores() as u64).min(most),
        threads if threads <= most => threads,
        threads => {
            let keys = [Key::IndexThreads, Key::IndexMemoryMb];
            let reason = format!("each thread needs {MIN_MB_PER_THREAD} MB");
            let needed = threads * MIN_MB_PER_THREAD;
            let fix = format!(
                "set index.memory_mb to {needed} or more, or index.threads to {most} or less"
            );
            return Err(layers.relation(keys, reason, fix));
        }
    };
    if memory_mb > threads * MAX_MB_PER_THREAD {
        let keys = [Key::IndexMemoryMb, Key::IndexThreads];
        let reason = format!("{threads} threads can use {MAX_MB_PER_THREAD} MB each");
        let fix = format!("set index.memory_mb to {} or less", threads * MAX_MB_PER_THREAD);
        return Err(layers.relation(keys, reason, fix));
    }
    Ok(IndexSettings {
        threads: count(threads),
        memory_bytes: bytes(memory_mb),
        max_record_bytes: bytes(layers.number(Key::IndexMaxRecordMb)),
        writer_memory_bytes: bytes(layers.number(Key::IndexWriterMemoryMb)),
        write_queue: count(layers.number(Key::IndexWriteQueue)),
        min_free_bytes: layers.number(Key::IndexMinFreeMb) * 1_000_000,
    })
}

fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn bytes(megabytes: u64) -> usize {
    count(megabytes * 1_000_000)
}
