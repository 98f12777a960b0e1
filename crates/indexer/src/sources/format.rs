//! Which files are sources, told by their names.

use std::path::Path;

/// The extensions that are read, as errors name them.
pub(super) const KNOWN_EXTENSIONS: &str = ".txt, .json, .ndjson, .jsonl, and each of them with .gz";

/// How a file is cut into records and these are parsed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// `.txt`: a story page as its readers see it.
    Page,
    /// `.json`: a story, or a list of stories.
    Json,
    /// `.ndjson` or `.jsonl`: a story a line.
    Ndjson,
}

impl Format {
    /// The format that the name of a file tells, and whether it is compressed. `None` for a name
    /// that is no source's. Case makes no difference.
    pub(super) fn of(path: &Path) -> Option<(Self, bool)> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let (name, compressed) = match name.strip_suffix(".gz") {
            Some(name) => (name, true),
            None => (name.as_str(), false),
        };
        let format = match name.rsplit_once('.')?.1 {
            "txt" => Self::Page,
            "json" => Self::Json,
            "ndjson" | "jsonl" => Self::Ndjson,
            _ => return None,
        };
        Some((format, compressed))
    }
}
