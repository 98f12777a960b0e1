//! Lists of words in files that settings name. A relative path starts where `data_dir` does, at the folder
//! in which dateline is run.

use std::fs;

use dateline_indexer::analysis::{Analysis, BadLine, WordList};
use dateline_query::words::{QueryWords, Synonyms};

use super::concerns::WordSettings;
use super::{Key, Layers, SettingsError};

/// Reads the lists.
pub(super) fn read(layers: &Layers) -> Result<WordSettings, SettingsError> {
    let query = QueryWords {
        synonyms: list(layers, Key::WordsSynonyms, Synonyms::read)?,
        stop_words: list(layers, Key::WordsStopWords, WordList::read)?,
    };
    let protected = list(layers, Key::WordsProtected, WordList::read)?;
    Ok(WordSettings { query, analysis: Analysis::protecting(protected) })
}

/// Reads the list that a setting names; an empty one where it names none.
fn list<T: Default>(
    layers: &Layers,
    key: Key,
    read: impl FnOnce(&str) -> Result<T, BadLine>,
) -> Result<T, SettingsError> {
    let Some(path) = layers.optional_path(key) else { return Ok(T::default()) };
    let origin = layers.origin(key);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(source) => return Err(SettingsError::ListFile { origin, key, path, source }),
    };
    let list = match std::str::from_utf8(&bytes) {
        Ok(text) => read(text),
        Err(error) => {
            let before = bytes.iter().take(error.valid_up_to());
            let line = before.filter(|byte| **byte == b'\n').count() + 1;
            Err(BadLine { line, reason: "this is not UTF-8; save the file as UTF-8".to_owned() })
        }
    };
    list.map_err(|BadLine { line, reason }| SettingsError::ListLine {
        origin,
        key,
        path,
        line,
        reason,
    })
}
