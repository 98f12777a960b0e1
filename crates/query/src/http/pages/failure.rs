//! Failures as pages: who asks with a browser gets a page, and a program a problem.

use askama::Template;
use axum::extract::Request;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

use super::super::problem;
use super::headers::secured;
use crate::error::ApiError;
use crate::web::failure::FailurePage;

/// Where programs ask; what they get does not depend on what they accept.
const FOR_PROGRAMS: [&str; 5] = ["/api/v1", "/healthz", "/readyz", "/metrics", "/openapi.json"];

/// A page that a browser wants, and what was searched for on it.
#[derive(Debug)]
pub(in crate::http) struct Wanted {
    address: String,
    query: String,
}

impl Wanted {
    /// What a browser wants with a request, if it comes from one.
    pub(in crate::http) fn by(request: &Request) -> Option<Self> {
        let uri = request.uri();
        let accepted = request.headers().get(header::ACCEPT)?.to_str().ok()?;
        let asks_for_page = accepted.split(',').any(|kind| kind.trim().starts_with("text/html"));
        (asks_for_page && is_for_people(uri.path())).then(|| {
            let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
            let query = pairs.into_iter().find(|(name, _)| name == "q").map(|(_, text)| text);
            let address = uri.path_and_query().map_or("/", |whole| whole.as_str());
            Self { address: address.to_owned(), query: query.unwrap_or_default().into_owned() }
        })
    }
}

/// Whether what went wrong at a path is told to people too, so that it depends on what is accepted.
pub(in crate::http) fn is_for_people(path: &str) -> bool {
    !FOR_PROGRAMS.iter().any(|program| path.starts_with(program))
}

/// The page of an error, with the status and headers of its problem.
pub(in crate::http) fn failure(
    problem: Response,
    error: &ApiError,
    wanted: &Wanted,
    id: &str,
) -> Response {
    let status = problem::status(error);
    let page = FailurePage::new(error, status.as_u16(), &wanted.address, &wanted.query, id);
    let Ok(html) = page.render() else { return problem };
    let (mut parts, _) = problem.into_parts();
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut page = secured((status, Html(html)).into_response());
    for (name, value) in &parts.headers {
        page.headers_mut().insert(name, value.clone());
    }
    page
}
