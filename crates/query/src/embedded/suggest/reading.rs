//! Reading the words of large segments in the background, and again when there are others.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::index::SegmentId;

use super::ranked_words::RankedWords;
use crate::embedded::exact_words::ExactWords;
use crate::embedded::priority::step_back;
use crate::embedded::view::{SegmentView, View};

/// Segments of fewer documents than this are quickly walked through as they are.
const LITTLE: u32 = 4_096;
/// Where so small a part of all documents is in segments that were not read yet, reading all again is put
/// off, so that an index that is written to reads each word some 32 times and not as often as it commits.
const SMALL_PART: u64 = 32;

/// The words of an index's large segments, read for all views of it where somebody types.
#[derive(Default)]
pub(in crate::embedded) struct RankedOnce(Mutex<State>);

#[derive(Default)]
struct State {
    last: Option<Arc<ReadWords>>,
    /// The segments that are read, or were the last to be.
    tried: Vec<SegmentId>,
    is_reading: bool,
}

/// The words of some segments.
pub(super) struct ReadWords {
    /// In the order in which the words tell them apart.
    pub(super) segments: Vec<SegmentId>,
    pub(super) words: RankedWords,
}

impl RankedOnce {
    /// The words that were read, if all their segments are in this view. Has them read again where that is
    /// due.
    pub(super) fn get(self: &Arc<Self>, view: &View) -> Option<Arc<ReadWords>> {
        let mut state = self.state();
        let read = state.last.clone().filter(|read| is_of(read, view));
        if !state.is_reading {
            let due = due(view, read.as_deref());
            let segments: Vec<_> = due.iter().map(|segment| segment.id).collect();
            if !due.is_empty() && segments != state.tried {
                state.tried.clone_from(&segments);
                state.is_reading = self.read_in_background(segments, due);
            }
        }
        read
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether somebody reads them now.
    fn read_in_background(
        self: &Arc<Self>,
        segments: Vec<SegmentId>,
        views: Vec<Arc<SegmentView>>,
    ) -> bool {
        let once = Arc::clone(self);
        let read = move || {
            step_back();
            let words: Vec<&ExactWords> = views.iter().map(|segment| &segment.words).collect();
            let words = RankedWords::read(&words);
            let mut state = once.state();
            state.is_reading = false;
            match words {
                Ok(words) => state.last = Some(Arc::new(ReadWords { segments, words })),
                Err(error) => {
                    tracing::warn!(%error, "the words of the index are not read for suggestions");
                }
            }
        };
        let thread = std::thread::Builder::new().name("words".into()).spawn(read);
        if let Err(error) = &thread {
            tracing::warn!(%error, "no thread to read the words of the index for suggestions");
        }
        thread.is_ok()
    }
}

/// Whether a view has all segments whose words these are.
fn is_of(read: &ReadWords, view: &View) -> bool {
    let segments: HashSet<_> = view.segments.iter().map(|segment| segment.id).collect();
    read.segments.iter().all(|id| segments.contains(id))
}

/// The large segments of a view, if it is time to read them.
fn due(view: &View, read: Option<&ReadWords>) -> Vec<Arc<SegmentView>> {
    let (mut large, mut all, mut unread) = (Vec::new(), 0, 0);
    for (reader, segment) in view.searcher.segment_readers().iter().zip(&view.segments) {
        let docs = reader.max_doc();
        all += u64::from(docs);
        if docs >= LITTLE {
            large.push(Arc::clone(segment));
            let is_read = read.is_some_and(|read| read.segments.contains(&segment.id));
            unread += if is_read { 0 } else { u64::from(docs) };
        }
    }
    if is_much(unread, all) { large } else { Vec::new() }
}

/// Whether so many documents of all are worth reading the words of all.
fn is_much(unread: u64, all: u64) -> bool {
    unread > 0 && unread >= all / SMALL_PART
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use dateline_indexer::Fields;
    use dateline_indexer::analysis::Analysis;
    use tantivy::merge_policy::NoMergePolicy;
    use tantivy::schema::FieldType;
    use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
    use tantivy::{Index, IndexReader, IndexWriter, TantivyDocument};

    use super::*;

    /// An index in memory whose segments are made one by one.
    struct Growing {
        fields: Fields,
        writer: IndexWriter,
        reader: IndexReader,
        view: Option<View>,
    }

    impl Growing {
        fn new() -> Self {
            let (schema, fields) = Fields::declare();
            let index = Index::create_in_ram(schema);
            for (_, entry) in index.schema().fields() {
                if let FieldType::Str(text) = entry.field_type()
                    && let Some(indexed) = text.get_indexing_options()
                {
                    let spaces = TextAnalyzer::from(WhitespaceTokenizer::default());
                    index.tokenizers().register(indexed.tokenizer(), spaces);
                }
            }
            let writer: IndexWriter = index.writer_with_num_threads(1, 20_000_000).unwrap();
            writer.set_merge_policy(Box::new(NoMergePolicy));
            let reader = index.reader().unwrap();
            Self { fields, writer, reader, view: None }
        }

        /// Adds a segment of so many documents, and sees it.
        fn grow(&mut self, documents: u32) -> &View {
            for _ in 0..documents {
                let mut document = TantivyDocument::default();
                document.add_text(self.fields.title, "museum");
                self.writer.add_document(document).unwrap();
            }
            self.writer.commit().unwrap();
            self.see()
        }

        /// Makes one segment of all but these.
        fn merge_all_but(&mut self, others: &[SegmentId]) -> &View {
            let ids = self.view().segments.iter().map(|segment| segment.id);
            let ids: Vec<_> = ids.filter(|id| !others.contains(id)).collect();
            self.writer.merge(&ids).wait().unwrap();
            self.see()
        }

        fn see(&mut self) -> &View {
            self.reader.reload().unwrap();
            let (searcher, before) = (self.reader.searcher(), self.view.as_ref());
            let view = View::of(searcher, self.fields, &Analysis::default(), before).unwrap();
            self.view.insert(view)
        }

        fn view(&self) -> &View {
            self.view.as_ref().unwrap()
        }
    }

    /// Of how many segments words are known.
    fn known(view: &View) -> usize {
        view.ranked_words.get(view).map_or(0, |read| read.segments.len())
    }

    /// The same once nobody reads any more.
    fn known_at_last(view: &View) -> usize {
        let begun = Instant::now();
        known(view);
        while view.ranked_words.state().is_reading {
            assert!(begun.elapsed() < Duration::from_secs(60), "it does not end");
            std::thread::sleep(Duration::from_millis(1));
        }
        known(view)
    }

    #[test]
    fn the_words_of_large_segments_are_read_when_there_are_new_ones() {
        let mut index = Growing::new();
        assert_eq!(known_at_last(index.grow(LITTLE - 1)), 0);
        let view = index.grow(LITTLE);
        assert_eq!((known(view), known_at_last(view)), (0, 1));
        let first = view.ranked_words.get(view).unwrap();
        let view = index.grow(10);
        assert_eq!((known(view), known_at_last(view)), (1, 1));
        assert!(Arc::ptr_eq(&first, &view.ranked_words.get(view).unwrap()), "read once");
        let view = index.grow(LITTLE);
        assert_eq!((known(view), known_at_last(view)), (1, 2));
        let view = index.merge_all_but(&first.segments);
        assert_eq!((known(view), known_at_last(view)), (0, 2));
        let documents = view.ranked_words.get(view).unwrap().words.get("museum").unwrap().documents;
        assert_eq!(documents, u64::from(3 * LITTLE - 1 + 10));
    }

    #[test]
    fn a_small_part_is_put_off() {
        assert!(is_much(5_000, 5_000) && is_much(5_000, 160_000));
        assert!(!is_much(5_000, 160_032) && !is_much(0, 10) && !is_much(0, 0));
    }
}
