//! One connection, from its first byte to its last.

use std::future::{Future, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::farewell;
use super::paced::Paced;
use super::requests::Requests;
use super::taking::Taking;
use super::tls::{Secured, begins_with_tls};
use super::{Shared, Tls};

/// The least that hyper can read into, and enough for a body to arrive in large pieces.
const BUFFER: usize = 128 << 10;

/// Serves a connection until it ends, or until the server drains and its request is answered.
pub(super) async fn run(
    stream: TcpStream,
    peer: SocketAddr,
    shared: &Shared,
    mut draining: watch::Receiver<()>,
) {
    let stall_timeout = shared.options.stall_timeout;
    let Some(tls) = &shared.options.tls else {
        return http(Taking::new(stream, stall_timeout), peer, shared, draining).await;
    };
    let beginning = timeout(shared.options.header_timeout, begin_tls(tls, stream, stall_timeout));
    let begun = tokio::select! {
        begun = beginning => begun,
        _ = draining.changed() => return,
    };
    match begun {
        Ok(Ok(Some(stream))) => http(stream, peer, shared, draining).await,
        Ok(Ok(None)) => {}
        Ok(Err(error)) => tracing::debug!(%error, %peer, "no TLS came about"),
        Err(_) => tracing::debug!(%peer, "no TLS came about in time"),
    }
}

/// Agrees on keys. Who does not speak TLS is told so.
async fn begin_tls(
    tls: &Tls,
    stream: TcpStream,
    stall_timeout: Duration,
) -> io::Result<Option<Secured>> {
    if begins_with_tls(&stream).await? {
        return tls.accept(Taking::new(stream, stall_timeout)).await.map(Some);
    }
    farewell::say(stream, farewell::NOT_TLS).await;
    Ok(None)
}

async fn http(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    peer: SocketAddr,
    shared: &Shared,
    mut draining: watch::Receiver<()>,
) {
    let options = &shared.options;
    let requests = Requests::of(shared.router.clone(), peer, options.trusted_proxies.clone());
    let turns = requests.turns();
    let io = Paced::new(stream, options, Arc::clone(&turns), draining.clone());
    let mut builder = http1::Builder::new();
    // The times are ours to keep: hyper's one for the head runs on while a connection is idle.
    builder.header_read_timeout(None);
    builder.max_header_size(options.max_head_bytes);
    builder.max_buf_size(BUFFER.max(options.max_head_bytes));
    let mut connection = pin!(builder.serve_connection(TokioIo::new(io), requests));
    let serving =
        poll_fn(|context| turns.work(context, |context| connection.as_mut().poll(context)));
    let ended = tokio::select! {
        ended = serving => ended,
        _ = draining.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        let error: &dyn std::error::Error = &error;
        tracing::debug!(error, %peer, "a connection broke off");
    }
}
