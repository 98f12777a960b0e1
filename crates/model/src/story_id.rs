use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use deunicode::deunicode;
use thiserror::Error;

use crate::text_serde::as_text;

/// The most bytes of an id.
const MAX_BYTES: usize = 128;

/// The id of a story: 1 to 128 bytes of `a-z 0-9 - _ .`, so that it can stand in a URL path and in
/// a file name as it is. It is text in serde.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StoryId(Box<str>);

impl StoryId {
    /// Takes an id that a source gives.
    ///
    /// # Errors
    /// It is empty, too long, has another character, or is `.` or `..`, which no URL can carry.
    pub fn new(id: impl AsRef<str>) -> Result<StoryId, StoryIdError> {
        let id = id.as_ref();
        if id.is_empty() {
            return Err(StoryIdError::Empty);
        }
        if id.len() > MAX_BYTES {
            return Err(StoryIdError::TooLong { bytes: id.len() });
        }
        let allowed = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_' | '.');
        if let Some((position, character)) = id.char_indices().find(|(_, c)| !allowed(*c)) {
            return Err(StoryIdError::Character { character, position });
        }
        if matches!(id, "." | "..") {
            return Err(StoryIdError::DotSegment);
        }
        Ok(StoryId(id.into()))
    }

    /// The slug of a title: its letters and digits in ASCII, words joined by hyphens, cut between
    /// two words at 128 bytes. `None` if the title has no letter or digit.
    pub fn from_title(title: &str) -> Option<StoryId> {
        let mut slug = String::new();
        for character in deunicode(title).chars() {
            match character.to_ascii_lowercase() {
                letter @ ('a'..='z' | '0'..='9') => slug.push(letter),
                // An apostrophe joins: "Kim's" is one word.
                '\'' => {}
                _ if slug.is_empty() || slug.ends_with('-') => {}
                _ => slug.push('-'),
            }
            // One byte more than fits says whether the cut falls between words.
            if slug.len() > MAX_BYTES {
                let cut = slug.rfind('-').unwrap_or(MAX_BYTES);
                slug.truncate(cut);
                break;
            }
        }
        StoryId::new(slug.trim_end_matches('-')).ok()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is no [`StoryId`].
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum StoryIdError {
    /// It is empty.
    #[error("a story id is empty; it has 1 to {MAX_BYTES} of a-z, 0-9, `-`, `_` and `.`")]
    Empty,
    /// It is too long.
    #[error("a story id has {bytes} bytes; it may have {MAX_BYTES}")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// It has a character that an id cannot have.
    #[error(
        "a story id has {character:?} at byte {position}; only a-z, 0-9, `-`, `_` and `.` are allowed"
    )]
    Character {
        /// The first such character.
        character: char,
        /// Where it is, in bytes from 0.
        position: usize,
    },
    /// It is `.` or `..`: clients take these for steps within a URL path and remove them.
    #[error("a story id cannot be `.` or `..`, as no URL can carry it")]
    DotSegment,
    /// There is none, and no title from which one could be made.
    #[error("a story has no id, and no letter or digit in its title to make one from")]
    NoSlug,
}

impl fmt::Display for StoryId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl FromStr for StoryId {
    type Err = StoryIdError;

    fn from_str(text: &str) -> Result<StoryId, StoryIdError> {
        StoryId::new(text)
    }
}

impl AsRef<str> for StoryId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for StoryId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

as_text!(StoryId, "a story id of a-z, 0-9, `-`, `_` and `.`");

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn slug(title: &str, expected: &str) {
        let id = StoryId::from_title(title);
        assert_eq!(id.as_ref().map_or("", StoryId::as_str), expected);
    }

    #[test]
    fn a_title_becomes_a_slug() {
        slug("Kim Jong Un’s Giant Sculptures", "kim-jong-uns-giant-sculptures");
        slug("  U.S. — China: trade & tariffs!  ", "u-s-china-trade-tariffs");
        slug("Élysée à Zürich, Łódź", "elysee-a-zurich-lodz");
        slug("北京", "bei-jing");
        slug("2025", "2025");
        slug("!?…", "");
        slug("", "");
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let words = vec!["seven77"; 20].join(" ");
        let id = StoryId::from_title(&words).unwrap();
        assert_eq!(id.as_str().len(), 127);
        assert!(id.as_str().ends_with("-seven77"));
        // A word that ends exactly at the limit is kept whole.
        let exact = format!("{} {} tail", "a".repeat(100), "b".repeat(27));
        assert_eq!(StoryId::from_title(&exact).unwrap().as_str().len(), 128);
        let one_word = "a".repeat(300);
        assert_eq!(StoryId::from_title(&one_word).unwrap().as_str().len(), 128);
    }

    #[test]
    fn an_id_has_few_characters_and_an_end() {
        assert!(StoryId::new("a-b_c.9").is_ok());
        assert!(StoryId::new("x".repeat(128)).is_ok());
        assert_eq!(StoryId::new(""), Err(StoryIdError::Empty));
        assert_eq!(StoryId::new("x".repeat(129)), Err(StoryIdError::TooLong { bytes: 129 }));
        assert_eq!(
            StoryId::new("caf\u{e9}"),
            Err(StoryIdError::Character { character: 'é', position: 3 })
        );
        assert_eq!(StoryId::new(".."), Err(StoryIdError::DotSegment));
        assert!(serde_json::from_str::<StoryId>("\"A\"").is_err());
    }
}
