//! How to search here, for browsers and feed readers: OpenSearch 1.1.

use std::io;

use super::Absolute;
use super::xml::{document, empty, text};
use crate::web::{Address, assets};

/// The media type of a description.
pub(crate) const DESCRIPTION: &str = "application/opensearchdescription+xml";
/// The media type of suggestions.
pub(crate) const SUGGESTIONS: &str = "application/x-suggestions+json";

/// The ways to search: their type, what they stand for, and where they are.
const WAYS: [(&str, &str, &str); 3] = [
    ("text/html", "results", "/"),
    ("application/atom+xml", "results", "/feed.atom"),
    (SUGGESTIONS, "suggestions", "/suggest.json"),
];

/// The description.
pub(crate) fn description(absolute: &Absolute) -> io::Result<Vec<u8>> {
    let mut xml = document()?;
    let element = xml.create_element("OpenSearchDescription");
    let element = element.with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/"));
    element.write_inner_content(|xml| {
        text(xml, "ShortName", &[], "Dateline")?;
        text(xml, "Description", &[], "Search news stories and their timelines.")?;
        text(xml, "InputEncoding", &[], "UTF-8")?;
        let icon = absolute(&Address::new(assets::all().icon.path.as_str()));
        text(xml, "Image", &[("type", "image/svg+xml")], &icon)?;
        for (kind, rel, path) in WAYS {
            // The braces are those of the template and stand as they are.
            let template = absolute(&Address::new(path)) + "?q={searchTerms}";
            empty(xml, "Url", &[("type", kind), ("rel", rel), ("template", &template)])?;
        }
        let here = absolute(&Address::new("/opensearch.xml"));
        empty(xml, "Url", &[("type", DESCRIPTION), ("rel", "self"), ("template", &here)])
    })?;
    Ok(xml.into_inner())
}
