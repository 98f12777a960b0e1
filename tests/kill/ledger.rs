//! What was sent and what was acknowledged, and so what a story may be after a kill.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::Value;

use crate::support::Edition;

/// What of one story a rule does not allow, with all that is needed to understand it.
#[derive(Debug)]
pub(crate) struct Violation(pub(crate) String);

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All stories that are written to.
#[derive(Default)]
pub(crate) struct Ledger {
    accounts: Mutex<BTreeMap<String, Account>>,
}

/// What is known of one story.
#[derive(Default)]
struct Account {
    /// What was acknowledged last, or found by the last check.
    settled: Entry,
    /// What was sent and not answered. What comes after the settled one may have been done.
    open: Vec<Entry>,
    /// The numbers that were acknowledged since the last check.
    acknowledged: BTreeSet<u64>,
    /// What happened, for a report.
    history: Vec<String>,
    serial: u64,
}

/// One write.
#[derive(Clone, Default)]
struct Entry {
    serial: u64,
    /// Writes of one story are numbered in the order in which they take effect.
    number: u64,
    /// What the story is after it; none where it is gone.
    edition: Option<Arc<Edition>>,
    /// The version in the acknowledgement, if it was read.
    version: Option<String>,
}

/// A write that is under way.
pub(crate) struct Sent {
    id: String,
    serial: u64,
}

impl Ledger {
    fn accounts(&self) -> MutexGuard<'_, BTreeMap<String, Account>> {
        self.accounts.lock().unwrap()
    }

    /// The number for the next write of a story that one thread alone writes to.
    pub(crate) fn next_number(&self, id: &str) -> u64 {
        let accounts = self.accounts();
        let account = accounts.get(id);
        let numbers = account.into_iter().flat_map(|it| it.open.iter().chain([&it.settled]));
        numbers.map(|entry| entry.number).max().map_or(1, |last| last + 1)
    }

    /// What the story is, where nothing is under way: none where nobody knows.
    pub(crate) fn certain(&self, id: &str) -> Option<Option<Arc<Edition>>> {
        match self.accounts().get(id) {
            None => Some(None),
            Some(account) => {
                account.possible().next().is_none().then(|| account.settled.edition.clone())
            }
        }
    }

    /// Notes a write before it is sent.
    pub(crate) fn sent(&self, id: &str, number: u64, edition: Option<Arc<Edition>>) -> Sent {
        let mut accounts = self.accounts();
        let account = accounts.entry(id.to_owned()).or_default();
        account.serial += 1;
        let serial = account.serial;
        account.note(format!("sent {number}: {}", named(edition.as_deref())));
        account.open.push(Entry { serial, number, edition, version: None });
        Sent { id: id.to_owned(), serial }
    }

    /// Notes that a write was acknowledged.
    pub(crate) fn acknowledged(
        &self,
        sent: &Sent,
        version: Option<String>,
    ) -> Result<(), Violation> {
        let mut accounts = self.accounts();
        let account = accounts.get_mut(&sent.id).unwrap();
        let at = account.open.iter().position(|entry| entry.serial == sent.serial).unwrap();
        let entry = Entry { version, ..account.open.swap_remove(at) };
        account.note(format!("acknowledged {}", entry.number));
        if !account.acknowledged.insert(entry.number) {
            let history = account.history.join("\n  ");
            let what = format!("number {} was acknowledged twice: an update is lost", entry.number);
            return Err(Violation(format!("{}: {what}\n  {history}", sent.id)));
        }
        // Of several writers of a counter, the one that counted further may hear of it first.
        if entry.number > account.settled.number {
            account.settled = entry;
        }
        Ok(())
    }

    /// Notes that a write was refused and did nothing.
    pub(crate) fn refused(&self, sent: &Sent) {
        let mut accounts = self.accounts();
        let account = accounts.get_mut(&sent.id).unwrap();
        account.open.retain(|entry| entry.serial != sent.serial);
        account.note("refused".to_owned());
    }

    /// Holds that a story may be what was found, and takes it for known from now on.
    pub(crate) fn settle(
        &self,
        id: &str,
        found: Option<&Value>,
        etag: Option<&str>,
    ) -> Result<Option<Arc<Edition>>, Violation> {
        let mut accounts = self.accounts();
        let account = accounts.get_mut(id).unwrap();
        let is_found = |entry: &&Entry| match (&entry.edition, found) {
            (None, None) => true,
            (Some(edition), Some(story)) => edition.is(story),
            _ => false,
        };
        // The settled one first: of a story that is written again as it is, its number counts.
        let Some(entry) = [&account.settled].into_iter().chain(account.possible()).find(is_found)
        else {
            return Err(account.not_allowed(id, found));
        };
        if let (Some(version), Some(tag)) = (&entry.version, etag)
            && !tag.contains(version.as_str())
        {
            let told = "acknowledged as version";
            return Err(Violation(format!("{id}: {told} {version}, but its ETag is {tag}")));
        }
        let number = entry.number;
        let edition = entry.edition.clone();
        account.settled = entry.clone();
        account.open.clear();
        account.acknowledged.clear();
        account.note(format!("found {number}: {}", named(edition.as_deref())));
        Ok(edition)
    }

    /// The ids of all stories.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.accounts().keys().cloned().collect()
    }

    /// Notes something in the history of every story, such as a kill.
    pub(crate) fn note_all(&self, what: &str) {
        for account in self.accounts().values_mut() {
            account.note(what.to_owned());
        }
    }
}

impl Account {
    /// What may have been done, though nobody said so.
    fn possible(&self) -> impl Iterator<Item = &Entry> {
        self.open.iter().filter(|entry| entry.number > self.settled.number)
    }

    fn note(&mut self, what: String) {
        if self.history.len() == 40 {
            self.history.remove(0);
        }
        self.history.push(what);
    }

    fn not_allowed(&self, id: &str, found: Option<&Value>) -> Violation {
        let mut allowed: Vec<_> = self.possible().map(Entry::to_string).collect();
        allowed.insert(0, format!("{} (settled)", self.settled));
        let found = found.map_or("nothing".to_owned(), |story| format!("{story:#}"));
        Violation(format!(
            "{id}: an acknowledged write is lost or half there\nfound: {found}\nallowed:\n  {}\n\
             history:\n  {}",
            allowed.join("\n  "),
            self.history.join("\n  ")
        ))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let story = self.edition.as_ref().map_or("nothing".to_owned(), |it| it.story.to_string());
        write!(f, "{}: {story}", self.number)
    }
}

fn named(edition: Option<&Edition>) -> &str {
    edition.map_or("gone", |edition| &edition.word)
}
