//! The requests of one connection: who sends them, and whether one is under way.

use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use axum::Router;
use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use hyper::service::Service;
use hyper::{Request, Response};
use hyper_util::service::TowerToHyperService;

use super::TrustedProxies;

/// The address of who sent a request: that of the connection or, where that is a trusted proxy,
/// the one that it names. It is an extension of each request that came over a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

/// How many requests of a connection have begun, and how many of them have ended.
#[derive(Debug, Default)]
pub(super) struct Turns {
    begun: AtomicU32,
    ended: AtomicU32,
    /// Who keeps the times of the connection, to be told of an end.
    keeper: Mutex<Option<Waker>>,
    /// Whether the connection is being worked at, so that who keeps its times may look by itself.
    is_worked_at: AtomicBool,
    /// Whether an end was not looked at yet.
    is_unseen: AtomicBool,
}

impl Turns {
    /// How many have begun.
    pub(super) fn begun(&self) -> u32 {
        self.begun.load(Ordering::Relaxed)
    }

    /// Has the task of the connection told when a request ends, as its time to be idle begins then.
    pub(super) fn watch(&self, context: &Context<'_>) {
        self.is_unseen.store(false, Ordering::SeqCst);
        let mut keeper = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        if !keeper.as_ref().is_some_and(|keeper| keeper.will_wake(context.waker())) {
            *keeper = Some(context.waker().clone());
        }
    }

    /// Works at the connection. Most requests end while that is done, and then it is looked at once more,
    /// so that the time to be idle begins. To wake the task for that, from within itself, would have another
    /// thread look for work each time, and take this over.
    pub(super) fn work<T>(
        &self,
        context: &mut Context<'_>,
        mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        self.is_worked_at.store(true, Ordering::SeqCst);
        let mut outcome = poll(context);
        if outcome.is_pending() && self.is_unseen.swap(false, Ordering::SeqCst) {
            outcome = poll(context);
        }
        self.is_worked_at.store(false, Ordering::SeqCst);
        // What ended just now, or where no further look was taken.
        if outcome.is_pending() && self.is_unseen.load(Ordering::SeqCst) {
            context.waker().wake_by_ref();
        }
        outcome
    }

    /// Whether one is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.begun() != self.ended.load(Ordering::Relaxed)
    }
}

/// A request under way. It ends when this is dropped, with its reply or without one.
struct Turn(Arc<Turns>);

impl Turn {
    fn begin(turns: &Arc<Turns>) -> Self {
        turns.begun.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(turns))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.ended.fetch_add(1, Ordering::Relaxed);
        // In this order, and there in the other, so that one of both sees the end.
        self.0.is_unseen.store(true, Ordering::SeqCst);
        if self.0.is_worked_at.load(Ordering::SeqCst) {
            return;
        }
        let keeper = self.0.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        keeper.iter().for_each(Waker::wake_by_ref);
    }
}

/// Answers the requests of a connection.
pub(super) struct Requests {
    router: TowerToHyperService<Router>,
    peer: IpAddr,
    proxies: TrustedProxies,
    turns: Arc<Turns>,
}

impl Requests {
    pub(super) fn of(router: Router, peer: SocketAddr, proxies: TrustedProxies) -> Self {
        let router = TowerToHyperService::new(router);
        Self { router, peer: peer.ip().to_canonical(), proxies, turns: Arc::default() }
    }

    pub(super) fn turns(&self) -> Arc<Turns> {
        Arc::clone(&self.turns)
    }
}

impl Service<Request<Incoming>> for Requests {
    type Response = Response<Reply>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Reply>, Infallible>> + Send>>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        let turn = Turn::begin(&self.turns);
        let client = ClientAddress(self.proxies.client(self.peer, request.headers()));
        request.extensions_mut().insert(client);
        let answering = self.router.call(request);
        Box::pin(async move {
            let response = answering.await?;
            Ok(response.map(|body| Reply { body, _turn: turn }))
        })
    }
}

/// The body of a reply. The turn of its request lasts for as long as it does.
pub(super) struct Reply {
    body: Body,
    _turn: Turn,
}

impl HttpBody for Reply {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
