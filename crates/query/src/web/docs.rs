//! The page of the API.

use askama::Template;

use super::{Layout, Marked};

/// What the calls of the API take and answer.
#[derive(Debug, Template)]
#[template(path = "docs.html")]
pub(crate) struct DocsPage {
    layout: Layout,
    /// The OpenAPI document as HTML.
    reference: Marked,
}

impl DocsPage {
    /// The page of a document that is HTML already.
    pub(crate) fn new(reference: String) -> Self {
        Self {
            layout: Layout::new(
                "API · Dateline",
                "The calls of the Dateline API, with their parameters",
            ),
            reference: Marked::new(reference),
        }
    }
}
