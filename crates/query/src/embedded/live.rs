//! The generation that answers, and moving to another one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use dateline_indexer::IndexError;
use dateline_indexer::generation::{
    Generation, GenerationId, Manifest, STORE_BLOCK_BYTES, read_current,
};
use tantivy::{IndexReader, ReloadPolicy};

use super::view::View;

/// A generation with a reader on it.
pub(super) struct Live {
    pub(super) generation: Generation,
    reader: IndexReader,
    view: RwLock<Arc<View>>,
    /// Held while the reader is reloaded, so that the view is that of the last commit.
    reloading: Mutex<()>,
}

/// About how much memory the texts of documents may take that were read from the disk and unpacked,
/// so that what is asked for again costs no unpacking, until the next commit. tantivy keeps a number of
/// blocks for each segment, whatever their number will be.
const UNPACKED_BYTES: usize = 160 << 20;
/// How many large segments an index is taken to have. Small ones have few blocks.
const LARGE_SEGMENTS: usize = 8;

impl Live {
    fn open(generation: Generation) -> Result<Self, IndexError> {
        let segments = generation.index.searchable_segment_metas()?.len().max(LARGE_SEGMENTS);
        let reader = generation
            .index
            .reader_builder()
            // The writer is in this process and says when there is something new.
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(UNPACKED_BYTES / STORE_BLOCK_BYTES / segments)
            .try_into()?;
        let view = View::of(reader.searcher(), generation.fields, &generation.analysis, None)?;
        let (view, reloading) = (RwLock::new(Arc::new(view)), Mutex::new(()));
        Ok(Self { generation, reader, view, reloading })
    }

    /// A view of the last commit; it stays as it is for as long as it is held.
    pub(super) fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes the last commit visible to views taken from now on.
    pub(super) fn reload(&self) -> Result<(), IndexError> {
        let _one = self.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        self.reader.reload()?;
        let before = self.view();
        let Generation { fields, analysis, .. } = &self.generation;
        let view = View::of(self.reader.searcher(), *fields, analysis, Some(&before))?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Ok(())
    }
}

/// The live generation of an index folder, which may change under running searches: they keep
/// theirs until they are done.
pub(super) struct LiveIndex {
    index_dir: PathBuf,
    live: RwLock<Arc<Live>>,
    /// Held while moving, so that of two who see a new generation one opens it.
    moving: Mutex<()>,
}

impl LiveIndex {
    /// Opens the generation that CURRENT names.
    pub(super) fn open(index_dir: &Path) -> Result<Self, IndexError> {
        let live = Live::open(Generation::open_current(index_dir)?)?;
        let (index_dir, live) = (index_dir.to_owned(), RwLock::new(Arc::new(live)));
        Ok(Self { index_dir, live, moving: Mutex::new(()) })
    }

    /// The folder that the generations lie in.
    pub(super) fn index_dir(&self) -> &Path {
        &self.index_dir
    }

    /// The live generation.
    pub(super) fn get(&self) -> Arc<Live> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Moves to the generation that CURRENT names, if it is another one, and tells which.
    pub(super) fn refresh(&self) -> Result<Option<GenerationId>, IndexError> {
        let _moving = self.moving.lock().unwrap_or_else(PoisonError::into_inner);
        let current = read_current(&self.index_dir)?;
        let Some(id) = current else { return Ok(None) };
        let live = self.get();
        if id == live.generation.id {
            // The same number may be another build, where the folder was removed and made anew.
            let manifest = Manifest::read(&id.path(&self.index_dir))?;
            if manifest.build == live.generation.manifest.build {
                return Ok(None);
            }
        }
        let live = Arc::new(Live::open(Generation::open(&self.index_dir, id)?)?);
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
        Ok(Some(id))
    }
}
