//! The stories that are searched.

use std::path::Path;
use std::sync::Arc;

use dateline_indexer::sources::{self, Limits, discover};
use dateline_model::Story;

/// Reads all stories of a file or folder. What cannot be read is passed over, as the index does.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Story>> {
    let mut stories = Vec::new();
    for file in discover(&[path.to_owned()])?.files {
        for record in sources::open(Arc::new(file), Limits::default())? {
            let Ok(record) = record else { continue };
            stories.extend(sources::parse(&record).story);
        }
    }
    anyhow::ensure!(!stories.is_empty(), "there is no story in {}", path.display());
    Ok(stories)
}

/// The id of an event, counted from 1.
pub(crate) fn event_id(story: &Story, number: usize) -> String {
    format!("{}#{number}", story.id)
}
