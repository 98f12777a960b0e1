//! The fields whose values are looked up whole: kinds, ids, names, languages.

use tantivy::DocId;
use tantivy::schema::Field;

use super::lists::Occurrences;
use super::terms::{Ranks, TermId};

/// The values of each such field, in the order of the documents.
pub(super) struct Keys {
    fields: Vec<(Field, Vec<(TermId, DocId)>)>,
}

impl Keys {
    /// None yet, of these fields.
    pub(super) fn of(fields: impl IntoIterator<Item = Field>) -> Self {
        Self { fields: fields.into_iter().map(|field| (field, Vec::new())).collect() }
    }

    /// The values of a field to append to; none where the field is no such one.
    pub(super) fn values(&mut self, field: Field) -> Option<&mut Vec<(TermId, DocId)>> {
        let found = self.fields.iter_mut().find(|(known, _)| *known == field);
        found.map(|(_, values)| values)
    }

    /// The occurrences in each field.
    pub(super) fn fields<'a>(
        &'a self,
        ranks: &'a Ranks,
    ) -> impl Iterator<Item = (Field, KeyOccurrences<'a>)> {
        self.fields.iter().map(move |(field, values)| (*field, KeyOccurrences { values, ranks }))
    }

    /// What they take in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let each = self.fields.iter().map(|(_, values)| values.capacity());
        each.sum::<usize>() * size_of::<(TermId, DocId)>()
    }
}

/// See [`Keys::fields`].
pub(super) struct KeyOccurrences<'a> {
    values: &'a [(TermId, DocId)],
    ranks: &'a Ranks,
}

impl Occurrences for KeyOccurrences<'_> {
    fn each(&self, mut sink: impl FnMut(u32, DocId, u32)) {
        for (term, doc) in self.values {
            sink(self.ranks.of_term[*term as usize], *doc, 0);
        }
    }
}
