//! Serving a router on a socket until it is told to stop: which connections are taken, and what
//! becomes of those that are too many.

mod connection;
mod farewell;
mod options;
mod paced;
mod proxies;
mod requests;
mod seldom;
mod taking;
mod tls;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::sleep;

pub use options::ConnectionOptions;
pub use proxies::TrustedProxies;
pub use requests::ClientAddress;
use seldom::Seldom;
pub use tls::{Tls, TlsError};

/// How many connections beyond the most are told so at once. Any further one is just closed.
const FAREWELLS: usize = 64;
/// How long to wait where the system gives no connection, most often as all files are open.
const PAUSE: Duration = Duration::from_secs(1);

/// What all connections share.
struct Shared {
    router: Router,
    options: ConnectionOptions,
    places: Arc<Semaphore>,
    farewells: Arc<Semaphore>,
    turned_away: Seldom,
    not_accepted: Seldom,
}

/// Serves until `shutdown` is done; then no more connections are taken, those without a request are
/// closed, and requests that run are finished.
///
/// # Errors
/// None so far: a socket that fails for a while is tried again.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    options: ConnectionOptions,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let shared = Arc::new(Shared {
        router,
        places: Arc::new(Semaphore::new(options.max_connections.min(Semaphore::MAX_PERMITS))),
        farewells: Arc::new(Semaphore::new(FAREWELLS)),
        turned_away: Seldom::default(),
        not_accepted: Seldom::default(),
        options,
    });
    let following = shared.options.tls.clone().map(|tls| tokio::spawn(tls.follow()));
    let (drain, draining) = watch::channel(());
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => admit(&shared, stream, peer, &draining),
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                if let Some(times) = shared.not_accepted.due() {
                    tracing::error!(%error, times, "connections cannot be taken; trying on");
                }
                tokio::select! {
                    () = &mut shutdown => break,
                    () = sleep(PAUSE) => {}
                }
            }
        }
    }
    drop((listener, draining));
    // Told to each connection, and done when the last of them has let go of it.
    drain.send_replace(());
    drain.closed().await;
    if let Some(following) = following {
        following.abort();
    }
    Ok(())
}

/// Serves a connection if there is a place for it, and otherwise says that there is none.
fn admit(
    shared: &Arc<Shared>,
    stream: TcpStream,
    peer: SocketAddr,
    draining: &watch::Receiver<()>,
) {
    // A result of a bulk is small and awaited: it does not wait for the one before to be confirmed.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection gathers what is sent");
    }
    if let Ok(place) = Arc::clone(&shared.places).try_acquire_owned() {
        let (shared, draining) = (Arc::clone(shared), draining.clone());
        tokio::spawn(async move {
            connection::run(stream, peer, &shared, draining).await;
            drop(place);
        });
        return;
    }
    if let Some(times) = shared.turned_away.due() {
        let most = shared.options.max_connections;
        tracing::warn!(times, most, "connections are turned away, as the most are open");
    }
    // In plain words, which who expects TLS does not understand.
    if shared.options.tls.is_none()
        && let Ok(place) = Arc::clone(&shared.farewells).try_acquire_owned()
    {
        tokio::spawn(async move {
            farewell::say(stream, farewell::NO_PLACE).await;
            drop(place);
        });
    }
}

/// Whether it is the connection that failed, and not the socket that takes them.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}
