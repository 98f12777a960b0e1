//! Which content a story has: two stories of one version say the same.

use std::fmt;
use std::str::FromStr;

use dateline_model::Story;
use xxhash_rust::xxh3::xxh3_128;

/// A hash of a story's canonical content, 128 bits of XXH3 over its JSON. Written as 32 hexadecimal
/// digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Version(u128);

/// A text that is no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a version has 32 hexadecimal digits")]
pub struct VersionError;

impl Version {
    /// The version of a story.
    pub fn of(story: &Story) -> Self {
        // A story is strings, numbers and lists, all of which have a form in JSON.
        Self::of_bytes(&serde_json::to_vec(story).unwrap_or_default())
    }

    /// The version of anything that is made of stories, by its bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        let digits = text.len() == 32
            && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'));
        if !digits {
            return Err(VersionError);
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| VersionError)
    }
}
