//! Reading the words of large segments in the background, and again when there are others.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::index::SegmentId;

use super::ranked_words::RankedWords;
use crate::embedded::exact_words::ExactWords;
use crate::embedded::priority::step_back;
use crate::embedded::view::{SegmentView, View};

/// Segments of fewer documents than this are quickly walked through as they are.
const LITTLE: u32 = 4_096;
/// Where so small a part of all documents is in segments that were not read yet, reading all again is put
/// off, so that an index that is written to reads its words some 32 times while it doubles, and not as often
/// as it commits.
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
    /// The words that were read, if some of their segments are in this view: those that a merge took away
    /// are in a new one now. Has them read again where that is due.
    pub(super) fn get(self: &Arc<Self>, view: &View) -> Option<Arc<ReadWords>> {
        let mut state = self.state();
        let read = state.last.clone().filter(|read| read.is_of(view));
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
            let reading = Reading(&once);
            let words: Vec<&ExactWords> = views.iter().map(|segment| &segment.words).collect();
            match RankedWords::read(&words) {
                Ok(words) => {
                    reading.0.state().last = Some(Arc::new(ReadWords { segments, words }));
                }
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

/// Held by who reads words, however that ends.
struct Reading<'a>(&'a RankedOnce);

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.state().is_reading = false;
    }
}

impl ReadWords {
    /// Whether a view has one of the segments.
    fn is_of(&self, view: &View) -> bool {
        view.segments.iter().any(|segment| self.segments.contains(&segment.id))
    }
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

    use super::*;
    use crate::embedded::growing::Growing;

    fn museums(documents: u32) -> impl Iterator<Item = &'static str> {
        std::iter::repeat_n("museum", documents as usize)
    }

    /// Of how many segments words are known.
    fn known(view: &View) -> usize {
        let read = view.ranked_words.get(view);
        let is_known = |segment: &&Arc<SegmentView>| {
            read.as_ref().is_some_and(|read| read.segments.contains(&segment.id))
        };
        view.segments.iter().filter(is_known).count()
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
        assert_eq!(known_at_last(index.grow(museums(LITTLE - 1))), 0);
        let view = index.grow(museums(LITTLE));
        assert_eq!((known(view), known_at_last(view)), (0, 1));
        let first = view.ranked_words.get(view).unwrap();
        let view = index.grow(museums(10));
        assert_eq!((known(view), known_at_last(view)), (1, 1));
        assert!(Arc::ptr_eq(&first, &view.ranked_words.get(view).unwrap()), "read once");
        let view = index.grow(museums(LITTLE));
        assert_eq!((known(view), known_at_last(view)), (1, 2));
        let view = index.merge_all_but(&first.segments);
        assert_eq!((known(view), known_at_last(view)), (1, 2));
        let documents = view.ranked_words.get(view).unwrap().words.get("museum").unwrap().documents;
        assert_eq!(documents, u64::from(3 * LITTLE - 1 + 10));
    }

    #[test]
    fn a_small_part_is_put_off() {
        assert!(is_much(5_000, 5_000) && is_much(5_000, 160_000));
        assert!(!is_much(5_000, 160_032) && !is_much(0, 10) && !is_much(0, 0));
    }
}
