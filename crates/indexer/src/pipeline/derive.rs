//! An index of a part of another one's stories.

use std::path::Path;
use std::thread;

use dateline_model::Story;

use super::reindex::yield_to_others;
use crate::generation::{Building, Generation, KindCounts};
use crate::writer::StoryWriter;
use crate::{DocumentBuilder, IndexError};

/// How many threads build segments: it is done beside a server that answers.
const THREADS: usize = 1;

/// Builds an index from the stories of another one's live generation, as far and as `cut` leaves them.
/// It is analysed as the other and has its number, unless there is a later one already, so that what
/// belongs to an earlier generation of the one is not taken for one of the other. What changes in the
/// other meanwhile is not taken over.
///
/// # Errors
/// [`IndexError::NoIndex`] where there is nothing to take from, otherwise a fault of the disk; what was
/// built is then removed.
pub fn derive(
    from: &Path,
    index_dir: &Path,
    memory_bytes: usize,
    cut: impl Fn(Story) -> Option<Story> + Send,
) -> Result<(), IndexError> {
    // On a thread of its own, which alone yields to others.
    thread::scope(|scope| {
        let build = || build(from, index_dir, memory_bytes, cut);
        let builder = thread::Builder::new().name("derive".to_owned());
        let building = builder.spawn_scoped(scope, build).map_err(IndexError::io(index_dir))?;
        building.join().unwrap_or(Err(IndexError::Worker))
    })
}

fn build(
    from: &Path,
    index_dir: &Path,
    memory_bytes: usize,
    cut: impl Fn(Story) -> Option<Story>,
) -> Result<(), IndexError> {
    yield_to_others();
    let source = Generation::open_current(from)?;
    let building = Building::start_from(index_dir, source.id)?.with(source.analysis.clone());
    let mut writer = StoryWriter::open(&building.index, building.fields, THREADS, memory_bytes)?;
    let mut builder = DocumentBuilder::with(source.analysis.clone(), building.fields);
    let mut built = KindCounts::default();
    let mut stories = source.stories()?;
    while let Some(story) = stories.next_story()? {
        let Some(story) = cut(story) else { continue };
        let documents = builder.build(story)?;
        built.stories += 1;
        built.events += documents.events();
        writer.add(documents)?;
    }
    writer.commit()?;
    writer.finish()?;
    building.prove(built)?.publish(index_dir)?;
    Ok(())
}
