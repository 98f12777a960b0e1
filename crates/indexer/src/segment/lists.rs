//! From occurrences in the order of the documents to a list for each term: a counting sort, so that
//! the one access out of order for an occurrence is the one that puts it in its place.

use std::io;

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::FieldSerializer;

use super::terms::{Ranks, Terms};

/// The occurrences of terms in a field.
pub(super) trait Occurrences {
    /// Hands out the rank of the term, the document and the position of each occurrence, in the order
    /// of the documents.
    fn each(&self, sink: impl FnMut(u32, DocId, u32));
}

/// What is remembered of an occurrence.
pub(super) trait Occurrence: Copy + Default {
    fn new(doc: DocId, position: u32) -> Self;
    fn doc(self) -> DocId;
    fn position(self) -> Option<u32>;
}

/// Where positions are not asked for.
impl Occurrence for DocId {
    fn new(doc: DocId, _: u32) -> Self {
        doc
    }

    fn doc(self) -> DocId {
        self
    }

    fn position(self) -> Option<u32> {
        None
    }
}

impl Occurrence for (DocId, u32) {
    fn new(doc: DocId, position: u32) -> Self {
        (doc, position)
    }

    fn doc(self) -> DocId {
        self.0
    }

    fn position(self) -> Option<u32> {
        Some(self.1)
    }
}

/// How often each term occurs in a field.
pub(super) struct Counts {
    /// By rank: where the list of the term begins.
    starts: Vec<u32>,
    /// How many occurrences there are.
    pub(super) total: u32,
}

impl Counts {
    /// Counts the occurrences of so many terms; also how many there are in each document, as the
    /// index notes it.
    pub(super) fn of(
        occurrences: &impl Occurrences,
        terms: usize,
        documents: u32,
    ) -> (Self, Vec<u8>) {
        let mut starts = vec![0_u32; terms];
        let mut lengths = vec![0_u32; documents as usize];
        occurrences.each(|rank, doc, _| {
            starts[rank as usize] += 1;
            lengths[doc as usize] += 1;
        });
        let mut total = 0;
        for start in &mut starts {
            total += std::mem::replace(start, total);
        }
        let norms = lengths.into_iter().map(FieldNormReader::fieldnorm_to_id).collect();
        (Self { starts, total }, norms)
    }

    /// The lists.
    pub(super) fn gather<T: Occurrence>(self, occurrences: &impl Occurrences) -> Lists<T> {
        let mut places = self.starts;
        let mut all = vec![T::default(); self.total as usize];
        occurrences.each(|rank, doc, position| {
            let place = &mut places[rank as usize];
            all[*place as usize] = T::new(doc, position);
            *place += 1;
        });
        Lists { ends: places, all }
    }
}

/// The occurrences of each term, in the order of the documents.
pub(super) struct Lists<T> {
    /// By rank: where the list ends; it begins where the one before it does.
    ends: Vec<u32>,
    all: Vec<T>,
}

impl<T: Occurrence> Lists<T> {
    /// Writes the lists of those terms that occur, with how often each does in a document where
    /// `has_freqs` says so.
    pub(super) fn write(
        &self,
        terms: &Terms,
        ranks: &Ranks,
        has_freqs: bool,
        into: &mut FieldSerializer<'_>,
    ) -> io::Result<()> {
        let mut begin = 0;
        let mut deltas = Vec::new();
        for (end, term) in self.ends.iter().zip(&ranks.in_order) {
            let list = &self.all[begin as usize..*end as usize];
            begin = *end;
            if list.is_empty() {
                continue;
            }
            let by_document = || list.chunk_by(|a, b| a.doc() == b.doc());
            let documents = if has_freqs { by_document().count() as u32 } else { 0 };
            into.new_term(terms.get(*term), documents, has_freqs)?;
            for here in by_document() {
                deltas.clear();
                let mut last = 0;
                for position in here.iter().filter_map(|occurrence| occurrence.position()) {
                    deltas.push(position - last);
                    last = position;
                }
                into.write_doc(here[0].doc(), here.len() as u32, &deltas);
            }
            into.close_term()?;
        }
        Ok(())
    }
}
