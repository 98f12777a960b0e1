//! `dateline serve`: the index over HTTP, until Ctrl-C or SIGTERM.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use dateline_indexer::generation::{Owner, Ownership, read_current, sweep};
use dateline_indexer::{Input, reindex};
use dateline_query::EmbeddedEngine;
use dateline_query::http::{self, HttpOptions};
use dateline_query::service::Service;
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::time::{MissedTickBehavior, interval, sleep};

use super::Context;
use crate::arguments::Verbosity;
use crate::clock;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::library::open_engine;
use crate::output::Output;
use crate::progress::{Reporter, Whole};
use crate::settings::ServerSettings;

/// How often to look whether another process has built a new generation.
const LOOK_EVERY: Duration = Duration::from_millis(500);

pub(super) fn run(context: &mut Context) -> anyhow::Result<()> {
    let interrupt = Interrupt::listen()?;
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime cannot be started")?;
    // The address first: that it is taken should not show after an hour of indexing.
    let listen = &context.settings.server.listen;
    let listener = runtime
        .block_on(TcpListener::bind(listen))
        .map_err(|source| Failure::Address { address: listen.clone(), source })?;
    let index_dir = &context.settings.data.index;
    let address = listener.local_addr().context("the address of the server is not known")?;
    let _ownership = own(index_dir, address)?;
    if read_current(index_dir)?.is_none() {
        build_first(context, &interrupt)?;
    }
    let engine = open_engine(&context.settings)?;
    let result = serve(&runtime, listener, engine, interrupt, context);
    // A search that is still being computed has nobody left who waits for it.
    runtime.shutdown_background();
    result
}

/// Makes this process the one that writes to the index, and clears away what one that died left
/// behind. None where the disk can only be read: searches are answered all the same.
fn own(index_dir: &Path, address: SocketAddr) -> anyhow::Result<Option<Ownership>> {
    let owner = Owner {
        pid: std::process::id(),
        command: "serve".to_owned(),
        url: Some(format!("http://{}", reachable(address))),
    };
    let ownership = match Ownership::take(index_dir, &owner) {
        Err(error) if error.is_read_only() => {
            tracing::warn!(%error, "the index can only be read; searches are answered, writes are not");
            return Ok(None);
        }
        taken => taken?,
    };
    for id in sweep(index_dir)? {
        tracing::info!(generation = id.number(), "swept what an unfinished reindex left behind");
    }
    Ok(Some(ownership))
}

/// An address at which this machine reaches a server that may listen on all of its addresses.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Builds the first index from the stories beside it.
fn build_first(context: &Context, interrupt: &Interrupt) -> anyhow::Result<()> {
    let data = &context.settings.data;
    if !data.stories.is_dir() {
        let (index, stories) = (data.index.clone(), data.stories.clone());
        return Err(Failure::NothingToServe { index, stories }.into());
    }
    tracing::info!(stories = %data.stories.display(), "there is no index yet; building it first");
    let options = super::reindex::options(&context.settings, false);
    let quiet = context.verbosity == Verbosity::Quiet;
    let mut reporter = Reporter::new(interrupt.clone(), Whole::Bytes, quiet);
    let input = Input::Paths(vec![data.stories.clone()]);
    let result = reindex(&data.index, input, &options, &mut reporter);
    reporter.finish();
    let (_, report) = result?;
    tracing::info!(
        stories = report.stories,
        events = report.events,
        rejected = report.rejected,
        seconds = report.seconds,
        "built the index"
    );
    Ok(())
}

fn serve(
    runtime: &Runtime,
    listener: TcpListener,
    engine: EmbeddedEngine,
    interrupt: Interrupt,
    context: &mut Context,
) -> anyhow::Result<()> {
    let ServerSettings { request_timeout, shutdown_timeout, .. } = context.settings.server;
    let max_record_bytes = context.settings.index.max_record_bytes;
    let public_url = context.settings.server.public_url.clone();
    let options = HttpOptions { request_timeout, max_record_bytes, public_url };
    let address = listener.local_addr().context("the address of the server is not known")?;
    let service = Service::new(Arc::new(engine.clone()), clock::utc());
    let service = service
        .with_words(context.settings.words.query.clone())
        .with_limits(context.settings.requests);
    let router = http::router(service, options);
    runtime.block_on(async {
        tokio::spawn(follow(engine));
        let raised = interrupt.clone().raised();
        let server = http::serve(listener, router, async {
            raised.await;
            tracing::info!("stopping: requests under way are finished");
        });
        // The socket already takes connections, so that whoever reads the line can connect.
        if let Err(error) = announce(&mut context.output, &format!("http://{address}")) {
            tracing::warn!(%error, "nobody reads the line that says where the server listens");
        }
        let given_up = async {
            interrupt.raised().await;
            sleep(shutdown_timeout).await;
        };
        tokio::select! {
            served = server => served.context("the server failed"),
            () = given_up => {
                tracing::warn!("stopped with requests under way: they took too long");
                Ok(())
            }
        }
    })
}

#[derive(Serialize)]
struct Ready<'a> {
    listening: &'a str,
}

/// Says that the server is ready, in the one line that it writes on stdout.
fn announce(output: &mut Output, url: &str) -> io::Result<()> {
    if output.json {
        output.line(serde_json::to_string(&Ready { listening: url })?)?;
    } else {
        output.line(format_args!("listening on {url}"))?;
    }
    output.flush()
}

/// Moves to each new generation that another process builds. A failure is told once, not twice a
/// second.
async fn follow(engine: EmbeddedEngine) {
    let mut ticks = interval(LOOK_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut last_failure = String::new();
    loop {
        ticks.tick().await;
        let looking = engine.clone();
        let failure = match tokio::task::spawn_blocking(move || looking.refresh()).await {
            Ok(Ok(moved)) => {
                if let Some(generation) = moved {
                    tracing::info!(generation, "moved to a new generation of the index");
                }
                String::new()
            }
            Ok(Err(error)) => error.to_string(),
            Err(error) => error.to_string(),
        };
        if !failure.is_empty() && failure != last_failure {
            tracing::error!(error = %failure, "cannot move to the new generation; the old one serves on");
        }
        last_failure = failure;
    }
}
