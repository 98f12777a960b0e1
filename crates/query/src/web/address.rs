//! Addresses of pages: a path and the parameters that were asked with, some changed.
//!
//! Links keep what a page was asked with and change one thing, so that a month, a feed or another order
//! can be chosen one after the other.

use std::fmt;

/// The address of a page on this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    path: String,
    pairs: Vec<(String, String)>,
    /// The id of an element on the page.
    part: Option<String>,
}

impl Address {
    /// A path without parameters.
    pub(crate) fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), pairs: Vec::new(), part: None }
    }

    /// The page of a story. Ids have no characters that an address has to escape.
    pub(crate) fn story(id: &str) -> Self {
        Self::new(format!("/stories/{id}"))
    }

    /// The same parameters at another path.
    pub(crate) fn at(&self, path: &str) -> Self {
        Self { path: path.to_owned(), ..self.clone() }
    }

    /// A place on the page: an element's id.
    pub(crate) fn with_part(self, id: &str) -> Self {
        Self { part: Some(id.to_owned()), ..self }
    }

    /// A path with the parameters of a request; empty ones say nothing and are left out.
    pub(crate) fn with_pairs<'a>(
        path: &str,
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let pairs = pairs.filter(|(_, value)| !value.is_empty());
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self { path: path.to_owned(), pairs: pairs.collect(), part: None }
    }

    /// With a parameter in place of all of that name.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With one more parameter, unless it is there.
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        if !self.has(name, value) {
            self.pairs.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Without any parameter of that name.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(other, _)| other != name);
        self
    }

    /// Without one value of a parameter that has several.
    pub(crate) fn without_value(mut self, name: &str, value: &str) -> Self {
        self.pairs.retain(|(other, other_value)| other != name || other_value != value);
        self
    }

    /// Whether a parameter has a value.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(other, other_value)| other == name && other_value == value)
    }

    /// The first value of a parameter.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a parameter.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The path alone, for the action of forms.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The parameters, for the hidden fields of forms.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if !self.pairs.is_empty() {
            let mut query = form_urlencoded::Serializer::new(String::new());
            for (name, value) in &self.pairs {
                query.append_pair(name, value);
            }
            write!(f, "?{}", query.finish())?;
        }
        match &self.part {
            Some(id) => write!(f, "#{id}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn asked() -> Address {
        let pairs = [("q", "north & south"), ("feed", "world"), ("feed", "asia"), ("kind", "")];
        Address::with_pairs("/", pairs.into_iter())
    }

    #[test]
    fn what_is_empty_is_left_out_and_the_rest_escaped() {
        assert_eq!(asked().to_string(), "/?q=north+%26+south&feed=world&feed=asia");
        assert_eq!(Address::new("/").to_string(), "/");
    }

    #[test]
    fn one_thing_changes_and_the_rest_stays() {
        let month = asked().set("on", "2025-12").set("on", "2025-11");
        assert_eq!(month.to_string(), "/?q=north+%26+south&feed=world&feed=asia&on=2025-11");
        let fewer = asked().without_value("feed", "world").and("feed", "asia");
        assert_eq!(fewer.to_string(), "/?q=north+%26+south&feed=asia");
        assert_eq!(
            asked().without("feed").at("/timeline").to_string(),
            "/timeline?q=north+%26+south"
        );
    }
}
