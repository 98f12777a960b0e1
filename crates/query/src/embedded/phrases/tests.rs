//! What is read in a row is what tantivy's own phrase scorer finds, with the same scores.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tantivy::directory::CompositeFile;
use tantivy::query::{Bm25Weight, EnableScoring, PhraseQuery, Query, Scorer};
use tantivy::schema::{Field, Schema, TEXT};
use tantivy::{Directory, DocId, DocSet, Index, Searcher, TERMINATED, TantivyDocument, Term};

use super::postings::PostingsInRow;
use super::scorer::InRowScorer;
use crate::embedded::stop::Stop;

const WORDS: [&str; 4] = ["a", "b", "c", "d"];

/// An index of one segment with these texts.
fn index(texts: &[String]) -> (Searcher, Field) {
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TEXT);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).unwrap();
    for text in texts {
        let mut document = TantivyDocument::default();
        document.add_text(field, text);
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    (index.reader().unwrap().searcher(), field)
}

/// Reads a phrase in a row; None where one of its words is nowhere.
fn in_row(
    (searcher, field): (&Searcher, Field),
    words: &[(usize, Term)],
    stop: Stop,
) -> Option<InRowScorer> {
    let reader = searcher.segment_reader(0);
    let index = reader.inverted_index(field).unwrap();
    let path = format!("{}.pos", reader.segment_id().uuid_string());
    let file = searcher.index().directory().open_read(path.as_ref()).unwrap();
    let positions = CompositeFile::open(&file).unwrap().open_read(field).unwrap();
    let last = words.iter().map(|(place, _)| *place).max().unwrap();
    let opened = words.iter().map(|(place, word)| {
        let term = index.get_term_info(word).unwrap()?;
        let postings = PostingsInRow::open(&index, &positions, &term).unwrap();
        Some(((last - place) as u32, postings))
    });
    let opened = opened.collect::<Option<Vec<_>>>()?;
    let terms: Vec<_> = words.iter().map(|(_, word)| word.clone()).collect();
    let bm25 = Bm25Weight::for_terms(searcher, &terms).unwrap().boost_by(1.5);
    let lengths = reader.get_fieldnorms_reader(field).unwrap();
    Some(InRowScorer::new(opened, None, (Some(bm25), lengths), stop))
}

/// The matches from the first on that these steps lead to: to the next one, or on by so many documents.
fn matches(scorer: &mut dyn Scorer, steps: &[Option<u32>]) -> Vec<(DocId, u32)> {
    let mut found = Vec::new();
    let mut steps = steps.iter().cycle();
    let mut doc = scorer.doc();
    while doc != TERMINATED {
        found.push((doc, scorer.score().to_bits()));
        doc = match steps.next() {
            Some(Some(further)) => scorer.seek(doc + further),
            _ => scorer.advance(),
        };
    }
    found
}

fn text() -> impl Strategy<Value = String> {
    vec(select(WORDS.to_vec()), 0..30).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_phrase_is_found_as_tantivy_finds_it(
        // More than three blocks of documents, and of positions.
        texts in vec(text(), 1..500),
        words in vec((1_usize..3, select(WORDS.to_vec())), 2..5),
        steps in vec(proptest::option::of(1_u32..200), 1..6),
    ) {
        let (searcher, field) = index(&texts);
        let mut place = 0;
        let words: Vec<_> = words
            .into_iter()
            .map(|(further, word)| {
                place += further;
                (place, Term::from_field_text(field, word))
            })
            .collect();
        let query = PhraseQuery::new_with_offset(words.clone());
        let weight = query.weight(EnableScoring::enabled_from_searcher(&searcher)).unwrap();
        let mut expected = weight.scorer(searcher.segment_reader(0), 1.5).unwrap();
        let found = in_row((&searcher, field), &words, Stop::default());
        let found = found.map(|mut scorer| matches(&mut scorer, &steps)).unwrap_or_default();
        prop_assert_eq!(found, matches(expected.as_mut(), &steps));
    }
}

#[test]
fn it_is_given_up_where_nothing_matches() {
    let mut texts = vec!["a c b".to_owned(); 10_000];
    texts.push("a b".to_owned());
    let (searcher, field) = index(&texts);
    let words =
        [(0, "a"), (1, "b")].map(|(place, word)| (place, Term::from_field_text(field, word)));
    let first = |stop| in_row((&searcher, field), &words, stop).unwrap().doc();
    let (stop, waiting) = Stop::unless_waiting();
    assert_eq!(first(stop.clone()), 10_000);
    drop(waiting);
    assert_eq!(first(stop), TERMINATED);
}
