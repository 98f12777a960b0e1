//! What all pages have in common: the head, the search box, the foot.

use super::Address;
use super::assets::{self, Assets};

/// The frame of a page, see `templates/base.html`.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The title of the window.
    pub(crate) title: String,
    /// A sentence for search engines and previews.
    pub(crate) description: String,
    /// What stands in the search box.
    pub(crate) query: String,
    /// The absolute address that stands for this page where several show the same.
    pub(crate) canonical: Option<String>,
    /// Whether search engines may list the page.
    pub(crate) is_indexed: bool,
    /// The feed that follows what the page shows.
    pub(crate) feed: Option<Feed>,
    /// How the page is shown where it is linked to.
    pub(crate) preview: Option<Preview>,
    /// The files that the page refers to.
    pub(crate) assets: &'static Assets,
}

/// A feed to subscribe to.
#[derive(Debug)]
pub(crate) struct Feed {
    /// What it is called.
    pub(crate) title: String,
    /// Where it is.
    pub(crate) address: Address,
}

/// How a page is shown where it is linked to, in the terms of Open Graph.
#[derive(Debug)]
pub(crate) struct Preview {
    /// What kind of thing it is about: `article`.
    pub(crate) kind: &'static str,
    /// Its title, without the name of the site.
    pub(crate) title: String,
}

impl Layout {
    /// The frame of a page that search engines list.
    pub(crate) fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            query: String::new(),
            canonical: None,
            is_indexed: true,
            feed: None,
            preview: None,
            assets: assets::all(),
        }
    }

    /// The same with a text in the search box.
    pub(crate) fn searching(mut self, query: &str) -> Self {
        query.clone_into(&mut self.query);
        self
    }

    /// The same with a feed that follows what the page shows.
    pub(crate) fn following(self, feed: Feed) -> Self {
        Self { feed: Some(feed), ..self }
    }

    /// The same with the absolute address that stands for the page.
    pub(crate) fn standing_for(self, address: String) -> Self {
        Self { canonical: Some(address), ..self }
    }

    /// The same with a preview.
    pub(crate) fn previewed(self, preview: Preview) -> Self {
        Self { preview: Some(preview), ..self }
    }

    /// The same, kept out of the lists of search engines.
    pub(crate) fn unlisted(mut self) -> Self {
        self.is_indexed = false;
        self
    }
}
