//! Documents that do not stand as they should, in files that are what was written.

use dateline_indexer::generation::Generation;
use dateline_indexer::{DocumentBuilder, Fields, StoredDocument, StoryDocuments, StoryWriter};
use tantivy::query::{BooleanQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{IndexWriter, TantivyDocument, Term};

use crate::runs::{Runs, THREAD_BYTES, story, timeline};
use crate::{checked, found, tells};

/// Adds documents to the live generation as they come out of the builder and what is done to them.
pub(crate) fn add_to_live(
    runs: &Runs,
    documents: impl FnOnce(&mut DocumentBuilder) -> StoryDocuments,
) {
    let generation = Generation::open_current(&runs.index).unwrap();
    let (index, fields) = (&generation.index, generation.fields);
    let mut writer = StoryWriter::open(index, fields, 1, THREAD_BYTES).unwrap();
    writer.add(documents(&mut DocumentBuilder::new(fields))).unwrap();
    writer.commit().unwrap();
    writer.finish().unwrap();
}

/// Checks what is told of a story with five events that something is done to.
#[track_caller]
fn told_of(spoil: impl FnOnce(&mut StoryDocuments, &mut DocumentBuilder), parts: &[&str]) {
    let runs = Runs::with_one_story();
    add_to_live(&runs, |builder| {
        let mut documents = builder.build(story(&timeline("spoilt", "Spoilt", 5))).unwrap();
        spoil(&mut documents, builder);
        documents
    });
    let report = tells(&runs, parts);
    let others = found(&report.generations[0]);
    assert!(others.iter().all(|line| line.contains("gen-000001/")), "{others:?}");
    assert!(!others.iter().any(|line| line.contains("story one")), "{others:?}");
}

#[test]
fn an_event_without_its_story_is_found() {
    told_of(
        |spoilt, _| drop(spoilt.documents.remove(0)),
        &["spoilt#1", "its story does not stand before it"],
    );
}

#[test]
fn a_gap_among_the_events_is_found() {
    told_of(|spoilt, _| drop(spoilt.documents.remove(1)), &["spoilt#2", "behind number 0"]);
    told_of(|spoilt, _| drop(spoilt.documents.remove(3)), &["spoilt#4", "behind number 2"]);
}

#[test]
fn events_in_another_order_are_found() {
    told_of(|spoilt, _| spoilt.documents.swap(2, 4), &["spoilt#4", "behind number 1"]);
    told_of(|spoilt, _| spoilt.documents.swap(0, 1), &["spoilt#1", "its story does not stand"]);
}

#[test]
fn an_event_among_those_of_another_story_is_found() {
    told_of(
        |spoilt, builder| {
            let mut other = builder.build(story(&timeline("other", "Other", 1))).unwrap();
            spoilt.documents.insert(3, other.documents.remove(1));
        },
        &["other#1", "its story does not stand before it"],
    );
}

#[test]
fn a_story_that_stands_in_the_index_twice_is_found() {
    // In one segment, and in another one.
    told_of(
        |spoilt, builder| {
            let again = builder.build(story(&timeline("spoilt", "Again", 1))).unwrap();
            spoilt.documents.extend(again.documents);
        },
        &["story spoilt", "twice"],
    );
    let runs = Runs::with_one_story();
    add_to_live(&runs, |builder| builder.build(story(&timeline("one", "One", 2))).unwrap());
    tells(&runs, &["story one", "twice"]);
}

#[test]
fn events_that_were_deleted_without_their_story_are_found() {
    let runs = Runs::with_one_story();
    add_to_live(&runs, |builder| builder.build(story(&timeline("spoilt", "S", 3))).unwrap());
    assert!(checked(&runs).is_sound());
    let generation = Generation::open_current(&runs.index).unwrap();
    let Fields { story, kind, .. } = generation.fields;
    let is = |field: Field, text: &str| -> Box<dyn tantivy::query::Query> {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    };
    let mut writer: IndexWriter<TantivyDocument> =
        generation.index.writer_with_num_threads(1, THREAD_BYTES).unwrap();
    let events = BooleanQuery::intersection(vec![is(story, "spoilt"), is(kind, "event")]);
    writer.delete_query(Box::new(events)).unwrap();
    writer.commit().unwrap();
    tells(&runs, &["spoilt#1", "deleted, but its story is not"]);
}

/// A document whose parts can be chosen one by one.
struct ByHand {
    kinds: &'static [&'static str],
    stories: &'static [&'static str],
    column_event: Option<u64>,
    days: Option<(i64, i64, u64)>,
    stored: Option<&'static str>,
}

const BY_HAND: ByHand = ByHand {
    kinds: &["story"],
    stories: &["hand"],
    column_event: Some(0),
    days: Some((DAY, DAY, 0)),
    stored: Some(STORED),
};
/// The 4th of October 2024.
const DAY: i64 = 739_163;
const STORED: &str =
    r#"{"kind":"story","id":"hand","title":"By hand","feeds":[],"date":"2024-10-04"}"#;

/// Checks what is told of such a document.
#[track_caller]
fn told_of_hand(document: ByHand, parts: &[&str]) {
    let runs = Runs::with_one_story();
    add_by_hand(&runs, document);
    tells(&runs, parts);
}

fn add_by_hand(runs: &Runs, by_hand: ByHand) {
    let generation = Generation::open_current(&runs.index).unwrap();
    let fields = generation.fields;
    let mut document = TantivyDocument::new();
    by_hand.kinds.iter().for_each(|kind| document.add_text(fields.kind, kind));
    by_hand.stories.iter().for_each(|story| document.add_text(fields.story, story));
    by_hand.column_event.iter().for_each(|number| document.add_u64(fields.event, *number));
    if let Some((first, last, precision)) = by_hand.days {
        document.add_i64(fields.first, first);
        document.add_i64(fields.last, last);
        document.add_u64(fields.precision, precision);
    }
    by_hand.stored.iter().for_each(|text| document.add_text(fields.source, text));
    let mut writer: IndexWriter<TantivyDocument> =
        generation.index.writer_with_num_threads(1, THREAD_BYTES).unwrap();
    writer.add_document(document).unwrap();
    writer.commit().unwrap();
}

#[test]
fn a_document_made_by_hand_as_it_should_be_is_sound() {
    let StoredDocument::Story(stored) = StoredDocument::from_bytes(STORED.as_bytes()).unwrap()
    else {
        panic!("it is a story")
    };
    let date = stored.head.date.unwrap();
    let day = i64::from(date.first().number());
    assert_eq!((day, u64::from(date.precision().code())), (DAY, 0), "{date:?}");
    let runs = Runs::with_one_story();
    add_by_hand(&runs, BY_HAND);
    let report = checked(&runs);
    assert!(report.is_sound(), "{report:#?}");
}

#[test]
fn columns_that_do_not_say_what_is_stored_are_found() {
    let told = |document, column: &str| {
        told_of_hand(document, &["story hand", &format!("column `{column}`")]);
    };
    told(ByHand { column_event: Some(1), ..BY_HAND }, "event");
    told(ByHand { column_event: None, ..BY_HAND }, "event");
    told(ByHand { days: Some((DAY - 1, DAY, 0)), ..BY_HAND }, "first");
    told(ByHand { days: Some((DAY, DAY + 1, 0)), ..BY_HAND }, "last");
    told(ByHand { days: Some((DAY, DAY, 2)), ..BY_HAND }, "precision");
    told(ByHand { days: None, ..BY_HAND }, "first");
}

#[test]
fn documents_that_no_term_or_the_wrong_one_finds_are_found() {
    told_of_hand(ByHand { kinds: &[], ..BY_HAND }, &["`kind:story` does not find it"]);
    told_of_hand(ByHand { kinds: &["event"], ..BY_HAND }, &["`kind:event` finds it"]);
    told_of_hand(ByHand { kinds: &["event", "story"], ..BY_HAND }, &["several terms of `kind`"]);
    told_of_hand(ByHand { stories: &[], ..BY_HAND }, &["`story:hand` does not find it"]);
    told_of_hand(ByHand { stories: &["other"], ..BY_HAND }, &["`story:other` finds it"]);
    told_of_hand(ByHand { stories: &["hand", "other"], ..BY_HAND }, &["several terms of `story`"]);
}

#[test]
fn documents_that_cannot_be_read_are_found() {
    for stored in [None, Some("")] {
        told_of_hand(ByHand { stored, ..BY_HAND }, &["document 0", "nothing is stored"]);
    }
    for stored in ["{", "{\"kind\":\"other\"}", "s", "e{}", "\u{FF}"] {
        told_of_hand(ByHand { stored: Some(stored), ..BY_HAND }, &["document 0", "cannot be read"]);
    }
}
