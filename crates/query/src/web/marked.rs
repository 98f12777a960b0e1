//! Text that is HTML already: escaped, with `<mark>` around what matched.

use std::fmt;

use askama::FastWritable;
use askama::filters::HtmlSafe;

/// HTML that templates write as it is: a highlight, or what was escaped as its place asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked(String);

impl Marked {
    /// What whoever made it has escaped.
    pub(crate) fn new(html: String) -> Self {
        Self(html)
    }

    /// A text in which nothing is marked.
    pub(crate) fn plain(text: &str) -> Self {
        Self(crate::highlight::mark(text, &[]))
    }
}

impl fmt::Display for Marked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for Marked {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl HtmlSafe for Marked {}
