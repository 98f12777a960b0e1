//! The web pages over HTTP: which address shows which page, and what every page says to the browser.

mod assets;
mod docs;
mod failure;
mod headers;
mod results;
mod site;
mod story;
mod timeline;

use askama::Template;
use axum::Router;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::App;
use crate::error::ApiError;
use crate::web::docs::DocsPage;

pub(super) use failure::{Wanted, failure, is_for_people};
pub(super) use site::Site;

/// The routes of the pages.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(results::results))
        .route("/timeline", get(timeline::timeline))
        .route("/stories/{id}", get(story::story))
        .route("/api", get(docs::docs))
        .route("/docs", get(docs::docs))
        .route("/assets/{name}", get(assets::asset))
}

/// The page of the API, which is the same for all; none where its template fails.
pub(super) fn reference(reference: String) -> String {
    DocsPage::new(reference).render().unwrap_or_default()
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
