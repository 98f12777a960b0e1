//! The frequent words of a segment, in which those that nearly begin as typed are looked for first.
//!
//! A segment has a dictionary for each field, of all its words, and to walk through them for each text is
//! most of the work where little was found otherwise. Who mistypes a word most likely means a
//! frequent one, and these are few. They are read once, as a segment never changes, and in the background:
//! until then the dictionaries are walked through.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use tantivy::schema::Field;
use tantivy::termdict::TermMerger;
use tantivy::{SegmentReader, TantivyError};
use tantivy_fst::{Map, MapBuilder};

use super::most_frequent::MostFrequent;
use crate::embedded::view::{SegmentView, View};

/// So many words of a segment are kept.
const KEPT: usize = 8_192;
/// Segments of fewer documents than this are quickly walked through as they are.
const LITTLE: u32 = 4_096;

/// The frequent words of a segment without digits, and how many documents have them, those in several fields
/// counted for each.
pub(super) struct FrequentWords {
    pub(super) words: Map<Vec<u8>>,
    /// Whether these are all words that there are.
    pub(super) is_all: bool,
}

impl FrequentWords {
    /// Reads so many of the words of these fields.
    pub(super) fn read(
        reader: &SegmentReader,
        fields: &[Field],
        most: usize,
    ) -> tantivy::Result<Self> {
        let indexes = fields.iter().map(|field| reader.inverted_index(*field));
        let indexes = indexes.collect::<tantivy::Result<Vec<_>>>()?;
        let streams = indexes.iter().map(|index| index.terms().stream());
        let mut merged = TermMerger::new(streams.collect::<std::io::Result<_>>()?);
        let mut frequent = MostFrequent::new(most);
        while merged.advance() {
            if !has_digit(merged.key()) {
                let infos = merged.current_segment_ords_and_term_infos();
                let documents = infos.map(|(_, info)| u64::from(info.doc_freq)).sum();
                frequent.offer(merged.key(), documents);
            }
        }
        let is_all = frequent.is_all();
        let mut words: Vec<_> = frequent.into_words().collect();
        words.sort_unstable();
        let mut map = MapBuilder::memory();
        map.extend_iter(words).map_err(broken)?;
        let words = map.into_inner().and_then(Map::from_bytes).map_err(broken)?;
        Ok(Self { words, is_all })
    }
}

/// Numbers are not misspelt: another digit makes another number.
pub(super) fn has_digit(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_digit)
}

fn broken(error: tantivy_fst::Error) -> TantivyError {
    TantivyError::InternalError(error.to_string())
}

/// The frequent words of a segment, once they are read.
#[derive(Default)]
pub(in crate::embedded) struct OnceRead {
    is_begun: AtomicBool,
    words: OnceLock<FrequentWords>,
}

impl OnceRead {
    /// They, unless they are not read yet.
    pub(super) fn get(&self) -> Option<&FrequentWords> {
        self.words.get()
    }
}

/// Has the frequent words of the segments read that nobody reads yet and where it pays.
pub(super) fn read_in_background(view: &View, fields: [Field; 3]) {
    let is_due = |(reader, segment): &(&SegmentReader, &Arc<SegmentView>)| {
        reader.max_doc() >= LITTLE && !segment.frequent.is_begun.swap(true, Ordering::Relaxed)
    };
    let due = view.searcher.segment_readers().iter().zip(&view.segments).filter(is_due);
    let due: Vec<_> = due.map(|(reader, view)| (reader.clone(), Arc::clone(view))).collect();
    if due.is_empty() {
        return;
    }
    let read = move || {
        for (reader, segment) in due {
            match FrequentWords::read(&reader, &fields, KEPT) {
                Ok(words) => drop(segment.frequent.words.set(words)),
                Err(error) => {
                    tracing::warn!(%error, "the frequent words of a segment are not read");
                }
            }
        }
    };
    if let Err(error) = std::thread::Builder::new().name("frequent words".into()).spawn(read) {
        tracing::warn!(%error, "no thread for the frequent words of segments");
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use tantivy::schema::{Schema, TEXT};
    use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};

    use super::super::misspelt::{Misspelt, Words};
    use super::*;
    use crate::embedded::stop::Stop;

    /// An index of so many segments, whose documents have these words in turns in three fields.
    fn index(documents: &[Vec<String>], segments: usize) -> (Searcher, [Field; 3]) {
        let mut schema = Schema::builder();
        let fields = ["title", "heading", "text"].map(|name| schema.add_text_field(name, TEXT));
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
        for part in documents.chunks(documents.len().div_ceil(segments)) {
            for words in part {
                let mut document = TantivyDocument::default();
                for (word, field) in words.iter().zip(fields.iter().cycle()) {
                    document.add_text(*field, word);
                }
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
        }
        (index.reader().unwrap().searcher(), fields)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn what_is_frequent_stands_in_as_if_all_were_looked_through(
            documents in vec(vec("[abc]{1,7}", 1..8), 1..40),
            segments in 1_usize..4,
            unread in vec(any::<bool>(), 4),
            most in 1_usize..60,
            are_rare_needed: bool,
            asked in "[abc]{4,9}",
        ) {
            let (searcher, fields) = index(&documents, segments);
            let stop = Stop::default();
            let read = |most| {
                let readers = searcher.segment_readers().iter();
                let read = |reader| FrequentWords::read(reader, &fields, most).unwrap();
                readers.map(|reader| Some(read(reader))).collect()
            };
            let near = |lists: &[Option<FrequentWords>], limit| {
                let frequent = lists.iter().map(Option::as_ref).collect();
                let (searcher, fields, stop) = (&searcher, fields.as_slice(), &stop);
                let words = Words { searcher, fields, frequent, are_rare_needed, stop };
                words.near(&asked, Misspelt::Beginning, limit).unwrap()
            };
            let all = Words::all(&searcher, &fields, &stop);
            let all = |limit| all.near(&asked, Misspelt::Beginning, limit).unwrap();
            let (mut some, every): (Vec<_>, Vec<_>) = (read(most), read(1_000));
            prop_assert!(every.iter().flatten().all(|list| list.is_all));
            prop_assert_eq!(near(&every, 3), all(3));

            for (list, _) in some.iter_mut().zip(&unread).filter(|(_, unread)| **unread) {
                *list = None;
            }
            let mut expected = all(1_000);
            let is_known =
                |word: &str| some.iter().flatten().any(|list| list.words.contains_key(word));
            let found = near(&some, 1_000);
            if expected.iter().any(|(word, _)| is_known(word)) {
                expected.retain(|(word, _)| is_known(word));
                prop_assert_eq!(found, expected);
            } else if are_rare_needed || some.iter().all(Option::is_none) {
                prop_assert_eq!(found, expected);
            } else {
                prop_assert!(found.iter().all(|(word, _)| is_known(word)));
            }
        }
    }
}
