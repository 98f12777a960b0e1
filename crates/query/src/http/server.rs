//! Serving a router on a socket until it is told to stop.

use std::future::Future;
use std::io;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

/// Serves until `shutdown` is done; then no more connections are taken, and requests that run are
/// finished.
///
/// # Errors
/// Where the socket fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    // A result of a bulk is small and awaited: it does not wait for the one before to be confirmed.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "a connection gathers what is sent");
        }
    });
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await
}
