//! A view of a commit: tantivy's searcher, and what every search needs to know of its segments, read
//! once for all of them.

use std::sync::Arc;

use dateline_indexer::Fields;
use dateline_indexer::analysis::{Analysis, Languages};
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use super::corrections::KnownStandIns;
use super::date_table::DateTable;
use super::exact_words::ExactWords;
use super::languages::languages;
use super::story_table::StoryTable;
use super::suggest::{Beginnings, OnceRead};

/// The index as it stood at a commit.
pub(super) struct View {
    pub(super) searcher: Searcher,
    /// The languages of its stories.
    pub(super) languages: Languages,
    /// In the order of the searcher's.
    pub(super) segments: Vec<Arc<SegmentView>>,
    /// What stands in for misspelt words, as far as it was asked for.
    pub(super) stand_ins: KnownStandIns,
}

/// What stands in a segment and never changes: its documents may be deleted, but not moved.
pub(super) struct SegmentView {
    id: SegmentId,
    pub(super) dates: DateTable,
    pub(super) stories: StoryTable,
    /// The number of each event, 0 of a story.
    pub(super) event: Column<u64>,
    pub(super) words: ExactWords,
    /// What was asked for by its beginning.
    pub(super) beginnings: Beginnings,
    /// What misspelt beginnings are looked for in.
    pub(super) ranked_words: OnceRead,
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
        Ok(Self { searcher, languages, segments, stand_ins: KnownStandIns::default() })
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
            words: ExactWords::of(reader, fields)?,
            beginnings: Beginnings::default(),
            ranked_words: OnceRead::default(),
        })
    }
}
