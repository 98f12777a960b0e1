//! The keys that are known, and who a caller is by the key that was sent.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use super::{Feeds, KeyHash, Rights, Scope};

/// A key that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What the operator calls it. Logs have it.
    pub name: Arc<str>,
    /// What is kept of the key itself.
    pub hash: KeyHash,
    /// What it allows.
    pub rights: Rights,
    /// What it shows.
    pub scope: Scope,
}

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The name of the key; none of an anonymous caller.
    pub key: Option<Arc<str>>,
    /// What the caller may do.
    pub rights: Rights,
    /// What the caller may see.
    pub scope: Scope,
}

/// All keys, and what is left to those who send none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyring {
    keys: Vec<Key>,
    anonymous: Rights,
}

impl Keyring {
    /// No keys: who calls has these rights.
    pub const fn anonymous(rights: Rights) -> Self {
        Self { keys: Vec::new(), anonymous: rights }
    }

    /// The same and some keys.
    pub fn with(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.keys.extend(keys);
        self
    }

    /// Who calls; none where a key was sent that is not known. How long that takes tells nothing about
    /// the keys: each is compared, and each in full.
    pub fn caller(&self, sent: Option<&str>) -> Option<Caller> {
        let Some(sent) = sent else {
            return Some(Caller { key: None, rights: self.anonymous, scope: Scope::Everything });
        };
        let hash = KeyHash::of(sent);
        let known = self.keys.iter().fold(None, |known, key| match key.hash.is(&hash) {
            true => Some(key),
            false => known,
        })?;
        Some(Caller {
            key: Some(Arc::clone(&known.name)),
            rights: known.rights,
            scope: known.scope.clone(),
        })
    }

    /// What the keys are held to, each once.
    pub fn feeds(&self) -> Vec<Feeds> {
        let held = self.keys.iter().filter_map(|key| match &key.scope {
            Scope::Feeds(feeds) => Some(feeds.clone()),
            Scope::Everything => None,
        });
        let mut held: Vec<_> = held.collect();
        held.sort();
        held.dedup();
        held
    }
}

/// Keys that may be replaced while requests are answered. Clones are replaced together.
#[derive(Clone)]
pub struct SharedKeyring(Arc<RwLock<Arc<Keyring>>>);

impl SharedKeyring {
    /// These keys, for now.
    pub fn new(keyring: Keyring) -> Self {
        Self(Arc::new(RwLock::new(Arc::new(keyring))))
    }

    /// Those of now.
    pub fn get(&self) -> Arc<Keyring> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts others in their place.
    pub fn replace(&self, keyring: Keyring) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keyring);
    }
}

impl fmt::Debug for SharedKeyring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AccessKey, Right};
    use super::*;

    #[test]
    fn a_caller_is_who_the_key_says() {
        let key = AccessKey::generate().unwrap();
        let feeds = Feeds::new(["World"]).unwrap();
        let known = Key {
            name: "desk".into(),
            hash: key.hash(),
            rights: Rights::NONE.and(Right::Read),
            scope: Scope::Feeds(feeds.clone()),
        };
        let keyring = Keyring::anonymous(Rights::NONE).with([known]);
        let caller = keyring.caller(Some(key.reveal())).unwrap();
        assert_eq!(caller.key.as_deref(), Some("desk"));
        assert_eq!(caller.scope, Scope::Feeds(feeds.clone()));
        assert_eq!(keyring.caller(Some("dateline_0")), None);
        assert_eq!(keyring.caller(Some("")), None);
        assert_eq!(keyring.caller(None).unwrap().rights, Rights::NONE);
        assert_eq!(keyring.feeds(), [feeds]);
    }
}
