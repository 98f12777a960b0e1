//! The postings of a word with its positions, read in a row.

use std::io;

use tantivy::directory::FileSlice;
use tantivy::index::InvertedIndexReader;
use tantivy::positions::PositionReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

/// So many documents are looked at one after the other before the others of a block are bisected.
const NEAR: usize = 8;

/// Postings with positions.
pub(super) struct PostingsInRow {
    postings: BlockSegmentPostings,
    /// The last document of the block.
    last: DocId,
    /// Where in the block it stands.
    at: usize,
    /// How many positions stand before the block.
    before: u64,
    positions: PositionReader,
    /// The positions of the block's documents, if they were read, each as its distance from the one before.
    deltas: Vec<u32>,
    /// Where those of each document begin, and where those of the last end.
    begins: Vec<u32>,
}

impl PostingsInRow {
    /// The postings of a word, whose positions stand in this file.
    pub(super) fn open(
        index: &InvertedIndexReader,
        positions: &FileSlice,
        term: &TermInfo,
    ) -> io::Result<Self> {
        let postings =
            index.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
        let positions = positions.read_bytes_slice(term.positions_range.clone())?;
        Ok(Self {
            last: last(&postings),
            postings,
            at: 0,
            before: 0,
            positions: PositionReader::open(positions)?,
            deltas: Vec::new(),
            begins: Vec::new(),
        })
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> u32 {
        self.postings.doc_freq()
    }

    /// Goes to the first document from this one on.
    pub(super) fn go_to(&mut self, target: DocId) -> DocId {
        while target > self.last {
            if self.postings.docs().is_empty() {
                return TERMINATED;
            }
            self.before += u64::from(self.postings.freqs().iter().sum::<u32>());
            self.begins.clear();
            self.at = 0;
            self.postings.advance();
            self.last = last(&self.postings);
        }
        let docs = self.postings.docs().get(self.at..).unwrap_or_default();
        let near = docs.iter().take(NEAR).take_while(|doc| **doc < target).count();
        let further = docs.get(near..).filter(|_| near == NEAR).unwrap_or_default();
        let before = near + further.partition_point(|doc| *doc < target);
        self.at += before;
        docs.get(before).copied().unwrap_or(TERMINATED)
    }

    /// The positions in the document where it stands, each as its distance from the one before.
    pub(super) fn deltas(&mut self) -> &[u32] {
        if self.begins.is_empty() {
            self.read();
        }
        let begin = self.begins.get(self.at).map_or(0, |begin| *begin as usize);
        let end = self.begins.get(self.at + 1).map_or(begin, |end| *end as usize);
        self.deltas.get(begin..end).unwrap_or_default()
    }

    /// Reads the positions of the block.
    fn read(&mut self) {
        let mut end = 0;
        self.begins.push(0);
        self.begins.extend(self.postings.freqs().iter().map(|freq| {
            end += *freq;
            end
        }));
        self.deltas.resize(end as usize, 0);
        self.positions.read(self.before, &mut self.deltas);
    }
}

/// The last document of the block where postings stand; any number where there are no more.
fn last(postings: &BlockSegmentPostings) -> DocId {
    postings.docs().last().copied().unwrap_or(0)
}
