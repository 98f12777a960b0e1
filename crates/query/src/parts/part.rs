//! One part: the engine over it, and the way to the task that keeps it.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use dateline_model::StoryId;
use tokio::sync::{mpsc, oneshot};

use super::keeper::Keeper;
use crate::EmbeddedEngine;
use crate::access::Feeds;

/// What the keeper of a part is told.
pub(super) enum Message {
    /// These stories were written or removed.
    Changed {
        stories: Vec<StoryId>,
        /// Told when the part shows it.
        taken_over: oneshot::Sender<()>,
    },
    /// The index is another one.
    Rebuild,
}

/// The engine over a part, while there is one.
#[derive(Clone, Default)]
pub(super) struct Current(Arc<RwLock<Option<EmbeddedEngine>>>);

impl Current {
    pub(super) fn get(&self) -> Option<EmbeddedEngine> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn set(&self, engine: Option<EmbeddedEngine>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = engine;
    }
}

/// A part of the index. Dropped, its keeper ends and its folder is removed.
pub(super) struct Part {
    current: Current,
    messages: mpsc::UnboundedSender<Message>,
}

impl Part {
    /// Starts to build a part in a folder of its own below this one.
    pub(super) fn start(whole: EmbeddedEngine, feeds: Feeds, folder: &Path) -> Arc<Self> {
        let (messages, receiver) = mpsc::unbounded_channel();
        let current = Current::default();
        let keeper = Keeper::new(whole, feeds, folder, current.clone());
        tokio::spawn(keeper.run(receiver));
        Arc::new(Self { current, messages })
    }

    /// The engine; none while the part is built for the first time.
    pub(super) fn engine(&self) -> Option<EmbeddedEngine> {
        self.current.get()
    }

    /// Builds it anew; the earlier one answers until that is done.
    pub(super) fn rebuild(&self) {
        let _ = self.messages.send(Message::Rebuild);
    }

    /// Says which stories changed. What is returned is done when the part shows it; none where nobody
    /// can see the part yet.
    pub(super) fn changed(&self, stories: Vec<StoryId>) -> Option<oneshot::Receiver<()>> {
        let (taken_over, done) = oneshot::channel();
        let is_seen = self.engine().is_some();
        self.messages.send(Message::Changed { stories, taken_over }).ok()?;
        is_seen.then_some(done)
    }
}
