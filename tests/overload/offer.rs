//! Offering load: each connection asks again when it has an answer, or calls come as they are due,
//! whatever became of those before.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::task::{LocalSet, spawn_local};
use tokio::time::{sleep, timeout};

use crate::connection::Connection;
use crate::outcomes::Outcomes;

/// So many requests may be under way.
const MOST_UNDER_WAY: usize = 4_000;
/// After so long a request counts as failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Who is asked, and for what.
pub(crate) struct Target {
    address: SocketAddr,
    requests: Rc<[Vec<u8>]>,
}

/// Connections that wait for a request, and what became of those before.
#[derive(Default)]
struct Offered {
    idle: Vec<Connection>,
    under_way: usize,
    outcomes: Outcomes,
}

impl Target {
    /// A server under this address, and the calls to make one after the other.
    pub(crate) fn of(url: &str, calls: impl Iterator<Item = String>) -> Self {
        let address = url.trim_start_matches("http://").parse().unwrap();
        let request = |call| format!("GET {call} HTTP/1.1\r\nhost: {address}\r\n\r\n").into_bytes();
        Self { address, requests: calls.map(request).collect() }
    }

    /// Asks on so many connections at once, again and again.
    pub(crate) fn closed(&self, connections: usize, during: Duration) -> Outcomes {
        self.run(async |offered| {
            let began = Instant::now();
            let asking = (0..connections).map(|first| {
                let (offered, requests, address) =
                    (Rc::clone(offered), Rc::clone(&self.requests), self.address);
                spawn_local(async move {
                    let mut connection = Connection::open(address).await.unwrap();
                    for request in requests.iter().cycle().skip(first * 5) {
                        let sent = Instant::now();
                        let status = connection.ask(request).await.ok();
                        offered.borrow_mut().outcomes.add(status, sent.elapsed());
                        if began.elapsed() > during {
                            break;
                        }
                    }
                })
            });
            for task in asking.collect::<Vec<_>>() {
                task.await.unwrap();
            }
        })
    }

    /// Makes so many calls a second, each when it is due.
    pub(crate) fn open(&self, rate: f64, during: Duration) -> Outcomes {
        self.run(async |offered| {
            let began = Instant::now();
            let mut sent = 0_u64;
            while began.elapsed() < during {
                while (sent as f64) < began.elapsed().as_secs_f64() * rate {
                    let due = began + Duration::from_secs_f64(sent as f64 / rate);
                    self.send(offered, sent as usize, due);
                    sent += 1;
                }
                sleep(Duration::from_millis(1)).await;
            }
            while offered.borrow().under_way > 0 {
                sleep(Duration::from_millis(1)).await;
            }
        })
    }

    fn send(&self, offered: &Rc<RefCell<Offered>>, number: usize, due: Instant) {
        let idle = {
            let mut offered = offered.borrow_mut();
            if offered.under_way >= MOST_UNDER_WAY {
                offered.outcomes.unsent += 1;
                return;
            }
            offered.under_way += 1;
            offered.idle.pop()
        };
        let (offered, requests, address) =
            (Rc::clone(offered), Rc::clone(&self.requests), self.address);
        spawn_local(async move {
            let asking = async {
                let mut connection = match idle {
                    Some(connection) => connection,
                    None => Connection::open(address).await.ok()?,
                };
                let status = connection.ask(&requests[number % requests.len()]).await.ok()?;
                Some((status, connection))
            };
            let answer = timeout(PATIENCE, asking).await.ok().flatten();
            let mut offered = offered.borrow_mut();
            offered.under_way -= 1;
            offered.outcomes.add(answer.as_ref().map(|(status, _)| *status), due.elapsed());
            offered.idle.extend(answer.map(|(_, connection)| connection));
        });
    }

    fn run(&self, offer: impl AsyncFnOnce(&Rc<RefCell<Offered>>)) -> Outcomes {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let offered = Rc::default();
        let began = Instant::now();
        LocalSet::new().block_on(&runtime, offer(&offered));
        let mut outcomes = std::mem::take(&mut offered.borrow_mut().outcomes);
        outcomes.seconds = began.elapsed().as_secs_f64();
        outcomes
    }
}
