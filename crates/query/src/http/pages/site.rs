//! Absolute addresses, for what is read elsewhere: feeds, canonical links, descriptions of the search.

use axum::http::{HeaderMap, header};

use super::super::{App, PublicUrl};
use crate::web::Address;

/// The site as its readers reach it.
#[derive(Clone, Debug)]
pub(in crate::http) struct Site(PublicUrl);

impl Site {
    /// The site that was set, else the one that the request names. A name that is no host is never
    /// repeated: who sends it would write links that others follow.
    pub(in crate::http) fn of(app: &App, headers: &HeaderMap) -> Self {
        let set = app.options.public_url.clone();
        let scheme = app.options.connections.scheme();
        let named = || PublicUrl::of_host(headers.get(header::HOST)?.to_str().ok()?, scheme);
        Self(set.or_else(named).unwrap_or_else(PublicUrl::of_this_machine))
    }

    /// An address of the site in full.
    pub(in crate::http) fn absolute(&self, address: &Address) -> String {
        format!("{}{address}", self.0)
    }
}
