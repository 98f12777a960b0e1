//! Searching: every contender in turn, as often as was asked for.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use dateline_model::{Day, Story};
use dateline_query::request::Parameters;
use dateline_query::service::Service;
use dateline_query::{EmbeddedEngine, EngineOptions};
use tokio::runtime::Runtime;

use crate::arguments::Arguments;
use crate::bare::Bare;
use crate::http::{self, Connection};
use crate::in_process::{OfBare, OfService};
use crate::indexing::THREADS;
use crate::queries::{self, Query};
use crate::report::Report;
use crate::run::{Asker, run};
use crate::server::Server;
use crate::typing;

/// How many connections ask at once.
const CONNECTIONS: [usize; 4] = [1, 4, 16, 64];
/// Hits of a page.
const HITS: usize = 10;

/// Asks queries of every kind of every contender.
pub(crate) fn measure(
    arguments: &Arguments,
    server: &Server,
    place: &Path,
    stories: &[Story],
    report: &mut Report,
) -> anyhow::Result<()> {
    let mixed = queries::draw(stories, arguments.queries, arguments.seed);
    anyhow::ensure!(!mixed.is_empty(), "no query can be drawn from these stories");
    let (rare, common) = queries::rare_and_common(stories);
    let runtime = Runtime::new()?;
    let bare = Bare::open(&place.join("bare"), false)?;
    let large = Bare::open(&place.join("bare"), true)?;
    let service = service(&place.join("index"))?;
    let ours = |queries: &[Query], hits| OfService {
        service: service.clone(),
        parameters: Arc::new(queries.iter().map(|query| parameters(query, hits)).collect()),
        runtime: runtime.handle().clone(),
    };
    let of_mixed = ours(&mixed, HITS);
    for (number, query) in mixed.iter().enumerate() {
        report.compare(bare.search(query, HITS)? as u64, of_mixed.total(number)?);
        large.search(query, HITS)?;
    }
    let texts: Vec<_> = mixed.iter().map(|query| query.parameters(HITS)).collect();
    let requests = http::requests(server.address, "search", &texts);
    let typed = typing::draw(stories, arguments.queries, arguments.seed);
    let completing = http::requests(server.address, "suggest", &typed);
    // Each query once of everybody, so that nobody is measured while it reads its files.
    let mut first = Connection::to(server.address, Arc::clone(&requests))?;
    (0..mixed.len()).try_for_each(|query| first.ask(query))?;
    let mut first = Connection::to(server.address, Arc::clone(&completing))?;
    (0..typed.len()).try_for_each(|text| first.ask(text))?;
    let during = Duration::from_secs_f64(arguments.seconds);
    for _ in 0..arguments.rounds {
        let kind = "mixed queries";
        let mut round = |contender: &str, askers: Askers<'_>| -> anyhow::Result<()> {
            let (took, all) = askers.run(mixed.len(), during)?;
            report.of(kind, contender).add(took, all);
            Ok(())
        };
        let theirs = OfBare { bare: &bare, queries: &mixed, hits: HITS };
        round("bare tantivy, 2 threads", Askers::Bare(vec![theirs; THREADS]))?;
        let keeping = OfBare { bare: &large, queries: &mixed, hits: HITS };
        round("bare, with as large a cache", Askers::Bare(vec![keeping; THREADS]))?;
        round("in process, 2 threads", Askers::Ours(vec![of_mixed.clone(); THREADS]))?;
        round("bare tantivy, 1 thread", Askers::Bare(vec![theirs]))?;
        round("in process, 1 thread", Askers::Ours(vec![of_mixed.clone()]))?;
        for count in CONNECTIONS {
            let connect = |_| Connection::to(server.address, Arc::clone(&requests));
            let connections = (0..count).map(connect).collect::<Result<Vec<_>, _>>()?;
            round(&format!("HTTP, {count} connection(s)"), Askers::Http(connections))?;
        }
        let asker = Connection::to(server.address, Arc::clone(&completing))?;
        let (took, all) = run(vec![asker], typed.len(), during)?;
        report.of("completing what is typed", "HTTP, 1 connection").add(took, all);
        for (kind, queries, hits) in [
            ("a rare word", &rare, HITS),
            ("a common word", &common, HITS),
            ("the months of a common word", &common, 0),
        ] {
            let theirs = OfBare { bare: &bare, queries, hits };
            let (took, all) = run(vec![theirs], queries.len(), during / 3)?;
            report.of(kind, "bare tantivy, 1 thread").add(took, all);
            let (took, all) = run(vec![ours(queries, hits)], queries.len(), during / 3)?;
            report.of(kind, "in process, 1 thread").add(took, all);
        }
    }
    Ok(())
}

/// Those who ask at once, all of a kind.
enum Askers<'a> {
    Bare(Vec<OfBare<'a>>),
    Ours(Vec<OfService>),
    Http(Vec<Connection>),
}

impl Askers<'_> {
    fn run(self, queries: usize, during: Duration) -> anyhow::Result<(Vec<Duration>, Duration)> {
        match self {
            Self::Bare(askers) => run(askers, queries, during),
            Self::Ours(askers) => run(askers, queries, during),
            Self::Http(askers) => run(askers, queries, during),
        }
    }
}

fn parameters(query: &Query, hits: usize) -> Parameters {
    Parameters::from_query(&query.parameters(hits))
}

fn service(index: &Path) -> anyhow::Result<Service> {
    let options = EngineOptions {
        search_threads: THREADS,
        search_queue: 1_024,
        search_wait: Duration::from_secs(10),
        expansions: 20_000,
        write_queue: 1,
        writer_memory_bytes: 64 << 20,
    };
    let engine = EmbeddedEngine::open(index, options)?;
    let today = Day::from_ymd(2026, 1, 1).context("no such day")?;
    Ok(Service::new(Arc::new(engine), Arc::new(move || today)))
}
