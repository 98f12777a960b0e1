//! A view of a commit: tantivy's searcher, and what every search needs to know of its segments, read
//! once for all of them.

use std::sync::{Arc, OnceLock};

use dateline_indexer::Fields;
use dateline_indexer::analysis::{Analysis, Languages};
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{BitSet, DocId, Searcher, SegmentReader};

use super::corrections::KnownStandIns;
use super::date_table::DateTable;
use super::exact_words::ExactWords;
use super::languages::languages;
use super::phrases::PositionFile;
use super::story_table::StoryTable;
use super::suggest::{BegunTitles, Kept, RankedOnce, WordList};

/// The index as it stood at a commit.
pub(super) struct View {
    pub(super) searcher: Searcher,
    /// The languages of its stories.
    pub(super) languages: Languages,
    /// In the order of the searcher's.
    pub(super) segments: Vec<Arc<SegmentView>>,
    /// What stands in for misspelt words, as far as it was asked for.
    pub(super) stand_ins: KnownStandIns,
    /// Where words are looked for while they are typed.
    pub(super) ranked_words: Arc<RankedOnce>,
}

/// What stands in a segment and never changes: its documents may be deleted, but not moved.
pub(super) struct SegmentView {
    pub(super) id: SegmentId,
    pub(super) dates: DateTable,
    pub(super) stories: StoryTable,
    /// The number of each event, 0 of a story.
    pub(super) event: Column<u64>,
    story_docs: OnceLock<BitSet>,
    positions: OnceLock<PositionFile>,
    pub(super) words: ExactWords,
    /// What was asked for by its beginning.
    pub(super) begun_words: Kept<WordList>,
    pub(super) begun_titles: Kept<BegunTitles>,
}

impl View {
    /// A view of what a searcher sees. What is known of its segments is taken over.
    pub(super) fn of(
        searcher: Searcher,
        fields: Fields,
        analysis: &Analysis,
        before: Option<&Self>,
    ) -> tantivy::Result<Self> {
        let segments = searcher.segment_readers().iter().map(|reader| {
            let is_it = |segment: &&Arc<SegmentView>| segment.id == reader.segment_id();
            match before.and_then(|view| view.segments.iter().find(is_it)) {
                Some(known) => Ok(Arc::clone(known)),
                None => SegmentView::of(reader, fields).map(Arc::new),
            }
        });
        let segments = segments.collect::<tantivy::Result<_>>()?;
        let languages = languages(&searcher, fields, analysis.clone())?;
        let ranked_words = before.map(|view| Arc::clone(&view.ranked_words)).unwrap_or_default();
        let stand_ins = KnownStandIns::default();
        Ok(Self { searcher, languages, segments, stand_ins, ranked_words })
    }
}

impl SegmentView {
    fn of(reader: &SegmentReader, fields: Fields) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let empty = || Column::build_empty_column(reader.max_doc());
        Ok(Self {
            id: reader.segment_id(),
            dates: DateTable::of(reader)?,
            stories: StoryTable::of(reader, fields.story)?,
            event: columns.column_opt("event")?.unwrap_or_else(empty),
            story_docs: OnceLock::new(),
            positions: OnceLock::new(),
            words: ExactWords::of(reader, [fields.title, fields.heading, fields.text])?,
            begun_words: Kept::default(),
            begun_titles: Kept::default(),
        })
    }

    /// The documents that are stories and not events, which are one of ten: a bit for each document stays in
    /// the processor's cache, where what else is known of it does not. Read when first asked for.
    pub(super) fn story_docs(&self) -> &BitSet {
        self.story_docs.get_or_init(|| {
            let docs = self.event.num_docs();
            let mut stories = BitSet::with_max_value(docs);
            let is_story = |doc: &DocId| self.event.first(*doc).is_none_or(|event| event == 0);
            for doc in (0..docs).filter(is_story) {
                stories.insert(doc);
            }
            stories
        })
    }

    /// Where the positions of words stand, opened when first asked for.
    pub(super) fn position_file(&self, searcher: &Searcher) -> &PositionFile {
        self.positions.get_or_init(|| PositionFile::of(searcher, self.id))
    }
}
