//! One document in the form that tantivy takes: fields with values, nothing copied on the way.

use dateline_model::Day;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Document, Field, Value};

use crate::analysis::TokenText;

/// A document on its way into the index.
#[derive(Debug, Default)]
pub struct IndexDocument {
    values: Vec<(Field, FieldValue)>,
}

#[derive(Debug)]
enum FieldValue {
    Text(String),
    U64(u64),
    I64(i64),
}

/// A borrowed field value.
#[derive(Clone, Debug)]
pub struct FieldValueRef<'a>(&'a FieldValue);

impl<'a> Value<'a> for FieldValueRef<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self.0 {
            FieldValue::Text(text) => ReferenceValueLeaf::Str(text),
            FieldValue::U64(value) => ReferenceValueLeaf::U64(*value),
            FieldValue::I64(value) => ReferenceValueLeaf::I64(*value),
        })
    }
}

impl Document for IndexDocument {
    type Value<'a> = FieldValueRef<'a>;
    type FieldsValuesIter<'a> = FieldValues<'a>;

    fn iter_fields_and_values(&self) -> FieldValues<'_> {
        FieldValues(self.values.iter())
    }
}

/// The fields of a document with their values.
pub struct FieldValues<'a>(std::slice::Iter<'a, (Field, FieldValue)>);

impl<'a> Iterator for FieldValues<'a> {
    type Item = (Field, FieldValueRef<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(field, value)| (*field, FieldValueRef(value)))
    }
}

impl IndexDocument {
    /// Adds a text.
    pub(crate) fn text(&mut self, field: Field, value: impl Into<String>) {
        self.values.push((field, FieldValue::Text(value.into())));
    }

    /// Its texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (Field, &str)> {
        self.values.iter().filter_map(|(field, value)| match value {
            FieldValue::Text(text) => Some((*field, text.as_str())),
            FieldValue::U64(_) | FieldValue::I64(_) => None,
        })
    }

    /// Adds a list of tokens, unless it is empty.
    pub(crate) fn tokens(&mut self, field: Field, tokens: TokenText) {
        if !tokens.is_empty() {
            self.text(field, tokens.into_string());
        }
    }

    /// Adds a number of a column of numbers without sign.
    pub(crate) fn unsigned(&mut self, field: Field, value: u64) {
        self.values.push((field, FieldValue::U64(value)));
    }

    /// Adds a day number.
    pub(crate) fn day(&mut self, field: Field, day: Day) {
        self.values.push((field, FieldValue::I64(i64::from(day.number()))));
    }
}
