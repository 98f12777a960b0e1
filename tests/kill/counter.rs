//! Clients that count in one story, each on the condition that nobody else did meanwhile.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::ledger::Violation;
use crate::support::Edition;
use crate::writer::{Stop, Tally, Writer};

impl Writer<'_> {
    /// Counts on in these stories, to which others write too, until the server is killed. `author`
    /// tells apart who counted.
    pub(crate) fn count(mut self, ids: &[String], author: u64) -> Result<Tally, Violation> {
        loop {
            let id = self.random.pick(ids).clone();
            match self.count_on(&id, author) {
                Err(Stop::Violated(violation)) => return Err(violation),
                Err(Stop::Killed) => return Ok(self.tally),
                Ok(()) if self.killing.load(Ordering::SeqCst) => return Ok(self.tally),
                Ok(()) => {}
            }
        }
    }

    fn count_on(&mut self, id: &str, author: u64) -> Result<(), Stop> {
        let reply = self.expect(self.client.get(&format!("/api/v1/stories/{id}")))?;
        if reply.body.is_empty() || reply.status == 503 {
            return Ok(());
        }
        if reply.status != 200 {
            let what = format!("{id}: a story that is never deleted: {reply:#?}");
            return Err(Stop::Violated(Violation(what)));
        }
        let (tag, number) = (reply.etag(), Edition::number_of(&reply.json()) + 1);
        // Under 503 the same number may be sent twice by one author; the dice tell them apart.
        let author = author * 1_000_000 + self.random.below(1_000_000);
        let edition = Arc::new(Edition::new(id, number, author, &mut self.random));
        let sent = self.ledger.sent(id, number, Some(Arc::clone(&edition)));
        let reply = self.expect(self.client.put(id, &edition.story, Some(&tag)))?;
        self.answered(&sent, &reply).map(drop)
    }
}
