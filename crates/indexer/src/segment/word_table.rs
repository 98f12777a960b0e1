//! Forms of words, with the numbers of the words: looked up once for each word of a corpus.

use hashbrown::HashTable;

use super::terms::{beginning, hash_of};

/// The number of a word of a language.
pub(super) type WordId = u32;

/// Forms of words of one language.
#[derive(Default)]
pub(super) struct WordTable {
    places: HashTable<Place>,
    /// The forms, so that the frequent ones, which are met first, lie close together.
    text: Vec<u8>,
}

struct Place {
    /// Most forms are told apart by their beginnings and lengths.
    beginning: u64,
    start: u32,
    bytes: u32,
    id: WordId,
}

impl WordTable {
    /// The number of the word that has this form.
    pub(super) fn find(&self, form: &str) -> Option<WordId> {
        let form = form.as_bytes();
        let (beginning, bytes) = (beginning(form), form.len() as u32);
        let is_same = |place: &Place| {
            place.beginning == beginning
                && place.bytes == bytes
                && (form.len() <= size_of_val(&beginning) || place.form(&self.text) == form)
        };
        Some(self.places.find(hash_of(form), is_same)?.id)
    }

    /// Inserts a form that is not there.
    pub(super) fn insert(&mut self, form: &str, id: WordId) {
        let form = form.as_bytes();
        let (start, bytes) = (self.text.len() as u32, form.len() as u32);
        let place = Place { beginning: beginning(form), start, bytes, id };
        self.text.extend_from_slice(form);
        let text = &self.text;
        self.places.insert_unique(hash_of(form), place, |place| hash_of(place.form(text)));
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.places.capacity() * (size_of::<Place>() + 1) + self.text.capacity()
    }
}

impl Place {
    fn form<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        let start = self.start as usize;
        &text[start..start + self.bytes as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What hashes to the same place is told apart by all of a form: in so many small tables a part of
    /// the hash is the same again and again.
    #[test]
    fn forms_that_begin_alike_are_told_apart() {
        for number in 0..2_000 {
            let beginning = format!("{number:08}");
            let forms: Vec<_> = (0..14).map(|end| format!("{beginning}{end:02}")).collect();
            let mut table = WordTable::default();
            for (id, form) in forms.iter().enumerate() {
                assert_eq!(table.find(form), None, "{form}");
                table.insert(form, id as WordId);
            }
            assert_eq!(table.find(&beginning), None);
            for (id, form) in forms.iter().enumerate() {
                assert_eq!(table.find(form), Some(id as WordId), "{form}");
            }
        }
    }
}
