//! What is read in a row is what tantivy's own phrase scorer finds, with the same scores.

use std::iter::repeat_n;
use std::sync::Arc;

use dateline_engine::{Expr, SearchPlan};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tantivy::directory::CompositeFile;
use tantivy::query::{Bm25Weight, EnableScoring, PhraseQuery, Query, Scorer};
use tantivy::schema::{Field, Schema, TEXT};
use tantivy::{Directory, DocId, DocSet, Index, Searcher, TERMINATED, TantivyDocument, Term};

use super::postings::PostingsInRow;
use super::scorer::InRowScorer;
use super::{FrequentPhrase, PhrasePlaces};
use crate::embedded::collect::DateConditions;
use crate::embedded::growing::Growing;
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

fn terms(field: Field, words: &[&str]) -> Vec<(usize, Term)> {
    words.iter().map(|word| Term::from_field_text(field, word)).enumerate().collect()
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
    // Words that stand together, but not in a row, and words that do not.
    for others in [["a c b", "a c b"], ["a", "b"]] {
        let mut texts: Vec<_> =
            others.iter().cycle().take(10_000).map(ToString::to_string).collect();
        texts.push("a b".to_owned());
        let (searcher, field) = index(&texts);
        let words = terms(field, &["a", "b"]);
        let first = |stop| in_row((&searcher, field), &words, stop).unwrap().doc();
        let (stop, waiting) = Stop::unless_waiting();
        assert_eq!(first(stop.clone()), 10_000);
        drop(waiting);
        assert_eq!(first(stop), TERMINATED, "{others:?}");
    }
}

#[test]
fn frequent_words_are_read_in_a_row_and_others_are_not() {
    let is_in_row = |titles: &[(&'static str, usize)]| {
        let mut index = Growing::new();
        let field = index.fields.title;
        let titles = titles.iter().flat_map(|(title, count)| repeat_n(*title, *count));
        let view = index.grow(titles);
        let words = terms(field, &["a", "b"]);
        let query = Arc::new(PhraseQuery::new_with_offset(words.clone()));
        let dates = DateConditions::of(&SearchPlan::new(Expr::All));
        let places = Arc::new(PhrasePlaces::of(view, dates));
        let phrase = FrequentPhrase { words, query, places, stop: Stop::default() };
        phrase.in_row(view.searcher.segment_reader(0)).unwrap().is_some()
    };
    assert!(is_in_row(&[("a b", 256)]));
    assert!(!is_in_row(&[("a b", 255)]));
    assert!(!is_in_row(&[("a", 1_000)]));
    assert!(is_in_row(&[("a b", 300), ("a", 63 * 300)]));
    assert!(!is_in_row(&[("a b", 300), ("a", 64 * 300)]));
}
