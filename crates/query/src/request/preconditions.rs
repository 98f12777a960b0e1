//! What do `If-Match` and `If-None-Match` ask for?

use dateline_engine::{Condition, Version};

use crate::error::ApiError;

/// The headers that make a request depend on the version of its story, as they came; the lines of
/// one header joined by commas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preconditions {
    /// Go on only if the story is in one of these versions.
    pub if_match: Option<String>,
    /// Go on only if it is in none of these.
    pub if_none_match: Option<String>,
}

/// The name of a header, in errors.
const IF_MATCH: &str = "If-Match";
const IF_NONE_MATCH: &str = "If-None-Match";

const TAGS: &str = "`*`, or versions in quotes with commas between them, such as \
                    \"0123456789abcdef0123456789abcdef\"";
const ONLY_ANY: &str = "only `*` when a story is written: write it if it is not there yet";
const NOT_BOTH: &str = "nothing beside `If-Match`, as the two exclude each other";
const NOT_ON_REMOVAL: &str = "nothing when a story is removed; use `If-Match`";
const NOT_IN_BULK: &str = "nothing when stories are written in bulk; write a story that depends on \
                           its version with PUT";

impl Preconditions {
    /// What has to hold for a story to be written.
    ///
    /// # Errors
    /// [`ApiError::InvalidHeader`].
    pub fn for_put(&self) -> Result<Condition, ApiError> {
        let Some(none) = &self.if_none_match else { return self.for_match() };
        if self.if_match.is_some() {
            return Err(invalid(IF_NONE_MATCH, none, NOT_BOTH));
        }
        match Tags::read(none) {
            Some(Tags::Any) => Ok(Condition::Absent),
            Some(Tags::These(_)) => Err(invalid(IF_NONE_MATCH, none, ONLY_ANY)),
            None => Err(invalid(IF_NONE_MATCH, none, TAGS)),
        }
    }

    /// What has to hold for a story to be removed.
    ///
    /// # Errors
    /// [`ApiError::InvalidHeader`].
    pub fn for_removal(&self) -> Result<Condition, ApiError> {
        match &self.if_none_match {
            Some(none) => Err(invalid(IF_NONE_MATCH, none, NOT_ON_REMOVAL)),
            None => self.for_match(),
        }
    }

    /// Checks that there are none: a bulk of stories has no one version, and a condition that is
    /// passed over in silence overwrites what it was to protect.
    ///
    /// # Errors
    /// [`ApiError::InvalidHeader`].
    pub fn for_bulk(&self) -> Result<(), ApiError> {
        match (&self.if_match, &self.if_none_match) {
            (Some(given), _) => Err(invalid(IF_MATCH, given, NOT_IN_BULK)),
            (None, Some(given)) => Err(invalid(IF_NONE_MATCH, given, NOT_IN_BULK)),
            (None, None) => Ok(()),
        }
    }

    /// Whether whoever asks has this version already. Reading compares weakly: a proxy that
    /// compresses makes `W/"v"` of `"v"`, and it is the same story.
    ///
    /// # Errors
    /// [`ApiError::InvalidHeader`].
    pub fn are_fresh(&self, version: Version) -> Result<bool, ApiError> {
        let Some(none) = &self.if_none_match else { return Ok(false) };
        match Tags::read(none) {
            Some(Tags::Any) => Ok(true),
            Some(Tags::These(tags)) => Ok(tags.iter().any(|tag| tag.version == Some(version))),
            None => Err(invalid(IF_NONE_MATCH, none, TAGS)),
        }
    }

    fn for_match(&self) -> Result<Condition, ApiError> {
        let Some(given) = &self.if_match else { return Ok(Condition::Always) };
        match Tags::read(given) {
            Some(Tags::Any) => Ok(Condition::Present),
            Some(Tags::These(tags)) => {
                let strong = tags.into_iter().filter(|tag| !tag.weak);
                Ok(Condition::OneOf(strong.filter_map(|tag| tag.version).collect()))
            }
            None => Err(invalid(IF_MATCH, given, TAGS)),
        }
    }
}

fn invalid(name: &'static str, value: &str, allowed: &'static str) -> ApiError {
    ApiError::InvalidHeader { name, value: value.to_owned(), allowed }
}

/// The value of such a header.
enum Tags {
    /// `*`
    Any,
    These(Vec<Tag>),
}

/// An entity tag.
struct Tag {
    /// Whether it stands for what is alike but not the same.
    weak: bool,
    /// None where the tag is well-formed but none of ours; it matches nothing.
    version: Option<Version>,
}

impl Tags {
    /// Reads `*` or, as RFC 9110 has it, `#( [ W/ ] DQUOTE *etagc DQUOTE )`: empty elements of the
    /// list are passed over, and a comma within quotes is part of the tag.
    fn read(text: &str) -> Option<Self> {
        if text.trim() == "*" {
            return Some(Self::Any);
        }
        let mut tags = Vec::new();
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches([' ', '\t', ',']);
            if rest.is_empty() {
                break;
            }
            let (weak, quoted) = match rest.strip_prefix("W/") {
                Some(quoted) => (true, quoted),
                None => (false, rest),
            };
            let (opaque, behind) = quoted.strip_prefix('"')?.split_once('"')?;
            if opaque.contains(|c: char| c == ' ' || c.is_control()) {
                return None;
            }
            rest = behind.trim_start_matches([' ', '\t']);
            if !rest.is_empty() && !rest.starts_with(',') {
                return None;
            }
            tags.push(Tag { weak, version: opaque.parse().ok() });
        }
        (!tags.is_empty()).then_some(Self::These(tags))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "0123456789abcdef0123456789abcdef";
    const B: &str = "ffffffffffffffffffffffffffffffff";

    fn if_match(text: &str) -> Option<Condition> {
        let given = Preconditions { if_match: Some(text.to_owned()), if_none_match: None };
        given.for_put().ok()
    }

    fn one_of(versions: &[&str]) -> Option<Condition> {
        Some(Condition::OneOf(versions.iter().map(|text| text.parse().unwrap()).collect()))
    }

    #[test]
    fn tags_are_read_as_the_standard_writes_them() {
        let cases = [
            (format!("\"{A}\""), one_of(&[A])),
            (format!("\"{A}\", \"{B}\""), one_of(&[A, B])),
            (format!("\"{A}\",\"{B}\""), one_of(&[A, B])),
            (format!(", \"{A}\" ,, \"{B}\" ,"), one_of(&[A, B])),
            (format!("W/\"{A}\", \"{B}\""), one_of(&[B])),
            (format!("W/\"{A}\""), one_of(&[])),
            ("\"another service's, with a comma\"".to_owned(), None),
            ("\"a,b\"".to_owned(), one_of(&[])),
            ("\"\"".to_owned(), one_of(&[])),
            (" * ".to_owned(), Some(Condition::Present)),
        ];
        for (text, expected) in cases {
            assert_eq!(if_match(&text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_list_of_tags_is_refused() {
        for text in ["", ",", A, "\"", "\"a", "a\"", "\"a\" \"b\"", "\"a\";", "w/\"a\"", "*, \"a\""]
        {
            assert_eq!(if_match(text), None, "{text}");
        }
    }

    #[test]
    fn reading_compares_weakly_and_writing_does_not() {
        let version = A.parse().unwrap();
        for (text, fresh) in [
            (format!("\"{A}\""), true),
            (format!("W/\"{A}\""), true),
            (format!("\"{B}\", W/\"{A}\""), true),
            ("*".to_owned(), true),
            (format!("\"{B}\""), false),
        ] {
            let given = Preconditions { if_match: None, if_none_match: Some(text.clone()) };
            assert_eq!(given.are_fresh(version).unwrap(), fresh, "{text}");
        }
        assert!(!Preconditions::default().are_fresh(version).unwrap());
    }
}
