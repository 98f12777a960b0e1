//! Story pages.

use std::path::PathBuf;
use std::sync::Arc;

use dateline_indexer::sources::{Format, RawRecord, SourceFile, parse};

/// Parses the input as a page.
pub fn check(input: &[u8]) {
    let path = PathBuf::new();
    let feeds = vec!["World".to_owned()];
    let file = SourceFile { path, feeds, format: Format::Page, compressed: false, bytes: 0 };
    let record = RawRecord { file: Arc::new(file), line: 1, body: input.to_vec() };
    super::story::holds(&parse(&record));
}
