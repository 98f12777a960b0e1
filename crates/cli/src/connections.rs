//! Connections as they are set, and as many as the system admits.

use dateline_query::http::{ConnectionOptions, Tls};

use crate::failure::Failure;
use crate::open_files;
use crate::settings::ConnectionSettings;

/// How the server serves connections.
pub(crate) fn options(settings: &ConnectionSettings) -> Result<ConnectionOptions, Failure> {
    let tls = settings.tls.clone().map(|(certificate, key)| Tls::read(certificate, key));
    Ok(ConnectionOptions {
        header_timeout: settings.header_timeout,
        idle_timeout: settings.idle_timeout,
        stall_timeout: settings.stall_timeout,
        max_head_bytes: settings.max_head_bytes,
        max_connections: open_files::connections(open_files::raise_limit(), settings.max),
        cors_origins: settings.cors_origins.clone(),
        tls: tls.transpose().map_err(Failure::Certificate)?,
        trusted_proxies: settings.trusted_proxies.clone(),
    })
}
