//! What is known of the segments in which a phrase is looked for.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use tantivy::directory::{CompositeFile, FileSlice};
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{Directory, DocId, Searcher, TantivyError};

use crate::embedded::collect::{DateConditions, Verdict};
use crate::embedded::view::{SegmentView, View};

/// Where the positions of a segment's words stand, if that could be opened.
pub(in crate::embedded) struct PositionFile(Option<CompositeFile>);

impl PositionFile {
    /// That of a segment. Without it, phrases are found as tantivy finds them.
    pub(in crate::embedded) fn of(searcher: &Searcher, segment: SegmentId) -> Self {
        let path = PathBuf::from(format!("{}.pos", segment.uuid_string()));
        let opened = searcher.index().directory().open_read(&path).map_err(TantivyError::from);
        let opened = opened.and_then(|file| Ok(CompositeFile::open(&file)?));
        if let Err(error) = &opened {
            tracing::warn!(%error, ?path, "phrases are looked for without reading positions in a row");
        }
        Self(opened.ok())
    }

    /// Those of a field.
    pub(super) fn of_field(&self, field: Field) -> Option<FileSlice> {
        self.0.as_ref()?.open_read(field)
    }
}

/// The segments of a view, and the dates that are asked for.
pub(in crate::embedded) struct PhrasePlaces {
    searcher: Searcher,
    segments: HashMap<SegmentId, Arc<SegmentView>>,
    dates: DateConditions,
}

impl PhrasePlaces {
    /// Those of this view.
    pub(in crate::embedded) fn of(view: &View, dates: DateConditions) -> Self {
        let segments = view.segments.iter().map(|segment| (segment.id, Arc::clone(segment)));
        Self { searcher: view.searcher.clone(), segments: segments.collect(), dates }
    }

    /// The positions of a field's words in a segment.
    pub(super) fn positions(&self, segment: SegmentId, field: Field) -> Option<FileSlice> {
        self.segments.get(&segment)?.position_file(&self.searcher).of_field(field)
    }

    /// What tells which documents of a segment have none of the dates. None where any date will do.
    pub(super) fn dates(&self, segment: SegmentId) -> Option<SegmentDates> {
        let segment = Arc::clone(self.segments.get(&segment)?);
        let verdicts = self.dates.verdicts(segment.dates.months())?;
        Some(SegmentDates { segment, verdicts })
    }
}

/// What the months of a segment's documents say of the dates that are asked for.
pub(super) struct SegmentDates {
    segment: Arc<SegmentView>,
    verdicts: Vec<Verdict>,
}

impl SegmentDates {
    /// Whether a document has none of the dates, so that nobody need know what else it has.
    pub(super) fn fail(&self, doc: DocId) -> bool {
        let month = self.segment.dates.months().number(doc);
        self.verdicts.get(month as usize) == Some(&Verdict::Fails)
    }
}
