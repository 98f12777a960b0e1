//! Stories by the words of their titles.

use std::cmp::Reverse;
use std::sync::Arc;

use dateline_indexer::{Fields, IndexError};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::begun_titles::BegunTitles;
use super::misspelt::{Misspelt, NearlyBegun, Words};
use super::together::has;
use crate::embedded::occurs::occurs;
use crate::embedded::stop::Stop;
use crate::embedded::view::{SegmentView, View};

/// So many documents of a segment are looked at for those that have all words.
const LOOKED_AT: usize = 4_096;
/// So many words stand in for one that is in no title.
const STAND_INS: usize = 5;

/// Looks for titles.
pub(super) struct TitleSearch<'a> {
    pub(super) view: &'a View,
    pub(super) fields: Fields,
    /// Those with a word that begins as typed, of each segment.
    pub(super) begun: Vec<Vec<Arc<BegunTitles>>>,
    pub(super) nearly_begun: &'a NearlyBegun<'a>,
    pub(super) limit: usize,
    pub(super) stop: &'a Stop,
}

/// What the last word has to be.
#[derive(Clone, Debug)]
pub(super) enum Last {
    /// There is none besides the others.
    None,
    /// A word that begins as was typed, in one of these ways.
    Begins(Vec<String>),
    /// One of these.
    OneOf(Vec<String>),
}

/// What a title has to have.
pub(super) struct Asked {
    /// One word of each of these lists.
    pub(super) earlier: Vec<Vec<String>>,
    /// And this.
    pub(super) last: Last,
}

/// A story of a segment, in the order of what is suggested: the fewest words in the title first, then
/// the newest, then by id, which the places of ids stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    words: u32,
    newest: Reverse<Option<(i32, i32)>>,
    story: u32,
    doc: DocId,
}

impl Place {
    pub(super) fn of((lengths, view): (&FieldNormReader, &SegmentView), doc: DocId) -> Self {
        let date = view.dates.date(doc).map(|date| (date.last, date.first));
        let (words, story) = (lengths.fieldnorm(doc), view.stories.ordinal(doc));
        Self { words, newest: Reverse(date), story, doc }
    }

    /// What comes first whatever the ids are.
    fn rank(&self) -> (u32, Reverse<Option<(i32, i32)>>) {
        (self.words, self.newest)
    }
}

impl TitleSearch<'_> {
    /// The stories whose titles have what is asked for, best first.
    pub(super) fn find(&self, asked: &Asked) -> Result<Vec<DocAddress>, IndexError> {
        let mut found: Vec<(u32, Place)> = Vec::new();
        let segments = self.view.searcher.segment_readers().iter().zip(&self.view.segments);
        for (number, (reader, segment)) in (0..).zip(segments) {
            self.stop.check()?;
            let mut places = self.find_in(number, (reader, segment), asked)?;
            if places.len() > self.limit {
                places.select_nth_unstable(self.limit);
                places.truncate(self.limit);
            }
            found.extend(places.into_iter().map(|place| (number, place)));
        }
        // Ids are read for those alone that may be shown.
        found.sort_unstable_by_key(|(_, place)| place.rank());
        if let Some(last) = self.limit.checked_sub(1).and_then(|last| found.get(last)) {
            let last = last.1.rank();
            found.truncate(found.partition_point(|(_, place)| place.rank() <= last));
        }
        let with_ids = found.into_iter().map(|(number, place)| {
            let segment = self.view.segments.get(number as usize);
            let id = segment.map(|segment| segment.stories.id(place.story)).transpose()?;
            tantivy::Result::Ok((place.rank(), id, DocAddress::new(number, place.doc)))
        });
        let mut found = with_ids.collect::<tantivy::Result<Vec<_>>>()?;
        found.sort();
        Ok(found.into_iter().take(self.limit).map(|(.., address)| address).collect())
    }

    fn find_in(
        &self,
        number: u32,
        (reader, segment): (&SegmentReader, &SegmentView),
        asked: &Asked,
    ) -> tantivy::Result<Vec<Place>> {
        let mut required: Vec<&[String]> = asked.earlier.iter().map(Vec::as_slice).collect();
        let begun = match &asked.last {
            Last::None => &[],
            Last::OneOf(words) => {
                required.push(words);
                &[]
            }
            Last::Begins(_) => {
                let begun = self.begun.get(number as usize).map_or(&[][..], Vec::as_slice);
                if begun.iter().all(|begun| begun.titled.len() == 0) {
                    return Ok(Vec::new());
                }
                begun
            }
        };
        let mut lists = Vec::new();
        for words in required {
            lists.push(self.open(reader, words)?);
        }
        lists.sort_by_key(|lists| lists.iter().map(SegmentPostings::doc_freq).sum::<u32>());
        let Some((rarest, others)) = lists.split_first_mut() else {
            let best = begun.iter().flat_map(|begun| &begun.best);
            let mut best: Vec<_> =
                best.filter(|place| !reader.is_deleted(place.doc)).copied().collect();
            best.sort_unstable();
            best.dedup();
            return Ok(best);
        };
        let is_begun = |doc| {
            let is_titled =
                |begun: &Arc<BegunTitles>| begun.titled.contains(segment.stories.ordinal(doc));
            begun.is_empty() || begun.iter().any(is_titled)
        };
        // The events of a story have its title and are most of the documents.
        let story_docs = segment.story_docs();
        let (mut docs, mut looked_at) = (Vec::new(), 0);
        for list in rarest {
            while list.doc() != TERMINATED && looked_at < LOOKED_AT {
                looked_at += 1;
                let doc = list.doc();
                if story_docs.contains(doc) && is_begun(doc) && !reader.is_deleted(doc) {
                    docs.push(doc);
                }
                list.advance();
            }
        }
        docs.sort_unstable();
        docs.dedup();
        docs.retain(|doc| others.iter_mut().all(|lists| has(lists, *doc)));
        let lengths = reader.get_fieldnorms_reader(self.fields.title)?;
        keep_shortest(&mut docs, &lengths, self.limit);
        Ok(docs.into_iter().map(|doc| Place::of((&lengths, segment), doc)).collect())
    }

    fn open(
        &self,
        reader: &SegmentReader,
        words: &[String],
    ) -> tantivy::Result<Vec<SegmentPostings>> {
        let index = reader.inverted_index(self.fields.title)?;
        let mut lists = Vec::new();
        for word in words {
            let term = Term::from_field_text(self.fields.title, word);
            lists.extend(index.read_postings(&term, IndexRecordOption::Basic)?);
        }
        Ok(lists)
    }

    /// What to ask for where no title has what was asked for, likelier things first: for a whole word
    /// that is in no title those nearest, for the beginning of one those that nearly begin so.
    /// Nothing where nothing is near.
    pub(super) fn near(&self, asked: &Asked) -> Result<Vec<Asked>, IndexError> {
        let (searcher, title) = (&self.view.searcher, [self.fields.title]);
        let known = Words::of(searcher, &title, self.stop);
        let mut earlier = Vec::new();
        let mut is_misspelt = false;
        for words in &asked.earlier {
            let mut stand_ins = Vec::new();
            for word in words {
                if occurs(searcher, &title, word)? {
                    stand_ins.push(word.clone());
                } else {
                    is_misspelt = true;
                    let near = known.near(word, Misspelt::Word, STAND_INS)?;
                    stand_ins.extend(near.into_iter().map(|(word, _)| word));
                }
            }
            if stand_ins.is_empty() {
                return Ok(Vec::new());
            }
            earlier.push(stand_ins);
        }
        let mut likelier = Vec::new();
        if is_misspelt {
            likelier.push(Asked { earlier: earlier.clone(), last: asked.last.clone() });
        }
        if matches!(asked.last, Last::Begins(_)) {
            let words = self.nearly_begun.get()?.iter().map(|(word, _)| word.clone()).collect();
            likelier.push(Asked { earlier, last: Last::OneOf(words) });
        }
        Ok(likelier)
    }
}

/// Keeps those whose titles are among so many of the shortest, and all that are as short as the last of
/// them: the others' dates need not be read.
pub(super) fn keep_shortest(docs: &mut Vec<DocId>, lengths: &FieldNormReader, limit: usize) {
    let mut with_length = [0; 256];
    for doc in docs.iter() {
        with_length[usize::from(lengths.fieldnorm_id(*doc))] += 1;
    }
    let mut shorter = 0;
    let is_enough = with_length.iter().position(|number| {
        shorter += number;
        shorter >= limit
    });
    if let Some(longest) = is_enough {
        docs.retain(|doc| usize::from(lengths.fieldnorm_id(*doc)) <= longest);
    }
}
