//! The stories with a word in their title that begins as typed.

use std::sync::Arc;

use dateline_indexer::Fields;
use tantivy::postings::BlockSegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, SegmentReader};

use super::begun_words::behind;
use super::titles::{Place, keep_shortest};
use crate::embedded::view::{SegmentView, View};

/// So many stories are told of a beginning, the best ones, for when nothing else was typed. More
/// than are asked for, as some may be deleted meanwhile.
const BEST: usize = 128;

/// The stories of a segment with such a word in their title.
pub(in crate::embedded) struct BegunTitles {
    /// By their places among the ids.
    pub(super) titled: BitSet,
    /// The best of them.
    pub(super) best: Vec<Place>,
}

impl BegunTitles {
    /// Looks them up in each segment, for each way to read what was typed.
    pub(super) fn of_all(
        view: &View,
        fields: Fields,
        beginnings: &[String],
    ) -> tantivy::Result<Vec<Vec<Arc<Self>>>> {
        let segments = view.searcher.segment_readers().iter().zip(&view.segments);
        let segments = segments.map(|(reader, segment)| {
            let begun = beginnings.iter().map(|beginning| {
                let read = || Self::read((reader, segment), fields, beginning);
                segment.begun_titles.get(beginning, read)
            });
            begun.collect()
        });
        segments.collect()
    }

    /// Reads them, and tells how much that was.
    fn read(
        (reader, view): (&SegmentReader, &SegmentView),
        fields: Fields,
        beginning: &str,
    ) -> tantivy::Result<(Self, u64)> {
        let mut effort = 0;
        let index = reader.inverted_index(fields.title)?;
        let mut words = index.terms().range().ge(beginning).lt(behind(beginning)).into_stream()?;
        let mut titled = BitSet::with_max_value(view.stories.len());
        let mut docs = Vec::new();
        let story_docs = view.story_docs();
        let lengths = reader.get_fieldnorms_reader(fields.title)?;
        let mut postings: Option<BlockSegmentPostings> = None;
        while words.advance() {
            let term = words.value();
            effort += u64::from(term.doc_freq);
            let postings = match &mut postings {
                Some(postings) => {
                    index.reset_block_postings_from_terminfo(term, postings)?;
                    postings
                }
                none => none.insert(
                    index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?,
                ),
            };
            while !postings.docs().is_empty() {
                for doc in postings.docs() {
                    // Events have the titles of their stories. What was replaced before the segment was
                    // complete is deleted from the beginning.
                    if !story_docs.contains(*doc) || reader.is_deleted(*doc) {
                        continue;
                    }
                    if titled.insert(view.stories.ordinal(*doc)) {
                        docs.push(*doc);
                    }
                }
                postings.advance();
            }
        }
        keep_shortest(&mut docs, &lengths, BEST);
        let mut best: Vec<_> =
            docs.into_iter().map(|doc| Place::of((&lengths, view), doc)).collect();
        if best.len() > BEST {
            best.select_nth_unstable(BEST);
            best.truncate(BEST);
            best.shrink_to_fit();
        }
        best.sort_unstable();
        Ok((Self { titled, best }, effort))
    }
}
