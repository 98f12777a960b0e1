//! Requests that no client of ours sends: whatever comes over a connection, the server refuses it in
//! words or by closing, does no harm for it, and goes on answering the others.

mod addresses;
mod bodies;
mod heads;
mod ids;
mod pipelines;
mod wire;

use crate::support::{Place, Server};
use wire::{Answer, Then, exchange};

/// A server of four stories.
fn served(place: &Place) -> Server {
    Server::start(crate::support::Dateline::at(place).logging_to(&place.path().join("log")), &[])
}

/// Sends what is not to be answered as if it were right: a refusal, or a closed connection. Then the
/// server has to answer others as before.
#[track_caller]
fn expect_refused(server: &Server, bytes: &[u8], then: Then) -> Answer {
    let answer = expect_unharmed(server, bytes, then);
    let status = answer.status();
    assert!(status.is_none_or(|it| (400..500).contains(&it)), "{}", told(bytes, &answer));
    answer
}

/// Sends what may be answered or not, but is no fault of the service and no end of it.
#[track_caller]
fn expect_unharmed(server: &Server, bytes: &[u8], then: Then) -> Answer {
    let answer = exchange(server, bytes, then);
    assert!(answer.statuses().all(|status| status < 500), "{}", told(bytes, &answer));
    assert!(server.total("museum") > 0, "it finds nothing after {}", told(bytes, &answer));
    answer
}

/// What was sent and what came, as much as a message needs.
fn told(bytes: &[u8], answer: &Answer) -> String {
    let sent = &bytes[..bytes.len().min(200)];
    format!("{:?}, answered by {answer:?}", String::from_utf8_lossy(sent))
}
