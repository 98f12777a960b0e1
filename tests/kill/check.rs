//! What has to hold after a start: no acknowledged write is lost, no story is there by half, and
//! the counts say the same as the stories.

use std::sync::Arc;

use serde_json::Value;

use crate::ledger::{Ledger, Violation};
use crate::support::{Client, Edition, Random, Reply};

/// Stories that nobody writes to. They make a reindex long enough to be killed in the middle.
pub(crate) struct Ballast {
    pub(crate) editions: Vec<Edition>,
}

impl Ballast {
    pub(crate) fn of(stories: u64, random: &mut Random) -> Self {
        let edition = |n| Edition::new(&format!("ballast-{n}"), 1, 9, random);
        Self { editions: (0..stories).map(edition).collect() }
    }
}

/// Compares all that is served with all that was acknowledged.
pub(crate) fn check(
    client: &Client,
    ledger: &Ledger,
    ballast: &Ballast,
    random: &mut Random,
) -> Result<(), Violation> {
    let mut stories = ballast.editions.len() as u64;
    let mut events: u64 = ballast.editions.iter().map(|edition| edition.events).sum();
    for id in ledger.ids() {
        let reply = ask(client, &format!("/api/v1/stories/{id}"))?;
        let found = match reply.status {
            404 => None,
            _ => Some(reply.json()),
        };
        let etag = found.as_ref().map(|_| reply.etag());
        if let Some(edition) = ledger.settle(&id, found.as_ref(), etag.as_deref())? {
            is_searchable(client, &edition)?;
            (stories, events) = (stories + 1, events + edition.events);
        } else {
            has_events(client, &id, 0)?;
        }
    }
    for _ in 0..5 {
        let edition = random.pick(&ballast.editions);
        let found = ask(client, &format!("/api/v1/stories/{}", edition.id))?.json();
        if !edition.is(&found) {
            return Err(Violation(format!("{} was never written to: {found:#}", edition.id)));
        }
        is_searchable(client, edition)?;
    }
    let stats = ask(client, "/api/v1/stats")?.json();
    if stats["stories"] != stories || stats["events"] != events {
        let model = format!("{stories} stories and {events} events were acknowledged");
        return Err(Violation(format!("{model}, but the stats are {stats:#}")));
    }
    Ok(())
}

/// Its own word finds the story and each of its events, and the story has no other events.
fn is_searchable(client: &Client, edition: &Edition) -> Result<(), Violation> {
    let (id, word) = (&edition.id, &edition.word);
    let hits = ask(client, &format!("/api/v1/search?kind=story&q={word}"))?.json();
    if hits["total"] != 1 || hits["hits"][0]["id"] != **id {
        return Err(Violation(format!("{id} is there, but `{word}` finds {hits:#}")));
    }
    let found = total(client, &format!("kind=event&q={word}"))?;
    if found != edition.events {
        let expected = edition.events;
        let what = format!("{id} has {expected} events, but `{word}` finds {found} of them");
        return Err(Violation(what));
    }
    has_events(client, id, edition.events)
}

fn has_events(client: &Client, id: &str, expected: u64) -> Result<(), Violation> {
    let found = total(client, &format!("kind=event&story={id}"))?;
    if found == expected {
        return Ok(());
    }
    Err(Violation(format!("{id} has {expected} events, but {found} are in the index")))
}

fn total(client: &Client, query: &str) -> Result<Value, Violation> {
    let path = format!("/api/v1/search?limit=1&{query}");
    Ok(ask(client, &path)?.json()["total"].clone())
}

fn ask(client: &Client, path: &str) -> Result<Reply, Violation> {
    let reply = client.get(path).map_err(|error| Violation(format!("{path}: {error}")))?;
    match reply.status {
        200 | 404 => Ok(reply),
        _ => Err(Violation(format!("{path}: {reply:#?}"))),
    }
}

/// Holds that the check sees what it is there for: an acknowledged write that was never sent is
/// reported, be it a new story, a newer version of one, or a removal.
pub(crate) fn prove(
    client: &Client,
    ledger: &Ledger,
    ballast: &Ballast,
    random: &mut Random,
) -> Result<(), Violation> {
    let present = ledger.ids().into_iter().find(|id| matches!(ledger.certain(id), Some(Some(_))));
    let present = present.ok_or_else(|| Violation("no story is there to forge".to_owned()))?;
    let forged = |id: &str, random: &mut Random| Arc::new(Edition::new(id, 0, 7, random));
    let never = forged("never-sent", random);
    let newer = forged(&present, random);
    for (id, edition) in
        [("never-sent", Some(never)), (present.as_str(), Some(newer)), (present.as_str(), None)]
    {
        let before = ledger.certain(id).flatten();
        let forge = |edition| {
            let sent = ledger.sent(id, ledger.next_number(id), edition);
            ledger.acknowledged(&sent, None)
        };
        forge(edition)?;
        if check(client, ledger, ballast, random).is_ok() {
            let what = format!("the check itself is broken: it did not miss a write to {id}");
            return Err(Violation(what));
        }
        forge(before)?;
    }
    check(client, ledger, ballast, random)
}
