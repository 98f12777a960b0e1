//! `dateline serve`: the index over HTTP, until Ctrl-C or SIGTERM.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use dateline_indexer::generation::{Owner, Ownership, read_current, sweep};
use dateline_query::http::{self, ConnectionOptions, HttpOptions, Monitoring, SlowLimit, Witness};
use dateline_query::service::Service;
use dateline_query::{Doorway, EmbeddedEngine, EngineFigures};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, sleep};

use super::{Context, first_index};
use crate::arguments::ServeArguments;
use crate::door::Door;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::library::open_engine;
use crate::logging::Log;
use crate::output::Output;
use crate::reload::{Hangups, Reload, Sources};
use crate::settings::{Layers, Settings};
use crate::telemetry::Telemetry;
use crate::{clock, connections, figures, service_manager};

/// How often to look whether another process has built a new generation.
const LOOK_EVERY: Duration = Duration::from_millis(500);

pub(super) fn run(
    context: &mut Context,
    arguments: &ServeArguments,
    sources: Sources,
    layers: Layers,
    log: Log,
) -> anyhow::Result<()> {
    let interrupt = Interrupt::listen()?;
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime cannot be started")?;
    let hangups = runtime.block_on(async { Hangups::catch() })?;
    // The address first: that it is taken should not show after an hour of indexing.
    let listener = listen(&runtime, &context.settings.server.listen)?;
    let address = listener.local_addr().context("the address of the server is not known")?;
    let index_dir = context.settings.data.index.clone();
    let mut door = Door::at(address, &context.settings.access, arguments.insecure)?;
    let connections = connections::options(&context.settings.server.connections)?;
    let ownership = own(&index_dir, format!("{}://{}", connections.scheme(), reachable(address)))?;
    if ownership.is_some() {
        door = door.with_owner(&index_dir)?;
        door.set(&context.settings.access);
    }
    let endpoint = context.settings.telemetry.otlp_endpoint.as_deref();
    let telemetry = endpoint.map(Telemetry::start).transpose()?;
    let (figures, slow) = (EngineFigures::default(), SlowLimit::default());
    let monitoring = Monitoring {
        registry: figures::registry(&figures, &index_dir),
        slow: slow.clone(),
        witness: telemetry.clone().map(|telemetry| Arc::new(telemetry) as Arc<dyn Witness>),
    };
    // The socket takes connections from here on, so that whoever watches is told what is going on.
    let doorway = Doorway::new({
        let index_dir = index_dir.clone();
        move || first_index::awaited(&index_dir)
    });
    let service = Service::new(Arc::new(doorway.clone()), clock::utc());
    let service = service
        .with_words(context.settings.words.query.clone())
        .with_limits(context.settings.requests);
    let gate = door.gate(service, &context.settings.access);
    let options = options(&context.settings, connections.clone());
    let router = http::watched_router(gate, options, monitoring);
    let stopping = stopping(doorway.clone(), interrupt.clone(), context.settings.server.drain);
    let url = format!("{}://{address}", connections.scheme());
    let tls = connections.tls.clone();
    let server = runtime.spawn(http::serve(listener, router, connections, stopping));
    tracing::info!(url, "answering; searches wait until the index is open");
    if read_current(&index_dir)?.is_none() {
        service_manager::status("building the first index");
        first_index::build(context, &interrupt)?;
    }
    let engine = open_engine(&context.settings)?;
    let writer = ownership.is_some().then(|| engine.clone());
    let words = context.settings.words.clone();
    let written = door.open(engine.clone(), &index_dir)?;
    let reload = Reload { sources, layers, words, log, slow, writer, door: door.clone(), tls };
    {
        let _within = runtime.enter();
        reload.hand_on(&context.settings);
    }
    figures.open(engine.clone());
    doorway.open(written);
    runtime.spawn(follow(engine.clone(), door));
    runtime.spawn(reload_on(hangups, reload, url.clone()));
    service_manager::report_alive(&runtime);
    service_manager::ready(&url);
    if let Err(error) = announce(&mut context.output, &url) {
        tracing::warn!(%error, "nobody reads the line that says where the server listens");
    }
    let result = runtime.block_on(until_stopped(server, engine, interrupt, &context.settings));
    if let Some(telemetry) = telemetry {
        telemetry.stop();
    }
    // A search that is still being computed has nobody left who waits for it.
    runtime.shutdown_background();
    result
}

/// The socket that the service manager hands over, else one of our own.
fn listen(runtime: &Runtime, listen: &str) -> anyhow::Result<TcpListener> {
    let _within = runtime.enter();
    if let Some(passed) = service_manager::listener()? {
        return TcpListener::from_std(passed).context("the socket handed over cannot be used");
    }
    let bound = runtime.block_on(TcpListener::bind(listen));
    Ok(bound.map_err(|source| Failure::Address { address: listen.to_owned(), source })?)
}

/// Makes this process the one that writes to the index, and clears away what one that died left
/// behind. None where the disk can only be read: searches are answered all the same.
fn own(index_dir: &Path, url: String) -> anyhow::Result<Option<Ownership>> {
    let owner = Owner { pid: std::process::id(), command: "serve".to_owned(), url: Some(url) };
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

/// How requests are served.
fn options(settings: &Settings, connections: ConnectionOptions) -> HttpOptions {
    HttpOptions {
        request_timeout: settings.server.request_timeout,
        max_record_bytes: settings.index.max_record_bytes,
        public_url: settings.server.public_url.clone(),
        connections,
    }
}

/// Waits until an end is asked for, and until those who send requests here have been told.
async fn stopping(doorway: Doorway, interrupt: Interrupt, drain: Duration) {
    interrupt.raised().await;
    doorway.close();
    service_manager::stopping();
    tracing::info!("stopping: requests under way are finished");
    sleep(drain).await;
}

/// Waits until the server has stopped and all that it was asked to write is written, or has had its time.
async fn until_stopped(
    server: JoinHandle<io::Result<()>>,
    engine: EmbeddedEngine,
    interrupt: Interrupt,
    settings: &Settings,
) -> anyhow::Result<()> {
    let given_up = async {
        interrupt.raised().await;
        sleep(settings.server.drain + settings.server.shutdown_timeout).await;
    };
    let finished = async {
        let served = server.await.context("the server failed")?.context("the server failed");
        // Whose client has gone is not waited for by any request.
        engine.settled().await;
        served
    };
    tokio::select! {
        served = finished => served,
        () = given_up => {
            tracing::warn!("stopped with requests under way: they took too long");
            Ok(())
        }
    }
}

/// Reads the settings again whenever that is asked for.
async fn reload_on(mut hangups: Hangups, mut reload: Reload, url: String) {
    loop {
        hangups.next().await;
        service_manager::reloading();
        // Files are read; and it cannot be said to be done before it is.
        let reloaded = tokio::task::spawn_blocking(move || {
            reload.again();
            reload
        });
        match reloaded.await {
            Ok(back) => reload = back,
            Err(error) => {
                tracing::error!(%error, "the settings are not read again any more");
                return;
            }
        }
        service_manager::ready(&url);
    }
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
async fn follow(engine: EmbeddedEngine, door: Door) {
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
                    door.moved();
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
