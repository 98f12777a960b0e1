//! Writing: what is acknowledged is durable and searchable, whatever happens to the server, the
//! disk or the other processes on the data folder.

mod conditions;
mod durable;
mod full_disk;
mod limits;
mod owner;
mod reindex;

use serde_json::Value;

use crate::support::{Client, Dateline, Edition, Place, Server};

/// Serves a place with a log in a file, as nobody reads the pipe of a server that is written to a
/// lot.
#[track_caller]
fn serve(place: &Place) -> Server {
    Server::start(Dateline::at(place).logging_to(&place.path().join("server.log")), &[])
}

/// What the API gives for a story, if it is there.
#[track_caller]
fn story(client: &Client, id: &str) -> Option<Value> {
    let reply = client.get(&format!("/api/v1/stories/{id}")).unwrap();
    match reply.status {
        404 => None,
        _ => Some(reply.expect_status(200).json()),
    }
}

/// Holds that an edition is there in full, and that its own word finds the story and its events.
#[track_caller]
fn expect_edition(server: &Server, edition: &Edition) {
    let found = story(&server.client(), &edition.id);
    assert!(found.as_ref().is_some_and(|it| edition.is(it)), "{edition:#?}\nfound {found:#?}");
    assert_eq!(server.total(&edition.word), edition.events + 1, "{}", edition.word);
}

/// Holds that the server counts so many stories and events.
#[track_caller]
fn expect_counts(server: &Server, stories: u64, events: u64) {
    let stats = server.get("/api/v1/stats").expect_status(200).json();
    assert_eq!((&stats["stories"], &stats["events"]), (&stories.into(), &events.into()), "{stats}");
}
