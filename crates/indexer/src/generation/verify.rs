//! The proof that a generation holds what was put into it.

use std::path::Path;

use tantivy::{DocAddress, Index, Searcher};

use super::{KindCounts, Manifest, count_kinds, load_story, read_document};
use crate::schema::Fields;
use crate::{IndexError, StoredDocument};

/// Checks the checksums of all files, the documents of each kind against the manifest, and that a
/// word of a stored document finds it.
///
/// # Errors
/// [`IndexError::Verification`] with what does not hold.
pub fn verify(index: &Index, fields: Fields, manifest: &Manifest) -> Result<(), IndexError> {
    let damaged = index.validate_checksum()?;
    if let Some(file) = damaged.iter().min() {
        return Err(failed(format!("the checksum of {} does not hold", name(file))));
    }
    let searcher = index.reader()?.searcher();
    let found = count_kinds(&searcher, fields)?;
    let expected = KindCounts { stories: manifest.stories, events: manifest.events };
    if found != expected {
        return Err(failed(format!("it holds {found:?} instead of {expected:?}")));
    }
    probe(&searcher, fields)
}

/// The first document of each segment must be read back, and its story be found by its id.
fn probe(searcher: &Searcher, fields: Fields) -> Result<(), IndexError> {
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let Some(doc) = segment.doc_ids_alive().next() else { continue };
        let id = match read_document(searcher, fields, DocAddress::new(ordinal as u32, doc))? {
            StoredDocument::Story(story) => story.id,
            StoredDocument::Event(event) => event.story.into_owned(),
        };
        if load_story(searcher, fields, &id)?.is_none() {
            return Err(failed(format!("story {id} is stored but not found")));
        }
    }
    Ok(())
}

fn failed(what: String) -> IndexError {
    IndexError::Verification(what)
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
