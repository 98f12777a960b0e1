//! The terms of a segment under construction, by number, and their order.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use tantivy::tokenizer::MAX_TOKEN_LEN;

/// The number of a term, in the order in which they were met.
pub(super) type TermId = u32;

/// Terms, each once, all in one text.
#[derive(Default)]
pub(super) struct Terms {
    text: Vec<u8>,
    /// Where each one begins; it ends where the next one does.
    starts: Vec<usize>,
    numbers: HashTable<TermId>,
}

impl Terms {
    /// The number of a term. None where it is longer than the index takes.
    pub(super) fn number(&mut self, term: &str) -> Option<TermId> {
        if term.len() > MAX_TOKEN_LEN {
            return None;
        }
        let hash = hash_of(term.as_bytes());
        let (text, starts) = (&self.text, &self.starts);
        let found = self.numbers.find(hash, |id| get(text, starts, *id) == term.as_bytes());
        if let Some(id) = found {
            return Some(*id);
        }
        let id = self.starts.len() as TermId;
        self.starts.push(self.text.len());
        self.text.extend_from_slice(term.as_bytes());
        let (text, starts) = (&self.text, &self.starts);
        self.numbers.insert_unique(hash, id, |id| hash_of(get(text, starts, *id)));
        Some(id)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Puts them in order.
    pub(super) fn rank(&self) -> Ranks {
        // Most are told apart by their first eight bytes, which lie next to each other here.
        let mut order: Vec<(u64, TermId)> =
            (0..self.len() as TermId).map(|id| (beginning(self.get(id)), id)).collect();
        order.sort_unstable_by(|(a, left), (b, right)| {
            a.cmp(b).then_with(|| self.get(*left).cmp(self.get(*right)))
        });
        let in_order: Vec<TermId> = order.into_iter().map(|(_, id)| id).collect();
        let mut of_term = vec![0; in_order.len()];
        for (rank, id) in in_order.iter().enumerate() {
            of_term[*id as usize] = rank as u32;
        }
        Ranks { in_order, of_term }
    }

    /// The bytes of a term.
    pub(super) fn get(&self, id: TermId) -> &[u8] {
        get(&self.text, &self.starts, id)
    }

    /// What they take in memory, in bytes, when they are put in order.
    pub(super) fn bytes(&self) -> usize {
        // Where it is, its number, its place in the order, and how often it occurs in each field.
        const EACH: usize = size_of::<usize>() + size_of::<(u64, TermId)>() + 10 * size_of::<u32>();
        self.text.capacity() + self.len() * EACH
    }
}

/// Terms in their order.
pub(super) struct Ranks {
    /// The terms, the least first.
    pub(super) in_order: Vec<TermId>,
    /// The place of each term in that order.
    pub(super) of_term: Vec<u32>,
}

/// The hash by which a text is looked up.
pub(super) fn hash_of(text: &[u8]) -> u64 {
    FxBuildHasher.hash_one(text)
}

fn get<'a>(text: &'a [u8], starts: &[usize], id: TermId) -> &'a [u8] {
    let start = starts[id as usize];
    let end = starts.get(id as usize + 1).copied().unwrap_or(text.len());
    &text[start..end]
}

/// The first eight bytes as a number that orders as they do, but for zeros at the end.
pub(super) fn beginning(term: &[u8]) -> u64 {
    if let Some(bytes) = term.first_chunk() {
        return u64::from_be_bytes(*bytes);
    }
    // Not copied: a copy of a length that is not known is a call.
    let shift = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    let number = term.iter().fold(0, shift);
    number << (8 * (7 - term.len())) << 8
}
