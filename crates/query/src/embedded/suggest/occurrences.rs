//! Where a word stands, and in how many documents.

use std::cell::OnceCell;
use std::sync::Arc;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::known_words::KnownWords;
use crate::embedded::view::{SegmentView, View};

/// In a segment with no more postings of a word than this, its documents are counted exactly.
const FEW: u64 = 1_024;

/// The postings of a word in a segment, by field.
pub(super) struct Lists {
    lists: Vec<(Arc<InvertedIndexReader>, TermInfo)>,
}

impl Lists {
    /// A word as it stands in titles, headings and texts, looked up in these dictionaries.
    fn of(segment: &SegmentView, dictionaries: u32, word: &str) -> tantivy::Result<Self> {
        let mut lists = Vec::new();
        for (number, index) in segment.words.each().enumerate() {
            if dictionaries & (1 << number) != 0 {
                let term = index.terms().get(word)?;
                lists.extend(term.map(|term| (Arc::clone(index), term)));
            }
        }
        Ok(Self { lists })
    }

    /// How many postings there are.
    pub(super) fn len(&self) -> u64 {
        self.lists.iter().map(|(_, term)| u64::from(term.doc_freq)).sum()
    }

    /// The postings.
    pub(super) fn open(&self) -> impl Iterator<Item = tantivy::Result<SegmentPostings>> + '_ {
        let lists = self.lists.iter();
        lists.map(|(index, term)| {
            Ok(index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?)
        })
    }

    /// How many documents there are that are not deleted: exactly where there are few postings, and
    /// otherwise about so many, though never none for some.
    fn documents(&self, reader: &SegmentReader) -> tantivy::Result<u64> {
        if self.lists.len() < 2 && !reader.has_deletes() {
            return Ok(self.len());
        }
        if self.len() > FEW {
            let alive =
                self.len() * u64::from(reader.num_docs()) / u64::from(reader.max_doc().max(1));
            let occurs = self.occurs(reader)?;
            return Ok(if occurs { alive.clamp(1, reader.num_docs().into()) } else { 0 });
        }
        let mut docs = Vec::new();
        for postings in self.open() {
            let mut postings = postings?;
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    docs.push(postings.doc());
                }
                postings.advance();
            }
        }
        // Three lists in order, which this kind of sort merges.
        docs.sort();
        docs.dedup();
        Ok(docs.len() as u64)
    }

    fn occurs(&self, reader: &SegmentReader) -> tantivy::Result<bool> {
        for postings in self.open() {
            let mut postings = postings?;
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    return Ok(true);
                }
                postings.advance();
            }
        }
        Ok(false)
    }
}

/// Where a word stands in an index.
pub(super) struct Occurrences<'a> {
    /// By segment.
    segments: Vec<InSegment<'a>>,
}

/// Where a word stands in a segment, looked up when it is asked for.
pub(super) struct InSegment<'a> {
    segment: &'a SegmentView,
    word: &'a str,
    /// A bit for each of the segment's dictionaries that may have it.
    dictionaries: u32,
    lists: OnceCell<Lists>,
}

impl InSegment<'_> {
    /// The postings.
    pub(super) fn lists(&self) -> tantivy::Result<&Lists> {
        if let Some(lists) = self.lists.get() {
            return Ok(lists);
        }
        let lists = Lists::of(self.segment, self.dictionaries, self.word)?;
        Ok(self.lists.get_or_init(|| lists))
    }
}

impl<'a> Occurrences<'a> {
    /// Those of a word.
    pub(super) fn of(known: &KnownWords<'a>, word: &'a str) -> Self {
        let segments = known.dictionaries(word);
        let segments = segments.map(|(segment, dictionaries)| InSegment {
            segment,
            word,
            dictionaries,
            lists: OnceCell::new(),
        });
        Self { segments: segments.collect() }
    }

    /// Those in each segment.
    pub(super) fn segments(&self) -> &[InSegment<'a>] {
        &self.segments
    }

    /// How many documents have the word.
    pub(super) fn documents(&self, view: &View) -> tantivy::Result<u64> {
        let mut documents = 0;
        for (reader, segment) in view.searcher.segment_readers().iter().zip(&self.segments) {
            documents += segment.lists()?.documents(reader)?;
        }
        Ok(documents)
    }
}
