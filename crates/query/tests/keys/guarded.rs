//! A service behind keys, over a real index.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::http::Method;
use dateline_query::access::{AccessKey, Feeds, Key, Keyring, Right, Rights, Scope, SharedKeyring};
use dateline_query::http::{ConnectionOptions, Gate, HttpOptions};
use dateline_query::parts::{Parts, WrittenToParts};
use serde_json::Value;

use crate::corpus::SEEN;
use crate::rig::{Client, MAX_RECORD_BYTES, Reply, Rig, index_dir, service};

/// A service, and the keys that it knows.
pub(crate) struct Guarded {
    pub(crate) client: Client,
    pub(crate) rig: Rig,
    pub(crate) parts: Arc<Parts>,
    /// May do everything.
    pub(crate) all: AccessKey,
    /// May read the feed that is seen.
    pub(crate) held: AccessKey,
}

pub(crate) fn key(name: &str, key: &AccessKey, rights: Rights, scope: Scope) -> Key {
    Key { name: name.into(), hash: key.hash(), rights, scope }
}

impl Guarded {
    /// Serves stories.
    pub(crate) fn with(stories: &[Value]) -> Self {
        let rig = Rig::with(stories);
        let engine = rig.engine.clone();
        let parts = Parts::new(engine, &index_dir(rig.folder.path())).unwrap();
        let parts = Arc::new(parts);
        let (all, held) = (AccessKey::generate().unwrap(), AccessKey::generate().unwrap());
        let feeds = Feeds::new([SEEN]).unwrap();
        let keyring = Keyring::anonymous(Rights::NONE).with([
            key("all", &all, Rights::ALL, Scope::Everything),
            key("held", &held, Rights::NONE.and(Right::Read), Scope::Feeds(feeds)),
        ]);
        let service = service(Arc::new(WrittenToParts::new(Arc::clone(&parts))));
        let wanted = keyring.feeds();
        let gate = Gate::new(
            service,
            SharedKeyring::new(keyring),
            Arc::new(OnceLock::from(Arc::clone(&parts))),
        );
        let client = Client::behind(gate, options());
        client.wait(async { parts.require(wanted) });
        let guarded = Self { client, rig, parts, all, held };
        guarded.wait_for_parts();
        guarded
    }

    /// Waits until the part is there.
    pub(crate) fn wait_for_parts(&self) {
        let started = Instant::now();
        while self.ask(&self.held, "/api/v1/stats").status == 503 {
            assert!(started.elapsed() < Duration::from_secs(60), "the part is never built");
            self.client.wait(async { tokio::time::sleep(Duration::from_millis(10)).await });
        }
    }

    /// A GET with a key.
    pub(crate) fn ask(&self, key: &AccessKey, address: &str) -> Reply {
        self.send(key, Method::GET, address, "")
    }

    /// A request with a key.
    pub(crate) fn send(&self, key: &AccessKey, method: Method, address: &str, body: &str) -> Reply {
        let bearer = format!("Bearer {}", key.reveal());
        self.client.send_body(method, address, &[("authorization", &bearer)], body.to_owned())
    }
}

pub(crate) fn options() -> HttpOptions {
    HttpOptions {
        request_timeout: Duration::from_secs(60),
        max_record_bytes: MAX_RECORD_BYTES,
        public_url: None,
        connections: ConnectionOptions::default(),
    }
}
