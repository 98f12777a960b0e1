//! What people take along, over HTTP: files that are sent while they are written, feeds to subscribe
//! to, and how browsers learn to search here.

mod body;
pub(super) mod feed;
pub(super) mod files;
pub(super) mod opensearch;

use axum::http::HeaderMap;

use super::App;
use super::pages::Site;
use crate::export::Absolute;

/// Makes addresses absolute for who asks.
fn absolute(app: &App, headers: &HeaderMap) -> Absolute {
    let site = Site::of(app, headers);
    Box::new(move |address| site.absolute(address))
}
