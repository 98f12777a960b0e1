//! A segment under construction. What is stored is written as it comes; the rest is gathered in
//! memory, by number, and written when the segment is complete.

use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormReader, FieldNormReaders, FieldNormsSerializer};
use tantivy::index::SegmentComponent;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::Field;
use tantivy::store::StoreWriter;
use tantivy::{DocId, Index, Segment};

use super::keys::Keys;
use super::lists::{Counts, Lists, Occurrence, Occurrences};
use super::terms::{Ranks, Terms};
use super::texts::{Texts, WordField};
use super::vocabulary::Vocabulary;
use crate::analysis::Analyzer;
use crate::layout::{Documents, Role};
use crate::schema::Fields;
use crate::{IndexDocument, IndexError, NameKey};

/// A segment to which stories can be added.
pub(super) struct OpenSegment {
    segment: Segment,
    fields: Fields,
    store: StoreWriter,
    columns: FastFieldsWriter,
    words: Vocabulary,
    keys: Keys,
    texts: Texts,
}

impl OpenSegment {
    /// An empty one.
    pub(super) fn create(index: &Index, fields: Fields) -> tantivy::Result<Self> {
        let segment = index.new_segment();
        let settings = index.settings();
        let store = StoreWriter::new(
            segment.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            settings.docstore_compress_dedicated_thread,
        )?;
        let columns = FastFieldsWriter::from_schema_and_tokenizer_manager(
            &segment.schema(),
            index.fast_field_tokenizer().clone(),
        )?;
        // In the order of the schema, as are the fields of words behind them.
        let keys = [fields.kind, fields.story, fields.feed, fields.publisher, fields.language];
        Ok(Self {
            segment,
            fields,
            store,
            columns,
            words: Vocabulary::default(),
            keys: Keys::of(keys),
            texts: Texts::default(),
        })
    }

    /// How many documents it has.
    pub(super) fn documents(&self) -> DocId {
        self.texts.documents
    }

    /// What it takes in memory, in bytes, when it is written.
    pub(super) fn bytes(&self) -> usize {
        self.words.bytes()
            + self.keys.bytes()
            + self.texts.bytes()
            + self.store.mem_usage()
            + self.columns.mem_usage()
    }

    /// Takes the documents of a story, whose words this analyses.
    pub(super) fn filling<'a>(&'a mut self, analyzer: &'a mut Analyzer) -> Filling<'a> {
        Filling { segment: self, analyzer }
    }

    fn document(&mut self, values: &IndexDocument) -> tantivy::Result<()> {
        let doc = self.texts.documents;
        self.texts.begin_document();
        self.columns.add_document(values)?;
        self.store.store(values, &self.segment.schema())?;
        for (field, text) in values.texts() {
            let Some(of_field) = self.keys.values(field) else { continue };
            let is_name = field == self.fields.feed || field == self.fields.publisher;
            let key = if is_name { NameKey::split(text).0 } else { text };
            if let Some(term) = self.words.terms.number(key) {
                of_field.push((term, doc));
            }
        }
        Ok(())
    }

    /// Writes it. It is part of the index when it is added to it.
    pub(super) fn write(mut self) -> tantivy::Result<Segment> {
        self.store.close()?;
        let mut columns = self.segment.open_write(SegmentComponent::FastFields)?;
        self.columns.serialize(&mut columns, None)?;
        columns.terminate()?;
        drop(self.columns);

        let Vocabulary { terms, words, .. } = self.words;
        let ranks = terms.rank();
        let documents = self.texts.documents;
        let field = |of: WordField| self.texts.field(of, &words, &ranks);
        let norms = self.segment.open_write(SegmentComponent::FieldNorms)?;
        let mut norms = FieldNormsSerializer::from_write(norms)?;
        let mut counts = Vec::with_capacity(WORD_FIELDS.len());
        for of in WORD_FIELDS {
            let (count, norms_of) = Counts::of(&field(of), terms.len(), documents);
            norms.serialize_field(of.field(self.fields), &norms_of)?;
            counts.push(count);
        }
        norms.close()?;
        // What is written of a list depends on them.
        let norms = FieldNormReaders::open(self.segment.open_read(SegmentComponent::FieldNorms)?)?;

        let mut out = Out {
            serializer: InvertedIndexSerializer::open(&self.segment)?,
            terms: &terms,
            ranks: &ranks,
        };
        for (of, occurrences) in self.keys.fields(&ranks) {
            let (counts, _) = Counts::of(&occurrences, terms.len(), documents);
            out.field::<DocId>(of, counts, &occurrences, None)?;
        }
        drop(self.keys);
        for (of, counts) in WORD_FIELDS.into_iter().zip(counts) {
            let target = of.field(self.fields);
            let norms = norms.get_field(target)?;
            match of {
                WordField::OwnTitle | WordField::Stems => {
                    out.field::<DocId>(target, counts, &field(of), norms)?;
                }
                WordField::Title | WordField::Heading | WordField::Text => {
                    out.field::<(DocId, u32)>(target, counts, &field(of), norms)?;
                }
            }
        }
        out.serializer.close()?;
        Ok(self.segment.clone().with_max_doc(documents))
    }
}

/// The fields of words, in the order of the schema.
const WORD_FIELDS: [WordField; 5] =
    [WordField::Title, WordField::OwnTitle, WordField::Heading, WordField::Text, WordField::Stems];

impl WordField {
    fn field(self, fields: Fields) -> Field {
        match self {
            Self::Title => fields.title,
            Self::OwnTitle => fields.own_title,
            Self::Heading => fields.heading,
            Self::Text => fields.text,
            Self::Stems => fields.stems,
        }
    }
}

/// Where the lists go.
struct Out<'a> {
    serializer: InvertedIndexSerializer,
    terms: &'a Terms,
    ranks: &'a Ranks,
}

impl Out<'_> {
    /// Writes the lists of a field, with frequencies where it has norms. A field without any is left
    /// out.
    fn field<T: Occurrence>(
        &mut self,
        field: Field,
        counts: Counts,
        occurrences: &impl Occurrences,
        norms: Option<FieldNormReader>,
    ) -> tantivy::Result<()> {
        let total = counts.total;
        if total == 0 {
            return Ok(());
        }
        let has_freqs = norms.is_some();
        let lists: Lists<T> = counts.gather(occurrences);
        let mut into = self.serializer.new_field(field, u64::from(total), norms)?;
        lists.write(self.terms, self.ranks, has_freqs, &mut into)?;
        into.close()?;
        Ok(())
    }
}

/// See [`OpenSegment::filling`].
pub(super) struct Filling<'a> {
    segment: &'a mut OpenSegment,
    analyzer: &'a mut Analyzer,
}

impl Documents for Filling<'_> {
    fn begin(&mut self, title: &str) {
        let OpenSegment { texts, words, .. } = &mut *self.segment;
        texts.begin_story();
        texts.title(title, self.analyzer, words);
    }

    fn document(&mut self, values: IndexDocument) -> Result<(), IndexError> {
        self.segment.document(&values)?;
        Ok(())
    }

    fn text(&mut self, role: Role, text: &str) {
        let OpenSegment { texts, words, .. } = &mut *self.segment;
        texts.text(role, text, self.analyzer, words);
    }
}
