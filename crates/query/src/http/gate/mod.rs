//! The gate in front of the calls: who calls, what that caller may do, and how often.
//!
//! The service stands behind it. A handler gets hold of one by naming the right that it needs as an
//! argument ([`Reader`], [`Writer`], [`Administrator`]), and it is one over what the caller may see; so
//! no call can forget to ask.

mod admit;
mod rate;
mod rights;
mod sent_key;

use std::sync::{Arc, OnceLock};

use dateline_engine::Health;

use crate::access::{Caller, Keyring, Right, Rights, Scope, SharedKeyring};
use crate::error::ApiError;
use crate::parts::Parts;
use crate::request::RequestLimits;
use crate::service::Service;
use rate::RateLimit;

pub(super) use admit::{KeyName, admit};
pub use rate::RequestRate;
pub(super) use rights::{Administrator, Reader, Writer};

/// How long a part of the index takes to be built, about.
const PART_READY_AFTER_SECONDS: u64 = 5;

/// What is served, to whom.
#[derive(Clone)]
pub struct Gate {
    service: Service,
    keys: SharedKeyring,
    parts: Arc<OnceLock<Arc<Parts>>>,
    rate: Option<Arc<RateLimit>>,
}

impl Gate {
    /// A service that holders of these keys reach. The parts are what keys see that are held to feeds; they
    /// may come later.
    pub fn new(service: Service, keys: SharedKeyring, parts: Arc<OnceLock<Arc<Parts>>>) -> Self {
        Self { service, keys, parts, rate: None }
    }

    /// The same where each caller may send so many requests.
    pub fn limited_to(self, rate: Option<RequestRate>) -> Self {
        Self { rate: rate.map(|rate| Arc::new(RateLimit::new(rate))), ..self }
    }

    /// What requests may ask for.
    pub(super) fn limits(&self) -> &RequestLimits {
        self.service.limits()
    }

    /// Whether searches can be answered, whoever asks.
    pub(super) async fn health(&self) -> Health {
        self.service.health().await
    }

    /// The service as a caller may use it.
    fn service(&self, caller: &Caller, right: Right) -> Result<Service, ApiError> {
        if !caller.rights.has(right) {
            return Err(match &caller.key {
                Some(key) => ApiError::Forbidden { key: key.to_string(), right },
                None => ApiError::KeyNeeded { right },
            });
        }
        match &caller.scope {
            Scope::Everything => Ok(self.service.clone()),
            Scope::Feeds(feeds) => {
                let engine = self.parts.get().and_then(|parts| parts.engine(feeds));
                Ok(self.service.over(engine.ok_or_else(part_not_ready)?))
            }
        }
    }
}

fn part_not_ready() -> ApiError {
    ApiError::Starting {
        reason: "what this key may see is being put together".to_owned(),
        retry_after_seconds: PART_READY_AFTER_SECONDS,
    }
}

/// A service that is open to everyone.
impl From<Service> for Gate {
    fn from(service: Service) -> Self {
        Self::new(service, SharedKeyring::new(Keyring::anonymous(Rights::ALL)), Arc::default())
    }
}
