//! The generation that answers, and moving to another one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use dateline_indexer::IndexError;
use dateline_indexer::generation::{Generation, GenerationId, Manifest, read_current};
use tantivy::{IndexReader, ReloadPolicy, Searcher};

/// A generation with a reader on it.
pub(super) struct Live {
    pub(super) generation: Generation,
    reader: IndexReader,
}

impl Live {
    fn open(generation: Generation) -> Result<Self, IndexError> {
        let reader = generation
            .index
            .reader_builder()
            // The writer is in this process and says when there is something new.
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(100)
            .try_into()?;
        Ok(Self { generation, reader })
    }

    /// A view of the last commit; it stays as it is for as long as it is held.
    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Makes the last commit visible to views taken from now on.
    pub(super) fn reload(&self) -> Result<(), IndexError> {
        Ok(self.reader.reload()?)
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
