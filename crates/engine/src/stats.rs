//! What an engine tells of itself.

/// Counts and sizes of what is searchable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    /// Stories.
    pub stories: u64,
    /// Events.
    pub events: u64,
    /// The number of the generation that answers.
    pub generation: u64,
    /// How many segments it has.
    pub segments: u64,
    /// Its size on disk in bytes.
    pub index_bytes: u64,
    /// When it was last committed, RFC 3339 in UTC, where known.
    pub last_commit: Option<String>,
}

/// Whether an engine can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// Searches are answered.
    Ready,
    /// Searches are not answered, for this reason.
    NotReady(String),
}
