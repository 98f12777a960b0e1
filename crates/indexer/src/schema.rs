//! The fields of the index, and the fingerprint by which an index built with others is told apart.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;

use crate::analysis::{ANALYSIS_VERSION, Analysis, TOKEN_TEXT, TokenTextTokenizer};
use crate::name_key::{NAME_KEY, NameKeyTokenizer};

/// Raised with every change to the fields or to what stands in them.
pub const SCHEMA_VERSION: u32 = 5;

/// The fields of the index. Each story is a document, and so is each of its events; the documents
/// of a story are written together and therefore lie in one segment, in a row, the story's own
/// first, then its events by number. Grouping by story, counting distinct stories and finding the
/// story of an event rely on it.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// `story` or `event`.
    pub kind: Field,
    /// The id of the story: a term to find, replace and group its documents by.
    pub story: Field,
    /// The number of the event within its story, 0 for the story itself. A column.
    pub event: Field,
    /// First day of the date as a day number. A column, empty for undated documents.
    pub first: Field,
    /// Last day of the date as a day number. A column, empty for undated documents.
    pub last: Field,
    /// Code of the date's precision. A column, empty for undated documents.
    pub precision: Field,
    /// Feeds: the folded name as a term, the [`crate::NameKey`] as a column.
    pub feed: Field,
    /// Publishers cited, kept like the feeds.
    pub publisher: Field,
    /// Code of the language that the words are stemmed in, with the story's own document alone: it
    /// tells which languages there are.
    pub language: Field,
    /// Exact words of the title; an event has those of its story's title.
    pub title: Field,
    /// Stems of the title, with the story's own document alone: who types a title is after the story
    /// and not after an event, which has the same title and fewer other words.
    pub own_title: Field,
    /// Exact words of the headings of a story's sections.
    pub heading: Field,
    /// Exact words of a story's sections, or of an event. Those of a story's timeline stand in its
    /// events alone.
    pub text: Field,
    /// Stems of everything in the document, with a story those of its timeline too, each once, so
    /// that "this word anywhere" reads one postings list. No other field has stems: who asks for a
    /// word in one of them, which is rare, gets it from the exact words with its stem.
    pub stems: Field,
    /// The document as it is given back, see [`crate::StoredDocument`].
    pub source: Field,
}

impl Fields {
    /// Declares the fields.
    pub fn declare() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let fields = Self {
            kind: schema.add_text_field("kind", term()),
            story: schema.add_text_field("story", term()),
            event: schema.add_u64_field("event", FAST),
            first: schema.add_i64_field("first", FAST),
            last: schema.add_i64_field("last", FAST),
            precision: schema.add_u64_field("precision", FAST),
            feed: schema.add_text_field("feed", name()),
            publisher: schema.add_text_field("publisher", name()),
            language: schema.add_text_field("language", term()),
            title: words(&mut schema, "title", IndexRecordOption::WithFreqsAndPositions),
            own_title: words(&mut schema, "own_title", IndexRecordOption::WithFreqs),
            heading: words(&mut schema, "heading", IndexRecordOption::WithFreqsAndPositions),
            text: words(&mut schema, "text", IndexRecordOption::WithFreqsAndPositions),
            stems: words(&mut schema, "stems", IndexRecordOption::WithFreqs),
            source: schema.add_text_field("source", STORED),
        };
        (schema.build(), fields)
    }
}

fn term() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    )
}

fn name() -> TextOptions {
    TextOptions::default().set_fast("raw").set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(NAME_KEY)
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    )
}

fn words(schema: &mut SchemaBuilder, name: &str, record: IndexRecordOption) -> Field {
    let options = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(TOKEN_TEXT).set_index_option(record),
    );
    schema.add_text_field(name, options)
}

/// The tokenizers that the fields name.
pub(crate) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKEN_TEXT, TokenTextTokenizer);
    manager.register(NAME_KEY, NameKeyTokenizer);
    manager
}

/// What an index was built with: equal fingerprints mean that queries find what documents hold.
pub fn fingerprint() -> String {
    fingerprint_with(&Analysis::default())
}

/// The same where some words are never stemmed.
pub fn fingerprint_with(analysis: &Analysis) -> String {
    let (schema, _) = Fields::declare();
    // Serialising a schema of our own making cannot fail; were it to, the empty text would only
    // make this build's indexes differ from every other's.
    let schema = serde_json::to_string(&schema).unwrap_or_default();
    let settings = format!("{SCHEMA_VERSION}/{ANALYSIS_VERSION}/{schema}");
    let protected = analysis.protected();
    let settings = match protected.is_empty() {
        true => settings,
        false => format!("{settings}/{}", protected.join(" ")),
    };
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(settings.as_bytes()))
}
