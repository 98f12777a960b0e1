//! Source documents in, a searchable index out: readers for story pages and JSON, the analysis of
//! text, the schema, the writer, and the generations that an index lives through.
//!
//! Nothing here answers queries; the query side reads the schema and the analysis from here so
//! that both sides agree.

pub mod analysis;
pub mod archive;
mod document;
mod error;
pub mod generation;
mod index_document;
mod layout;
mod name_key;
mod pipeline;
mod schema;
mod segment;
pub mod sources;
mod stored;
mod writer;

pub use document::{DocumentBuilder, StoryDocuments};
pub use error::IndexError;
pub use index_document::IndexDocument;
pub use name_key::NameKey;
pub use pipeline::{Input, Observer, Progress, ReindexOptions, ReindexReport, derive, reindex};
pub use schema::{Fields, SCHEMA_VERSION, fingerprint, fingerprint_with};
pub use stored::{StoredDocument, StoredEvent, StoredHead, StoredStory};
pub use writer::StoryWriter;
