//! Keeping a part: built from the index, then changed with it.
//!
//! Nothing is kept of a change but whose it is: the story is read from the index as it then stands. So
//! changes may come twice or late and the part is right all the same, and one that is being built is
//! told in the end of all that changed since it was begun. There is one task to a part, so that no
//! earlier form of a story is written behind a later one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use dateline_engine::{Change, Engine, EngineError};
use dateline_indexer::derive;
use dateline_model::StoryId;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::sleep;

use super::part::{Current, Message};
use crate::EmbeddedEngine;
use crate::access::Feeds;

/// How long to wait after a failure before a part is built again.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(5);

type Fault = Box<dyn std::error::Error + Send + Sync>;
type Built = Result<(EmbeddedEngine, Folder), Fault>;

/// Keeps a part.
pub(super) struct Keeper {
    whole: EmbeddedEngine,
    feeds: Feeds,
    folder: PathBuf,
    current: Current,
    /// The folder of the current one.
    kept: Option<Folder>,
    building: Option<JoinHandle<Built>>,
    /// What changed since the building was begun.
    changed: BTreeSet<StoryId>,
    /// Whether what is being built is out of date already.
    again: bool,
}

/// The folder of an index that is a part. It goes when nobody searches it any more.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "cannot remove a part of the index");
        }
    }
}

impl Keeper {
    pub(super) fn new(
        whole: EmbeddedEngine,
        feeds: Feeds,
        folder: &Path,
        current: Current,
    ) -> Self {
        let folder = folder.to_owned();
        let (kept, building, changed) = (None, None, BTreeSet::new());
        Self { whole, feeds, folder, current, kept, building, changed, again: false }
    }

    /// Builds the part and follows the index until nobody holds the other end.
    pub(super) async fn run(mut self, mut messages: UnboundedReceiver<Message>) {
        self.build(Duration::ZERO);
        loop {
            tokio::select! {
                message = messages.recv() => match message {
                    None => return,
                    Some(Message::Rebuild) if self.building.is_some() => self.again = true,
                    Some(Message::Rebuild) => self.build(Duration::ZERO),
                    Some(Message::Changed { stories, taken_over }) => {
                        self.take_over(stories).await;
                        // Who wrote may have gone.
                        let _ = taken_over.send(());
                    }
                },
                built = finished(&mut self.building) => self.built(built).await,
            }
        }
    }

    /// Starts to build, after a while.
    fn build(&mut self, after: Duration) {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let folder = self.folder.join(NUMBER.fetch_add(1, Ordering::Relaxed).to_string());
        let (whole, feeds) = (self.whole.clone(), self.feeds.clone());
        self.changed.clear();
        self.again = false;
        self.building = Some(tokio::spawn(async move {
            sleep(after).await;
            spawn_blocking(move || build(&whole, &feeds, folder)).await?
        }));
    }

    /// Puts what was built in place of the one before, once it holds what changed meanwhile.
    async fn built(&mut self, built: Built) {
        self.building = None;
        let changed = std::mem::take(&mut self.changed);
        let ready = match built {
            Ok((engine, folder)) => {
                self.write(&engine, changed.into_iter().collect()).await.map(|()| (engine, folder))
            }
            Err(error) => Err(error),
        };
        match ready {
            Ok((engine, folder)) => {
                self.current.set(Some(engine));
                // The folder of the one before goes with it; its files stay as long as a search has them.
                self.kept = Some(folder);
                tracing::info!(feeds = %self.feeds, "a part of the index is ready");
                if self.again {
                    self.build(Duration::ZERO);
                }
            }
            Err(error) => self.failed(error.as_ref()),
        }
    }

    async fn take_over(&mut self, stories: Vec<StoryId>) {
        if self.building.is_some() {
            self.changed.extend(stories.iter().cloned());
        }
        let Some(engine) = self.current.get() else { return };
        if let Err(error) = self.write(&engine, stories).await {
            self.failed(error.as_ref());
        }
    }

    /// A part that does not follow is not shown: what was taken back might still stand in it.
    fn failed(&mut self, error: &(dyn std::error::Error + 'static)) {
        tracing::error!(error, feeds = %self.feeds, "a part of the index is built again");
        self.current.set(None);
        self.kept = None;
        if self.building.is_none() {
            self.build(TRY_AGAIN_AFTER);
        }
    }

    /// Writes stories as they stand now.
    async fn write(&self, engine: &EmbeddedEngine, stories: Vec<StoryId>) -> Result<(), Fault> {
        if stories.is_empty() {
            return Ok(());
        }
        let (whole, feeds) = (self.whole.clone(), self.feeds.clone());
        let changes = spawn_blocking(move || {
            let change = |id: StoryId| {
                let story = whole.stored(&id)?.and_then(|story| feeds.cut(story));
                Ok::<_, Fault>(story.map_or_else(|| Change::remove(id), Change::put))
            };
            stories.into_iter().map(change).collect::<Result<Vec<_>, Fault>>()
        });
        let outcomes: Result<_, EngineError> = engine.apply(changes.await??).await;
        outcomes?;
        Ok(())
    }
}

/// Waits for what is being built, for ever where nothing is.
async fn finished(building: &mut Option<JoinHandle<Built>>) -> Built {
    match building {
        Some(building) => building.await?,
        None => std::future::pending().await,
    }
}

/// Builds a part in a folder of its own.
fn build(whole: &EmbeddedEngine, feeds: &Feeds, folder: PathBuf) -> Built {
    fs::create_dir_all(&folder)?;
    let folder = Folder(folder);
    derive(whole.index_dir(), &folder.0, whole.writer_memory_bytes(), |story| feeds.cut(story))?;
    Ok((whole.beside(&folder.0)?, folder))
}
