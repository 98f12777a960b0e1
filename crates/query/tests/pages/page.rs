//! A page, parsed.

use axum::http::{Method, StatusCode};
use scraper::{ElementRef, Html, Selector};

use crate::rig::{Reply, Rig};

/// A page and what came with it.
pub(crate) struct Page {
    pub(crate) reply: Reply,
    document: Html,
}

impl Page {
    /// Asks as a browser does.
    #[track_caller]
    pub(crate) fn get(rig: &Rig, address: &str) -> Self {
        let page = Self::of_any_status(rig, address);
        assert_eq!(page.reply.status, StatusCode::OK, "{address}\n{}", page.reply.text());
        page
    }

    /// The same where it may be a failure.
    pub(crate) fn of_any_status(rig: &Rig, address: &str) -> Self {
        let accept = ("accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        let reply = rig.client.send(Method::GET, address, &[accept]);
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8", "{address}");
        let document = Html::parse_document(&reply.text());
        assert!(document.errors.is_empty(), "{address}: {:?}", document.errors);
        let page = Self { reply, document };
        let mut ids = page.attributes("[id]", "id");
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "{address} gives an id to two elements");
        page
    }

    /// Every element that a selector finds.
    pub(crate) fn all<'a>(&'a self, css: &str) -> Vec<ElementRef<'a>> {
        self.document.select(&Selector::parse(css).unwrap()).collect()
    }

    /// The only element that a selector finds.
    #[track_caller]
    pub(crate) fn one<'a>(&'a self, css: &str) -> ElementRef<'a> {
        match self.all(css).as_slice() {
            [one] => *one,
            others => panic!("{} elements are {css}", others.len()),
        }
    }

    /// The texts of all elements that a selector finds.
    pub(crate) fn texts(&self, css: &str) -> Vec<String> {
        self.all(css).into_iter().map(text).collect()
    }

    /// An attribute of all elements that a selector finds.
    pub(crate) fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let elements = self.all(css).into_iter();
        elements.map(|element| element.attr(name).unwrap_or_default().to_owned()).collect()
    }

    /// Where the one link with this text leads.
    #[track_caller]
    pub(crate) fn link(&self, label: &str) -> String {
        let links = self.all("a").into_iter().filter(|link| text(*link) == label);
        let targets: Vec<_> = links.map(|link| link.attr("href").unwrap().to_owned()).collect();
        match targets.as_slice() {
            [target] => target.clone(),
            _ => panic!("{} links are called {label}: {targets:?}", targets.len()),
        }
    }
}

/// The text of an element, its white space folded.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
