//! By which terms each document of a segment is found.

use dateline_model::{Kind, StoryId};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED};

use crate::IndexError;
use crate::schema::Fields;

/// No term finds the document.
const NONE: u32 = u32::MAX;
/// More than one does.
const SEVERAL: u32 = u32::MAX - 1;

/// For each document the term of its kind and that of its story. Read by walking each list of
/// postings once, instead of asking for each document.
pub(super) struct FoundBy {
    kinds: OneOf,
    stories: OneOf,
}

impl FoundBy {
    pub(super) fn read(segment: &SegmentReader, fields: Fields) -> Result<Self, IndexError> {
        let kinds = OneOf::read(segment, fields.kind)?;
        let stories = OneOf::read(segment, fields.story)?;
        Ok(Self { kinds, stories })
    }

    /// What is wrong with the lists themselves.
    pub(super) fn faults(&self) -> impl Iterator<Item = &String> {
        self.kinds.faults.iter().chain(&self.stories.faults)
    }

    /// What finds the document that should not, or does not though it should.
    pub(super) fn compare(&mut self, doc: u32, kind: Kind, story: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        let terms = [("kind", &mut self.kinds, kind.as_str()), ("story", &mut self.stories, story)];
        for (field, terms, stored) in terms {
            match terms.term(doc) {
                Term::One(term) if term == stored.as_bytes() => {}
                Term::One(term) => {
                    let term = String::from_utf8_lossy(term);
                    wrong.push(format!("`{field}:{term}` finds it, but stored is `{stored}`"));
                }
                Term::None => wrong.push(format!("`{field}:{stored}` does not find it")),
                Term::Several => wrong.push(format!("several terms of `{field}` find it")),
            }
        }
        wrong
    }

    /// The story that finds the document, also a deleted one.
    pub(super) fn story(&self, doc: u32) -> Option<StoryId> {
        let Term::One(id) = self.stories.term(doc) else { return None };
        std::str::from_utf8(id).ok().and_then(|id| StoryId::new(id).ok())
    }

    /// The kind that finds the document.
    pub(super) fn kind(&mut self, doc: u32) -> Option<Kind> {
        match self.kinds.term(doc) {
            Term::One(term) if term == Kind::Story.as_str().as_bytes() => Some(Kind::Story),
            Term::One(term) if term == Kind::Event.as_str().as_bytes() => Some(Kind::Event),
            _ => None,
        }
    }
}

enum Term<'a> {
    None,
    One(&'a [u8]),
    Several,
}

/// The terms of a field that is to have one for each document.
struct OneOf {
    /// By document, where its term stands in the list.
    ordinals: Vec<u32>,
    /// The end of each term in what follows.
    ends: Vec<usize>,
    text: Vec<u8>,
    faults: Vec<String>,
}

impl OneOf {
    fn read(segment: &SegmentReader, field: Field) -> Result<Self, IndexError> {
        let mut found = Self {
            ordinals: vec![NONE; segment.max_doc() as usize],
            ends: Vec::new(),
            text: Vec::new(),
            faults: Vec::new(),
        };
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream().map_err(IndexError::io("the list of terms"))?;
        while terms.advance() {
            let ordinal = found.ends.len() as u32;
            found.text.extend_from_slice(terms.key());
            found.ends.push(found.text.len());
            let mut postings = index
                .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
                .map_err(IndexError::io("a list of postings"))?;
            let mut listed = 0;
            let announced = terms.value().doc_freq;
            while postings.doc() != TERMINATED {
                match found.ordinals.get_mut(postings.doc() as usize) {
                    Some(of_doc) if *of_doc == NONE => *of_doc = ordinal,
                    Some(of_doc) => *of_doc = SEVERAL,
                    None => found.faults.push(format!(
                        "`{}` finds document {}, which there is not",
                        String::from_utf8_lossy(terms.key()),
                        postings.doc()
                    )),
                }
                listed += 1;
                postings.advance();
            }
            if listed != announced {
                found.faults.push(format!(
                    "`{}` is to find {announced} documents, but finds {listed}",
                    String::from_utf8_lossy(terms.key())
                ));
            }
        }
        Ok(found)
    }

    fn term(&self, doc: u32) -> Term<'_> {
        let ordinal = match self.ordinals.get(doc as usize) {
            None | Some(&NONE) => return Term::None,
            Some(&SEVERAL) => return Term::Several,
            Some(&ordinal) => ordinal as usize,
        };
        let start = ordinal.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(ordinal).copied().unwrap_or_default();
        Term::One(self.text.get(start.unwrap_or_default()..end).unwrap_or_default())
    }
}
