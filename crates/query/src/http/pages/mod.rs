//! The web pages over HTTP: which address shows which page, and what every page says to the browser.

mod assets;
mod failure;
mod headers;

use askama::Template;
use axum::Router;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::App;
use crate::error::ApiError;

pub(super) use failure::{Wanted, failure};

/// The routes of the pages.
pub(super) fn routes() -> Router<App> {
    Router::new().route("/assets/{name}", get(assets::asset))
}

/// A page as HTML.
struct Page<T>(T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => headers::secured(Html(html).into_response()),
            Err(error) => ApiError::Internal(error.into()).into_response(),
        }
    }
}
