//! One client: it writes to stories of its own at random and holds the server to its word.

use std::fmt::Display;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use crate::ledger::{Ledger, Sent, Violation};
use crate::support::{Client, Edition, Random, Reply};

/// A client.
pub(crate) struct Writer<'a> {
    pub(crate) client: Client,
    pub(crate) ledger: &'a Ledger,
    /// Set before the server is killed: from then on a broken connection is nobody's fault.
    pub(crate) killing: &'a AtomicBool,
    pub(crate) random: Random,
    pub(crate) tally: Tally,
}

/// What came of the requests.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Writes that were done.
    pub(crate) acknowledged: u64,
    /// Writes whose condition did not hold.
    pub(crate) refused: u64,
    /// Writes that were put off by 503.
    pub(crate) put_off: u64,
}

/// Why a client stops.
pub(crate) enum Stop {
    /// The server is gone, as it should.
    Killed,
    /// The server broke a rule.
    Violated(Violation),
}

impl From<Violation> for Stop {
    fn from(violation: Violation) -> Self {
        Self::Violated(violation)
    }
}

impl Writer<'_> {
    /// Writes to these stories, to which nobody else writes, until the server is killed.
    pub(crate) fn write(mut self, ids: &[String]) -> Result<Tally, Violation> {
        loop {
            let id = self.random.pick(ids).clone();
            let done = match self.random.below(100) {
                0..60 => self.put(&id),
                60..75 => self.delete(&id),
                75..82 => self.put_over_another_version(&id),
                _ => self.bulk(ids),
            };
            match done {
                Err(Stop::Violated(violation)) => return Err(violation),
                Err(Stop::Killed) => return Ok(self.tally),
                Ok(()) if self.killing.load(Ordering::SeqCst) => return Ok(self.tally),
                Ok(()) => {}
            }
        }
    }

    fn put(&mut self, id: &str) -> Result<(), Stop> {
        let before = self.ledger.certain(id);
        let number = self.ledger.next_number(id);
        let mut edition = Arc::new(Edition::new(id, number, 0, &mut self.random));
        if self.random.percent(5)
            && let Some(Some(same)) = &before
        {
            edition = Arc::clone(same);
        }
        let sent = self.ledger.sent(id, number, Some(Arc::clone(&edition)));
        let reply = self.expect(self.client.put(id, &edition.story, None))?;
        if !self.answered(&sent, &reply)? {
            return Ok(());
        }
        if let (Some(before), false) = (before, reply.body.is_empty()) {
            let expected = match before {
                None => (201, "created"),
                Some(before) if before.word == edition.word => (200, "unchanged"),
                Some(_) => (200, "updated"),
            };
            let status = reply.json()["status"].as_str().unwrap_or_default().to_owned();
            if (reply.status, status.as_str()) != expected {
                return violated(format!("{id}: expected {expected:?} and got {reply:#?}"));
            }
        }
        if self.random.percent(15) { self.searchable_at_once(&edition) } else { Ok(()) }
    }

    fn delete(&mut self, id: &str) -> Result<(), Stop> {
        let before = self.ledger.certain(id);
        let sent = self.ledger.sent(id, self.ledger.next_number(id), None);
        let reply = self.expect(self.client.delete(id))?;
        if reply.status == 404 {
            self.ledger.acknowledged(&sent, None)?;
        } else if !self.answered(&sent, &reply)? {
            return Ok(());
        }
        match before {
            Some(before) if before.is_some() == (reply.status == 404) => {
                let what = "the story was there, or not there, before";
                violated(format!("{id}: {what}: {before:?}, but the answer is {reply:#?}"))
            }
            _ => Ok(()),
        }
    }

    /// A write on the condition of a version that the story never had does nothing.
    fn put_over_another_version(&mut self, id: &str) -> Result<(), Stop> {
        let number = self.ledger.next_number(id);
        let edition = Edition::new(id, number, 1, &mut self.random);
        let tag = "\"00000000000000000000000000000000\"";
        let reply = self.expect(self.client.put(id, &edition.story, Some(tag)))?;
        match reply.status {
            412 => self.tally.refused += 1,
            503 => self.tally.put_off += 1,
            _ => return violated(format!("{id}: expected 412 and got {reply:#?}")),
        }
        Ok(())
    }

    /// Stories in bulk, perhaps one of them twice. Each line acknowledges its own.
    fn bulk(&mut self, ids: &[String]) -> Result<(), Stop> {
        let (mut lines, mut sent) = (String::new(), Vec::new());
        for _ in 0..self.random.between(1, 40) {
            let id = self.random.pick(ids);
            let number = self.ledger.next_number(id);
            let edition = Arc::new(Edition::new(id, number, 0, &mut self.random));
            lines += &format!("{}\n", edition.story);
            sent.push((id, self.ledger.sent(id, number, Some(edition))));
        }
        let (ledger, mut results) = (self.ledger, Vec::new());
        let (status, body) = self.expect(self.client.bulk(&lines, |line| results.push(line)))?;
        if status == 503 {
            self.tally.put_off += sent.len() as u64;
            return Ok(());
        }
        // A last line without a number says why the server broke off.
        let end = results.pop_if(|line: &mut Value| line["line"].is_null());
        if let Some(end) = end
            && !self.killing.load(Ordering::SeqCst)
        {
            return violated(format!("bulk: {end}"));
        }
        if status != 200 || results.len() > sent.len() {
            return violated(format!("bulk: {status} {body} with {} results", results.len()));
        }
        let whole = results.len() == sent.len();
        for (at, (line, (id, sent))) in results.iter().zip(&sent).enumerate() {
            if line["line"] != at + 1 || line["id"] != **id {
                return violated(format!("bulk: result {} is of {id}, but is {line}", at + 1));
            }
            if matches!(line["status"].as_str(), Some("created" | "updated" | "unchanged")) {
                ledger.acknowledged(sent, None)?;
                self.tally.acknowledged += 1;
            } else if matches!(line["code"].as_str(), Some("overloaded" | "timeout")) {
                self.tally.put_off += 1;
            } else if self.killing.load(Ordering::SeqCst) {
                return Err(Stop::Killed);
            } else {
                return violated(format!("bulk: {line}"));
            }
        }
        if !whole && !self.killing.load(Ordering::SeqCst) {
            let (got, of) = (results.len(), sent.len());
            return violated(format!("bulk: {got} result lines for {of} stories"));
        }
        Ok(())
    }

    /// What was acknowledged is found at once, all of it, also while the server moves over to a
    /// new generation.
    fn searchable_at_once(&self, edition: &Edition) -> Result<(), Stop> {
        let path = format!("/api/v1/search?limit=1&q={}", edition.word);
        let reply = self.expect(self.client.get(&path))?;
        if reply.status == 503 || self.killing.load(Ordering::SeqCst) {
            return Ok(());
        }
        let (found, expected) = (reply.json()["total"].clone(), edition.events + 1);
        if found != expected {
            let (id, word) = (&edition.id, &edition.word);
            return violated(format!(
                "{id}: acknowledged and then searched for by `{word}`: {found} documents found, of \
                 the story and its events there are {expected}"
            ));
        }
        Ok(())
    }

    /// Takes note of an answer to a write: whether it was done.
    pub(crate) fn answered(&mut self, sent: &Sent, reply: &Reply) -> Result<bool, Stop> {
        match reply.status {
            200..300 => {
                let body: Value = serde_json::from_str(&reply.body).unwrap_or_default();
                let version = body["version"].as_str().map(str::to_owned);
                self.ledger.acknowledged(sent, version)?;
                self.tally.acknowledged += 1;
                return Ok(true);
            }
            412 => {
                self.ledger.refused(sent);
                self.tally.refused += 1;
            }
            // It may still be done: it stays open until a later write is acknowledged.
            503 => self.tally.put_off += 1,
            _ => return violated(format!("a write was answered with {reply:#?}")),
        }
        Ok(false)
    }

    /// An answer, or a server that is being killed; anything else is a crash.
    pub(crate) fn expect<T>(&self, reply: Result<T, impl Display>) -> Result<T, Stop> {
        match reply {
            Ok(reply) => Ok(reply),
            Err(_) if self.killing.load(Ordering::SeqCst) => Err(Stop::Killed),
            Err(error) => violated(format!("the server died or dropped a request: {error}")),
        }
    }
}

fn violated<T>(what: String) -> Result<T, Stop> {
    Err(Stop::Violated(Violation(what)))
}
