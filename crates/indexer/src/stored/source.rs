//! The stored text of a document, read without what a general document would make of it.

use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize,
    ValueDeserializer, ValueVisitor,
};

/// What a document stores: text, or the bytes of it in indexes of version 2. Nothing where it
/// stores nothing.
#[derive(Debug, Default)]
pub(crate) struct Source(pub(crate) Vec<u8>);

impl DocumentDeserialize for Source {
    fn deserialize<'de, D>(mut document: D) -> Result<Self, DeserializeError>
    where
        D: DocumentDeserializer<'de>,
    {
        // No other field is stored.
        Ok(document.next_field()?.map(|(_, source)| source).unwrap_or_default())
    }
}

impl ValueDeserialize for Source {
    fn deserialize<'de, D>(value: D) -> Result<Self, DeserializeError>
    where
        D: ValueDeserializer<'de>,
    {
        value.deserialize_any(Bytes)
    }
}

struct Bytes;

impl ValueVisitor for Bytes {
    type Value = Source;

    fn visit_string(&self, text: String) -> Result<Source, DeserializeError> {
        Ok(Source(text.into_bytes()))
    }

    fn visit_bytes(&self, bytes: Vec<u8>) -> Result<Source, DeserializeError> {
        Ok(Source(bytes))
    }
}
