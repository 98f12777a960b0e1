//! Files cut into records, of every format, compressed or not.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use dateline_indexer::sources::{Format, Limits, RawRecord, Reject, SourceFile, open, parse};

/// Writes the input to a file and cuts it. The first byte chooses the format.
pub fn check(input: &[u8]) {
    let (choice, content) = super::text::choice(input);
    let format = [Format::Ndjson, Format::Json, Format::Page][usize::from(choice % 3)];
    let compressed = choice & 0x40 != 0;
    let max_record_bytes = if choice & 0x80 != 0 { 16 } else { 4096 };
    let path = std::env::temp_dir().join(format!("dateline-fuzz-{}", std::process::id()));
    if fs::write(&path, content).is_err() {
        return;
    }
    let records = cut(path.clone(), format, compressed, max_record_bytes);
    // A test that stops in the middle leaves one small file, which the next one overwrites.
    let _ = fs::remove_file(&path);

    let mut line = 0;
    for record in &records {
        let at = match record {
            Ok(record) => {
                assert!(record.body.len() <= max_record_bytes);
                super::story::holds(&parse(record));
                record.line
            }
            Err(reject) => reject.line,
        };
        assert!(at >= line, "line {at} comes after line {line}");
        line = at;
    }
    if compressed || max_record_bytes < 4096 || content.len() > 4096 {
        return;
    }
    let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
    match format {
        Format::Ndjson => {
            let lines = content.split(|byte| *byte == b'\n');
            assert_eq!(records.len(), lines.filter(|line| !line.trim_ascii().is_empty()).count());
        }
        Format::Json => {
            if let Ok(list) = serde_json::from_slice::<Vec<serde_json::Value>>(content) {
                assert_eq!(records.iter().filter(|record| record.is_ok()).count(), list.len());
                assert_eq!(records.len(), list.len());
            }
        }
        Format::Page => assert_eq!(records.len(), 1),
    }
}

fn cut(
    path: PathBuf,
    format: Format,
    compressed: bool,
    max_record_bytes: usize,
) -> Vec<Result<RawRecord, Reject>> {
    let file = SourceFile { path, feeds: Vec::new(), format, compressed, bytes: 0 };
    match open(Arc::new(file), Limits { max_record_bytes }) {
        Ok(records) => records.collect(),
        Err(error) => unreachable!("the file was just written: {error}"),
    }
}
