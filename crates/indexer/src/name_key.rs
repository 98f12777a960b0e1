//! Names of feeds and publishers: compared folded, shown as written.

use std::borrow::Borrow;
use std::collections::HashSet;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::fold_name;

/// The name under which [`NameKeyTokenizer`] is registered.
pub(crate) const NAME_KEY: &str = "name-key";

/// Stands between the two forms; cannot occur in the folded one, whose words are letters, digits
/// and spaces, and is replaced in names that consist of other characters alone.
const SEPARATOR: char = '\u{1F}';

/// A longer name is cut, in bytes; a column takes values up to 65,535.
const LONGEST_NAME_BYTES: usize = 512;

/// A name in both forms, as one column value. Ordered by the folded form first, so that the
/// spellings of one name are neighbours in the dictionary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey(String);

impl NameKey {
    /// The key of a name; none for a blank one.
    pub fn new(name: &str) -> Option<Self> {
        let shown = shortened(name).replace(SEPARATOR, " ");
        let shown = shown.trim();
        if shown.is_empty() {
            return None;
        }
        Some(Self(format!("{}{SEPARATOR}{shown}", fold_name(shown))))
    }

    /// The column value.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folded and the shown form of a column value.
    pub fn split(value: &str) -> (&str, &str) {
        value.split_once(SEPARATOR).unwrap_or((value, value))
    }

    /// The folded form.
    pub fn folded(&self) -> &str {
        Self::split(&self.0).0
    }

    /// The keys of several names, each folded name once, in its first spelling.
    pub fn distinct<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        Self::distinct_of(names.into_iter().filter_map(Self::new).collect())
    }

    /// Of several keys those whose folded name no earlier one has.
    pub(crate) fn distinct_of<K: Borrow<Self>>(mut keys: Vec<K>) -> Vec<K> {
        if keys.len() > 1 {
            let mut seen = HashSet::new();
            keys.retain(|key| seen.insert(key.borrow().folded().to_owned()));
        }
        keys
    }
}

/// The beginning of a name that is longer than any real one, so that it fits into a column.
fn shortened(name: &str) -> &str {
    let mut end = name.len().min(LONGEST_NAME_BYTES);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// Yields the folded form of a [`NameKey`] as the one token.
#[derive(Clone, Default)]
pub(crate) struct NameKeyTokenizer;

/// The one token.
pub(crate) struct NameKeyStream {
    token: Token,
    done: bool,
}

impl Tokenizer for NameKeyTokenizer {
    type TokenStream<'a> = NameKeyStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NameKeyStream {
        let text = NameKey::split(text).0.to_owned();
        NameKeyStream { token: Token { text, position: 0, ..Token::default() }, done: false }
    }
}

impl TokenStream for NameKeyStream {
    fn advance(&mut self) -> bool {
        !std::mem::replace(&mut self.done, true)
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
