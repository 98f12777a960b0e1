//! The words of one field in the order of the documents, each in four bytes: what a segment under
//! construction remembers of its texts.

use super::word_table::WordId;
use crate::analysis::TEXT_GAP;

/// Set on a word that shares the position of the one before it.
const SAME_POSITION: u32 = 1 << 31;
/// Between two texts of a unit.
const GAP: u32 = SAME_POSITION - 1;
/// A position without a word, as that was longer than the index takes.
const NOTHING: u32 = SAME_POSITION - 2;

/// The words of a field, unit by unit. A unit is a document; or a story, where all its documents
/// have the same text, or its own has one alone.
#[derive(Default)]
pub(super) struct Stream {
    codes: Vec<u32>,
    /// Where each unit begins.
    starts: Vec<u32>,
    next_position: u32,
}

impl Stream {
    /// Begins the next unit.
    pub(super) fn begin_unit(&mut self) {
        self.starts.push(self.codes.len() as u32);
    }

    /// Begins the next text of the unit.
    pub(super) fn begin_text(&mut self) {
        self.next_position = 0;
    }

    /// Appends a word of the text; none where there is nothing in its place. Positions begin with 0,
    /// and each is the last one or the next.
    pub(super) fn push(&mut self, word: Option<WordId>, position: u32) {
        let is_first_of_unit = self.starts.last() == Some(&(self.codes.len() as u32));
        if self.next_position == 0 && !is_first_of_unit {
            self.codes.push(GAP);
        }
        let is_same_position = position < self.next_position;
        match (word, is_same_position) {
            (Some(word), false) => self.codes.push(word),
            (Some(word), true) => self.codes.push(word | SAME_POSITION),
            (None, false) => self.codes.push(NOTHING),
            (None, true) => {}
        }
        self.next_position = position + 1;
    }

    /// How many words there are, or a few more.
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        (self.codes.capacity() + self.starts.capacity()) * size_of::<u32>()
    }

    /// Hands out the words of a unit with their positions.
    pub(super) fn each(&self, unit: usize, mut sink: impl FnMut(WordId, u32)) {
        let start = self.starts[unit] as usize;
        let end = self.starts.get(unit + 1).map_or(self.codes.len(), |end| *end as usize);
        let mut position = 0;
        for code in &self.codes[start..end] {
            match *code {
                GAP => position += TEXT_GAP,
                NOTHING => position += 1,
                code if code & SAME_POSITION != 0 => sink(code & !SAME_POSITION, position - 1),
                code => {
                    sink(code, position);
                    position += 1;
                }
            }
        }
    }
}
