//! The proof that a generation holds what was put into it.

use std::path::Path;

use dateline_model::Story;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Index, Searcher, Term};

use super::{KindCounts, count_kinds, load_story, read_document, read_head};
use crate::analysis::{Analyzer, Language};
use crate::schema::Fields;
use crate::{IndexError, StoredDocument};

/// Checks the checksums of all files, how many documents of each kind there are, and that a
/// word of a stored document finds it.
///
/// # Errors
/// [`IndexError::Verification`] with what does not hold.
pub fn verify(index: &Index, fields: Fields, expected: KindCounts) -> Result<(), IndexError> {
    let damaged = index.validate_checksum()?;
    if let Some(file) = damaged.iter().min() {
        return Err(failed(format!("the checksum of {} does not hold", name(file))));
    }
    let searcher = index.reader()?.searcher();
    let found = count_kinds(&searcher, fields)?;
    if found != expected {
        return Err(failed(format!("it holds {found:?} instead of {expected:?}")));
    }
    probe(&searcher, fields)
}

/// The first document of each segment must be read back, and its story be found by its id.
fn probe(searcher: &Searcher, fields: Fields) -> Result<(), IndexError> {
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let Some(doc) = segment.doc_ids_alive().next() else { continue };
        let address = DocAddress::new(ordinal as u32, doc);
        let id = match read_document(searcher, address)? {
            StoredDocument::Story(story) => story.head.id,
            StoredDocument::Event(event) => read_head(searcher, address, event.number, &[])?.0.id,
        };
        let Some(story) = load_story(searcher, fields, &id)? else {
            return Err(failed(format!("story {id} is stored but not found")));
        };
        find_by_title(searcher, fields, &story)?;
    }
    Ok(())
}

/// The first word of a title must find its story.
fn find_by_title(searcher: &Searcher, fields: Fields, story: &Story) -> Result<(), IndexError> {
    let mut first = None;
    Analyzer::new(Language::of_story(story)).analyze(&story.title, |token| {
        first.get_or_insert_with(|| token.word.to_owned());
    });
    let Some(word) = first else { return Ok(()) };
    let term = |field, text: &str| -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    };
    let query = BooleanQuery::intersection(vec![
        term(fields.title, &word),
        term(fields.story, story.id.as_str()),
    ]);
    match searcher.search(&query, &Count)? {
        0 => Err(failed(format!("story {} is not found by `{word}` of its title", story.id))),
        _ => Ok(()),
    }
}

fn failed(what: String) -> IndexError {
    IndexError::Verification(what)
}

fn name(path: &Path) -> String {
    path.display().to_string()
}
