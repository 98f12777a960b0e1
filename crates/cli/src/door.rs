//! Who is let into a running server: by the settings, which may change meanwhile, and by the key of the
//! commands that write through it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::Context as _;
use dateline_engine::Engine;
use dateline_query::EmbeddedEngine;
use dateline_query::access::{Key, Right, Rights, Scope, SharedKeyring};
use dateline_query::http::Gate;
use dateline_query::parts::{Parts, WrittenToParts};
use dateline_query::service::Service;

use crate::failure::Failure;
use crate::settings::{AccessSettings, Reach};
use crate::writing::owner_key;

/// Who is let in.
#[derive(Clone)]
pub(crate) struct Door {
    keys: SharedKeyring,
    /// What keys see that are held to feeds, once the index is open and if this process writes.
    parts: Arc<OnceLock<Arc<Parts>>>,
    reach: Reach,
    is_insecure: bool,
    owner: Option<Key>,
}

impl Door {
    /// The door of a server at this address.
    ///
    /// # Errors
    /// [`Failure::OpenToAll`] where others reach it and nobody would be kept out.
    pub(crate) fn at(
        address: SocketAddr,
        access: &AccessSettings,
        is_insecure: bool,
    ) -> anyhow::Result<Self> {
        let reach = match address.ip().is_loopback() {
            true => Reach::Loopback,
            false => Reach::Network,
        };
        if reach == Reach::Network && !access.has_keys() && !is_insecure {
            return Err(Failure::OpenToAll { address }.into());
        }
        let keys = SharedKeyring::new(access.keyring(reach, is_insecure));
        Ok(Self { keys, parts: Arc::default(), reach, is_insecure, owner: None })
    }

    /// The same with a key for the commands that write through the server, which is left beside the index
    /// that it owns.
    pub(crate) fn with_owner(mut self, index_dir: &Path) -> anyhow::Result<Self> {
        let key = owner_key::leave(index_dir);
        let key = key.with_context(|| format!("no key can be left in {}", index_dir.display()))?;
        self.owner = Some(Key {
            name: "owner".into(),
            hash: key.hash(),
            rights: Rights::NONE.and(Right::Write),
            scope: Scope::Everything,
        });
        Ok(self)
    }

    /// The gate of the service behind it.
    pub(crate) fn gate(&self, service: Service, access: &AccessSettings) -> Gate {
        Gate::new(service, self.keys.clone(), Arc::clone(&self.parts)).limited_to(access.rate)
    }

    /// The index as it is written through this server, if it owns it: with the parts of it that keys see.
    pub(crate) fn open(
        &self,
        engine: EmbeddedEngine,
        index_dir: &Path,
    ) -> anyhow::Result<Arc<dyn Engine>> {
        if self.owner.is_none() {
            return Ok(Arc::new(engine));
        }
        let parts = Parts::new(engine, index_dir);
        let parts = Arc::new(parts.context("the parts of the index cannot be removed")?);
        let parts = self.parts.get_or_init(|| parts);
        Ok(Arc::new(WrittenToParts::new(Arc::clone(parts))))
    }

    /// Lets in whom the settings say. Called within a runtime.
    pub(crate) fn set(&self, access: &AccessSettings) {
        let keyring = access.keyring(self.reach, self.is_insecure).with(self.owner.clone());
        if let Some(parts) = self.parts.get() {
            parts.require(keyring.feeds());
        }
        self.keys.replace(keyring);
    }

    /// The index has moved to another generation.
    pub(crate) fn moved(&self) {
        if let Some(parts) = self.parts.get() {
            parts.rebuild();
        }
    }
}
