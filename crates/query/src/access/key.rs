//! A key as its owner has it, and what is kept of it.

use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// What a key begins with, so that one that has leaked is known for what it is.
const BEGINNING: &str = "dateline_";
/// What the text of a hash begins with.
const METHOD: &str = "sha256:";
/// So many random bytes are beyond guessing.
const RANDOM_BYTES: usize = 16;

/// A key as its owner sends it. It is shown once, where it is made.
pub struct AccessKey(String);

impl AccessKey {
    /// A new key.
    ///
    /// # Errors
    /// Where the system gives no random bytes.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut random = [0; RANDOM_BYTES];
        getrandom::fill(&mut random)?;
        Ok(Self(format!("{BEGINNING}{}", hexadecimal(&random))))
    }

    /// The key itself. It goes to its owner and nowhere else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub fn hash(&self) -> KeyHash {
        KeyHash::of(&self.0)
    }
}

/// A key is never shown by accident.
impl fmt::Debug for AccessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessKey(..)")
    }
}

/// What is kept of a key: its SHA-256. That of 128 random bits needs no salt and no slowness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHash([u8; 32]);

impl KeyHash {
    /// That of a key as it was sent.
    pub fn of(key: &str) -> Self {
        Self(Sha256::digest(key.as_bytes()).into())
    }

    /// Reads `sha256:` and 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(METHOD)?;
        if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// Whether both are of the same key, told in the same time wherever they differ.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

/// As it stands in the settings.
impl fmt::Display for KeyHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{METHOD}{}", hexadecimal(&self.0))
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        // As `printf %s dateline_x | sha256sum` tells it.
        let text = "sha256:131435eb144c6d54e58b25c68f740d07799cd5e2033ef42b93b2a397444c825a";
        assert_eq!(KeyHash::of("dateline_x").to_string(), text);
        assert_eq!(KeyHash::parse(text).unwrap().to_string(), text);
        for wrong in ["", "sha256:", "2dd3", "md5:00", &text[..text.len() - 1]] {
            assert_eq!(KeyHash::parse(wrong), None, "{wrong}");
        }
        assert_eq!(KeyHash::parse(&text.replace('2', "ä")), None);
        assert_eq!(KeyHash::parse(&text.replace('2', "g")), None);
    }

    #[test]
    fn keys_differ_and_are_their_own() {
        let (one, other) = (AccessKey::generate().unwrap(), AccessKey::generate().unwrap());
        assert_eq!(one.reveal().len(), BEGINNING.len() + 32);
        assert!(one.hash().is(&KeyHash::of(one.reveal())));
        assert!(!one.hash().is(&other.hash()));
        assert!(!format!("{one:?}").contains(&one.reveal()[BEGINNING.len()..]));
    }
}
