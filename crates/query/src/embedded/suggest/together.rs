//! Does a word stand together with those before it?

use dateline_indexer::Fields;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::occurrences::{Lists, Occurrences};
use crate::embedded::compile::Slot;
use crate::embedded::view::View;

/// Where the rarest of the words before stands in no more documents of a segment than this, those that
/// have all of them are listed once.
const LISTED: u64 = 512;
/// So many documents are looked at for one word, and so many for all. Words that many documents have
/// stand together in one of the first, or are taken to in one of the others.
const FOR_ONE: u32 = 256;
const FOR_ALL: u32 = 1_024;

/// The documents with all words that stand before.
pub(super) struct Together<'a> {
    view: &'a View,
    fields: Fields,
    /// By segment.
    earlier: Vec<Earlier>,
    left: u32,
}

/// The documents of a segment with all words that stand before.
enum Earlier {
    /// These.
    Docs(Vec<DocId>),
    /// Those with one of the stems of each word.
    Stems(Vec<Vec<String>>),
}

impl<'a> Together<'a> {
    pub(super) fn of(view: &'a View, fields: Fields, slots: &[Slot]) -> tantivy::Result<Self> {
        let segments = view.searcher.segment_readers().iter();
        let earlier = segments.map(|reader| Earlier::of(reader, fields, slots));
        let earlier = earlier.collect::<tantivy::Result<_>>()?;
        Ok(Self { view, fields, earlier, left: FOR_ALL })
    }

    /// Whether a document has all words that stand before, and this one. What cannot be told with as
    /// much effort as is left is taken to be so.
    pub(super) fn with(&mut self, word: &Occurrences<'_>) -> tantivy::Result<bool> {
        let mut left = FOR_ONE.min(self.left);
        let before = left;
        let mut stands = false;
        let segments = self.view.searcher.segment_readers().iter().zip(word.segments());
        for ((reader, segment), earlier) in segments.zip(&self.earlier) {
            if matches!(earlier, Earlier::Docs(docs) if docs.is_empty()) {
                continue;
            }
            let lists = segment.lists()?;
            if lists.len() > 0 && earlier.have(reader, self.fields, lists, &mut left)? {
                stands = true;
                break;
            }
        }
        self.left -= before - left;
        Ok(stands)
    }
}

impl Earlier {
    fn of(reader: &SegmentReader, fields: Fields, slots: &[Slot]) -> tantivy::Result<Self> {
        let index = reader.inverted_index(fields.stems)?;
        let mut stems: Vec<(u64, Vec<String>)> = Vec::new();
        for slot in slots {
            let mut documents = 0;
            for stem in &slot.stems {
                let term = Term::from_field_text(fields.stems, stem);
                documents += u64::from(index.doc_freq(&term)?);
            }
            stems.push((documents, slot.stems.iter().cloned().collect()));
        }
        stems.sort();
        let least = stems.first().map_or(0, |(documents, _)| *documents);
        let stems: Vec<_> = stems.into_iter().map(|(_, stems)| stems).collect();
        if least > LISTED {
            return Ok(Self::Stems(stems));
        }
        let Some((rarest, others)) = stems.split_first() else { return Ok(Self::Docs(Vec::new())) };
        let mut docs = Vec::new();
        for mut postings in open(reader, fields, rarest)? {
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    docs.push(postings.doc());
                }
                postings.advance();
            }
        }
        docs.sort_unstable();
        docs.dedup();
        for stems in others {
            let mut lists = open(reader, fields, stems)?;
            docs.retain(|doc| has(&mut lists, *doc));
        }
        Ok(Self::Docs(docs))
    }

    /// Whether one of the documents has the word of these lists.
    fn have(
        &self,
        reader: &SegmentReader,
        fields: Fields,
        lists: &Lists,
        left: &mut u32,
    ) -> tantivy::Result<bool> {
        let mut words = lists.open().collect::<tantivy::Result<Vec<_>>>()?;
        let mut spend = || {
            *left = left.saturating_sub(1);
            *left == 0
        };
        match self {
            Self::Docs(docs) => {
                for doc in docs {
                    if spend() || has(&mut words, *doc) {
                        return Ok(true);
                    }
                }
            }
            Self::Stems(stems) => {
                for mut word in words {
                    let opened = stems.iter().map(|stems| open(reader, fields, stems));
                    let mut earlier = opened.collect::<tantivy::Result<Vec<_>>>()?;
                    while word.doc() != TERMINATED {
                        let doc = word.doc();
                        let has_all = !reader.is_deleted(doc)
                            && earlier.iter_mut().all(|lists| has(lists, doc));
                        if spend() || has_all {
                            return Ok(true);
                        }
                        word.advance();
                    }
                }
            }
        }
        Ok(false)
    }
}

/// The postings of several stems.
fn open(
    reader: &SegmentReader,
    fields: Fields,
    stems: &[String],
) -> tantivy::Result<Vec<SegmentPostings>> {
    let index = reader.inverted_index(fields.stems)?;
    let mut lists = Vec::new();
    for stem in stems {
        let term = Term::from_field_text(fields.stems, stem);
        lists.extend(index.read_postings(&term, IndexRecordOption::Basic)?);
    }
    Ok(lists)
}

/// Whether a document is in one of the lists, which have not gone past it.
pub(super) fn has(lists: &mut [SegmentPostings], doc: DocId) -> bool {
    lists.iter_mut().any(|list| list.doc() == doc || (list.doc() < doc && list.seek(doc) == doc))
}
