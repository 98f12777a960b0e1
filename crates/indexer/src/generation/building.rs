//! A generation that is being built from stories.

use std::collections::BTreeSet;
use std::path::Path;

use dateline_model::StoryId;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Directory, Index, IndexSettings};

use super::folder::directory;
use super::journal::Journal;
use super::site::Site;
use super::{
    Generation, GenerationId, KindCounts, Manifest, WriteBarrier, count_kinds, new_build, replay,
};
use crate::analysis::Analysis;
use crate::schema::{Fields, SCHEMA_VERSION, fingerprint_with, tokenizers};
use crate::{DocumentBuilder, IndexError, Progress};

/// How many stories may be left to look at again when the fence is closed: a commit or so.
const FEW: usize = 50;
/// How often what changed meanwhile is caught up with before the fence is closed all the same.
const ROUNDS: usize = 10;

/// A generation that is being built. Dropped before it went live, its folder is removed.
#[derive(Debug)]
pub struct Building {
    // Dropped before the site, whose lock keeps others from beginning a journal.
    journal: Journal,
    site: Site,
    /// The empty index.
    pub index: Index,
    /// Its fields.
    pub fields: Fields,
    analysis: Analysis,
}

impl Building {
    /// Starts the next generation in a folder of its own, without words that are never stemmed. What changes in the live one from now on
    /// is in the new one too when it goes live.
    ///
    /// # Errors
    /// [`IndexError::ReindexRunning`] while another one is being built, [`IndexError::Io`],
    /// [`IndexError::Tantivy`].
    pub fn start(index_dir: &Path) -> Result<Self, IndexError> {
        Self::start_from(index_dir, GenerationId::FIRST)
    }

    /// The same under this number or a later one.
    ///
    /// # Errors
    /// As for [`Building::start`].
    pub fn start_from(index_dir: &Path, least: GenerationId) -> Result<Self, IndexError> {
        let site = Site::claim(index_dir, least)?;
        let journal = Journal::begin(&WriteBarrier::close(index_dir)?)?;
        let (index, fields) = create_in(directory(&site.path)?)?;
        Ok(Self { site, journal, index, fields, analysis: Analysis::default() })
    }

    /// The same with another analysis.
    pub fn with(self, analysis: Analysis) -> Self {
        Self { analysis, ..self }
    }

    /// Leaves word of how far it is. One that cannot be left is not worth a reindex.
    pub(crate) fn note(&self, progress: Progress) {
        if let Err(error) = self.site.note(progress) {
            tracing::debug!(%error, "cannot note how far the reindex is");
        }
    }

    /// Verifies what was built.
    ///
    /// # Errors
    /// [`IndexError::Verification`] where the index does not hold what is expected of it, otherwise
    /// a fault of the disk.
    pub fn prove(self, expected: KindCounts) -> Result<Proven, IndexError> {
        super::verify(&self.index, self.fields, expected)?;
        Ok(Proven(self))
    }
}

/// A generation that holds what it should, and is not live yet.
#[derive(Debug)]
pub struct Proven(Building);

impl Proven {
    /// Brings it up to date with what changed in the live generation since it was begun, and makes
    /// it the live one. No commit that is acknowledged is missing in it: the last changes are taken
    /// over while the fence is closed.
    ///
    /// # Errors
    /// [`IndexError::Verification`] where a change was not taken over, otherwise a fault of the
    /// disk; the live generation stays what it was.
    pub fn publish(self, index_dir: &Path) -> Result<Published, IndexError> {
        self.0.publish(index_dir)
    }
}

impl Building {
    fn publish(mut self, index_dir: &Path) -> Result<Published, IndexError> {
        let mut replayed = BTreeSet::new();
        for _ in 0..ROUNDS {
            // Read while no commit is under way: what stands in the journal is then in the live
            // generation. Else a story could be taken over as it was just before its change.
            let closed = WriteBarrier::close(index_dir)?;
            let changed = self.journal.changed()?;
            drop(closed);
            let few = changed.len() <= FEW;
            self.replay(index_dir, changed, &mut replayed)?;
            if few {
                break;
            }
        }
        let barrier = WriteBarrier::close(index_dir)?;
        let changed = self.journal.changed()?;
        self.replay(index_dir, changed, &mut replayed)?;
        let found = count_kinds(&self.index.reader()?.searcher(), self.fields)?;
        let manifest = Manifest {
            schema_version: SCHEMA_VERSION,
            fingerprint: fingerprint_with(&self.analysis),
            protected: self.analysis.protected(),
            build: new_build(),
            stories: found.stories,
            events: found.events,
        };
        manifest.write(&self.site.path)?;
        let generation = Generation {
            id: self.site.id,
            path: self.site.path.clone(),
            index: self.index,
            fields: self.fields,
            analysis: self.analysis,
            manifest,
        };
        // Before others may begin one of their own under its name.
        drop(self.journal);
        self.site.go_live(&barrier)?;
        Ok(Published { generation, replayed: replayed.len() as u64 })
    }

    fn replay(
        &self,
        index_dir: &Path,
        changed: BTreeSet<StoryId>,
        replayed: &mut BTreeSet<StoryId>,
    ) -> Result<(), IndexError> {
        if changed.is_empty() {
            return Ok(());
        }
        let live = Generation::open_current(index_dir)?;
        let builder = DocumentBuilder::with(self.analysis.clone(), self.fields);
        replay(&live, &self.index, self.fields, builder, &changed)?;
        replayed.extend(changed);
        Ok(())
    }
}

/// A generation that went live.
#[derive(Debug)]
pub struct Published {
    /// The generation.
    pub generation: Generation,
    /// How many stories were taken over from the one before, because they changed meanwhile.
    pub replayed: u64,
}

/// Makes an empty index in an empty directory.
///
/// # Errors
/// [`IndexError::Tantivy`].
pub fn create_in(directory: impl Into<Box<dyn Directory>>) -> Result<(Index, Fields), IndexError> {
    let (schema, fields) = Fields::declare();
    let index = Index::builder()
        .schema(schema)
        .tokenizers(tokenizers())
        .settings(settings())
        .open_or_create(directory)?;
    Ok((index, fields))
}

/// So many bytes of documents are packed together. Larger blocks take less room, and more time to
/// unpack for a hit.
pub const STORE_BLOCK_BYTES: usize = 32 << 10;

/// Stories take a good deal less room by zstd than by LZ4, and what is read often is kept unpacked. A
/// thread of its own for it would only compete with those that index.
fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: STORE_BLOCK_BYTES,
        ..IndexSettings::default()
    }
}
