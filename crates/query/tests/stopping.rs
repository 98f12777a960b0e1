//! What nobody waits for any more is not computed: soon after the deadline, and after a client has hung
//! up, the place of a call is free again.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is a failed test")]

#[path = "stopping/corpus.rs"]
mod corpus;
mod rig;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use dateline_query::Load;
use dateline_query::http::{ConnectionOptions, HttpOptions, serve};
use rig::{Client, MAX_RECORD_BYTES, Rig, address};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// How long a call may go on once nobody waits for it.
const SOON: Duration = Duration::from_millis(300);

/// Calls that take far longer than that, each in a part of the work of its own.
fn slow_calls() -> Vec<(&'static str, String)> {
    let call = |path: &str, q: &str| address(path, &[("q", q)]);
    vec![
        ("words near one another", call("/api/v1/search", &corpus::phrases())),
        ("near words", call("/api/v1/search", &corpus::rare_words("", "~"))),
        (
            "words of a title by their stem",
            call("/api/v1/search", &corpus::rare_words("text:", "")),
        ),
        ("a file of hits", call("/export/hits.csv", &corpus::phrases())),
    ]
}

/// The index of all tests, each of which has it for itself.
static RIG: LazyLock<Mutex<Rig>> = LazyLock::new(|| Mutex::new(Rig::with(&corpus::stories())));

/// A server on a socket, with a runtime of its own.
struct Served {
    rig: MutexGuard<'static, Rig>,
    /// How many calls were given up before.
    abandoned: u64,
    address: SocketAddr,
    _runtime: Runtime,
}

impl Served {
    fn giving_up_after(request_timeout: Duration) -> Self {
        let rig = RIG.lock().unwrap_or_else(PoisonError::into_inner);
        let connections = ConnectionOptions::default();
        let options = HttpOptions {
            request_timeout,
            max_record_bytes: MAX_RECORD_BYTES,
            public_url: None,
            connections: connections.clone(),
        };
        let router = Client::with(Arc::new(rig.engine.clone()), options).router();
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(serve(listener, router, connections, std::future::pending()));
        Self { abandoned: rig.engine.load().abandoned, rig, address, _runtime: runtime }
    }

    fn ask(&self, target: &str) -> TcpStream {
        let mut connection = TcpStream::connect(self.address).unwrap();
        let head = format!("GET {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        connection.write_all(head.as_bytes()).unwrap();
        connection
    }

    fn answer(&self, target: &str) -> String {
        let mut reply = String::new();
        self.ask(target).read_to_string(&mut reply).unwrap();
        reply
    }

    /// How many calls were given up.
    fn abandoned(&self) -> u64 {
        self.rig.engine.load().abandoned - self.abandoned
    }

    /// Waits until the engine is busy in such a way, and says how long that took.
    fn until(&self, what: &str, holds: impl Fn(Load) -> bool) -> Duration {
        let began = Instant::now();
        loop {
            let load = self.rig.engine.load();
            if holds(load) {
                return began.elapsed();
            }
            assert!(began.elapsed() < Duration::from_secs(20), "{what}: {load:?}");
            sleep(Duration::from_millis(1));
        }
    }
}

#[test]
fn a_call_ends_soon_after_its_deadline() {
    let served = Served::giving_up_after(Duration::from_millis(50));
    for (number, (what, target)) in (1..).zip(slow_calls()) {
        let reply = served.answer(&target);
        assert!(reply.starts_with("HTTP/1.1 503"), "{what}: {reply}");
        let more = served.until(what, |load| load.running == 0);
        assert!(more < SOON, "{what}: computed for {more:?} more");
        assert_eq!(served.abandoned(), number, "{what}");
    }
}

#[test]
fn a_call_ends_soon_after_its_client_has_hung_up() {
    let served = Served::giving_up_after(Duration::from_secs(60));
    for (number, (what, target)) in (1..).zip(slow_calls()) {
        let connection = served.ask(&target);
        served.until(what, |load| load.running == 1);
        // As much as it takes to be in the midst of it.
        sleep(Duration::from_millis(50));
        drop(connection);
        let more = served.until(what, |load| load.running == 0);
        assert!(more < SOON, "{what}: computed for {more:?} more");
        assert_eq!(served.abandoned(), number, "{what}");
    }
}

#[test]
fn a_call_that_waits_leaves_the_queue_at_once() {
    let served = Served::giving_up_after(Duration::from_secs(60));
    let (_, slow) = slow_calls().remove(0);
    let running = [served.ask(&slow), served.ask(&slow)];
    served.until("two run", |load| load.running == 2);
    let waits = served.ask(&slow);
    served.until("one waits", |load| load.waiting == 1);
    drop(waits);
    served.until("none waits", |load| load.waiting == 0);
    assert_eq!(served.rig.engine.load().running, 2);
    drop(running);
    served.until("none runs", |load| load.running == 0);
    // What had never begun was not given up.
    assert_eq!(served.abandoned(), 2);
}
