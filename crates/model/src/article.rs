//! What a story is told in and what it rests on: sections of text, and the articles they cite.

use serde::{Deserialize, Serialize};

/// A paragraph of a story with its heading.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Section {
    /// The heading, where the page has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The text, without its citations.
    pub text: String,
    /// Numbers of the story's *sources*; one without an entry there is kept.
    #[serde(default)]
    pub citations: Vec<u32>,
}

/// An article of a publisher: an entry of a story's sources or of its related articles.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// The number by which it is cited, in its own list.
    pub number: u32,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published, as the source wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}
