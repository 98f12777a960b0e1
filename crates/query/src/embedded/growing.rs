//! For tests: a view of an index whose segments are known.

use dateline_indexer::Fields;
use dateline_indexer::analysis::Analysis;
use tantivy::index::SegmentId;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::schema::FieldType;
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Index, IndexReader, IndexWriter, TantivyDocument};

use super::view::View;

/// An index in memory whose segments are made one by one.
pub(super) struct Growing {
    pub(super) fields: Fields,
    writer: IndexWriter,
    reader: IndexReader,
    view: Option<View>,
}

impl Growing {
    /// An empty one.
    pub(super) fn new() -> Self {
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

    /// Adds a segment of documents with these titles, and sees it.
    pub(super) fn grow<'a>(&mut self, titles: impl IntoIterator<Item = &'a str>) -> &View {
        for title in titles {
            let mut document = TantivyDocument::default();
            document.add_text(self.fields.title, title);
            self.writer.add_document(document).unwrap();
        }
        self.writer.commit().unwrap();
        self.see()
    }

    /// Makes one segment of all but these.
    pub(super) fn merge_all_but(&mut self, others: &[SegmentId]) -> &View {
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
