//! How connections are served.

use std::time::Duration;

use super::super::CorsOrigins;
use super::{Tls, TrustedProxies};

/// What a connection may take and how long it may stand still.
#[derive(Clone, Debug)]
pub struct ConnectionOptions {
    /// How long the head of a request may take.
    pub header_timeout: Duration,
    /// How long a connection is kept between requests.
    pub idle_timeout: Duration,
    /// How long a client may pause in a body that it sends, or leave a reply untaken.
    pub stall_timeout: Duration,
    /// The most bytes that the head of a request may have.
    pub max_head_bytes: usize,
    /// The most connections at once.
    pub max_connections: usize,
    /// The sites whose pages may call from a browser.
    pub cors_origins: CorsOrigins,
    /// The certificate with which connections are encrypted; none for plain HTTP.
    pub tls: Option<Tls>,
    /// The proxies that are believed when they say for whom they ask.
    pub trusted_proxies: TrustedProxies,
}

impl ConnectionOptions {
    /// What the address of the server begins with.
    pub fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }
}

impl Default for ConnectionOptions {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(60),
            stall_timeout: Duration::from_secs(30),
            max_head_bytes: 32 << 10,
            max_connections: 10_000,
            cors_origins: CorsOrigins::None,
            tls: None,
            trusted_proxies: TrustedProxies::default(),
        }
    }
}
