//! Parts of the index, each an index of its own: what a key that is held to some feeds searches.
//!
//! A filter over the whole index would show no forbidden story, and tell of them all the same: how rare a
//! word is goes into every score, a word of theirs is not misspelt, and suggestions come from all words.
//! So a part is built from the stories of its feeds alone, cut to what may be seen of them, and the
//! engine over it knows of nothing else. It takes room and memory of its own, and each write to a story
//! is made again in each part; an operator has few of them.
//!
//! Parts are derived: they are built when the server starts and when it moves to another generation, and
//! hold what the index holds when a write is acknowledged.

mod keeper;
mod part;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::{fs, io};

use dateline_engine::Engine;
use dateline_model::StoryId;
use tokio::task::JoinSet;

use crate::EmbeddedEngine;
use crate::access::Feeds;
use part::Part;

pub use written::WrittenToParts;

/// The folder of the parts, in that of the index.
const FOLDER: &str = "parts";

/// All parts that are asked for.
pub struct Parts {
    whole: EmbeddedEngine,
    folder: PathBuf,
    parts: RwLock<BTreeMap<Feeds, Arc<Part>>>,
}

impl Parts {
    /// No parts yet of the index in a folder, which this process owns. Those of an earlier process are
    /// removed.
    ///
    /// # Errors
    /// Where they cannot be removed.
    pub fn new(whole: EmbeddedEngine, index_dir: &Path) -> io::Result<Self> {
        let folder = index_dir.join(FOLDER);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        Ok(Self { whole, folder, parts: RwLock::default() })
    }

    /// Holds that there are these parts and no others; those that are new are built in the background.
    /// It has to be called where tasks can be started.
    pub fn require(&self, wanted: Vec<Feeds>) {
        let mut parts = self.parts.write().unwrap_or_else(PoisonError::into_inner);
        parts.retain(|feeds, _| wanted.contains(feeds));
        for feeds in wanted {
            let folder = &self.folder;
            parts
                .entry(feeds)
                .or_insert_with_key(|feeds| Part::start(self.whole.clone(), feeds.clone(), folder));
        }
    }

    /// The engine over a part; none where it is still being built.
    pub fn engine(&self, feeds: &Feeds) -> Option<Arc<dyn Engine>> {
        let parts = self.parts.read().unwrap_or_else(PoisonError::into_inner);
        let engine = parts.get(feeds)?.engine()?;
        Some(Arc::new(engine))
    }

    /// Builds all parts anew: the index has moved to another generation.
    pub fn rebuild(&self) {
        for part in self.all() {
            part.rebuild();
        }
    }

    /// Takes changes of the index over, and waits until they can be found.
    async fn take_over(&self, changed: Vec<StoryId>) {
        let mut waiting: JoinSet<()> = JoinSet::new();
        for part in self.all() {
            if let Some(taken_over) = part.changed(changed.clone()) {
                waiting.spawn(async move {
                    // A part that ends meanwhile has nothing to take over.
                    let _ = taken_over.await;
                });
            }
        }
        while waiting.join_next().await.is_some() {}
    }

    fn all(&self) -> Vec<Arc<Part>> {
        self.parts.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}
