//! The best of many documents, found with what cannot be among them left out, against all of them
//! scored.

use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use tantivy::collector::DocSetCollector;
use tantivy::indexer::NoMergePolicy;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TEXT};
use tantivy::{DocId, Index, Score, Searcher, Term};

use super::{Scoring, ScoringPhrase, ScoringTerm, SegmentScoring, WeighedScoring};

const DOCUMENTS: usize = 12_000;
const BEST: usize = 5;
const WORDS: [&str; 10] =
    ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "yew"];

/// Choices that are the same in every run.
struct Random(TestRng);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        (self.0.next_u64() % end as u64) as usize
    }

    /// The place of a word: the first is in nearly every text, the last in one of forty.
    fn place(&mut self) -> usize {
        let mut at = 0;
        while at < WORDS.len() - 1 && self.below(2) == 0 {
            at += 1;
        }
        at
    }

    /// Words that are common in texts are rare in titles.
    fn text(&mut self, most: usize, is_title: bool) -> String {
        let place = |at| if is_title { WORDS.len() - 1 - at } else { at };
        let words: Vec<_> = (0..=self.below(most)).map(|_| WORDS[place(self.place())]).collect();
        words.join(" ")
    }
}

/// Two segments, the texts of the one being much longer than those of the other.
fn index(random: &mut Random) -> (Searcher, Field, Field) {
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT);
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 50_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut shared = String::new();
    for number in 0..DOCUMENTS {
        // Several documents in a row have one title, as the events of a story do.
        if number % 9 == 0 {
            shared = random.text(4, true);
        }
        if number == DOCUMENTS / 2 {
            writer.commit().unwrap();
        }
        let most = if number < DOCUMENTS / 2 { 60 } else { 8 };
        let text_of_it = random.text(most, false);
        writer.add_document(tantivy::doc!(title => shared.as_str(), text => text_of_it)).unwrap();
    }
    writer.commit().unwrap();
    (index.reader().unwrap().searcher(), title, text)
}

fn scoring(random: &mut Random, title: Field, text: Field) -> (Scoring, Vec<&'static str>) {
    let words: Vec<_> = (0..=random.below(3)).map(|_| WORDS[random.below(WORDS.len())]).collect();
    let weighed = |field, weight| {
        let words = words.iter();
        words.map(move |word| ScoringTerm { field, word: (*word).to_owned(), weight })
    };
    let mut scoring = Scoring { constant: random.below(2) as Score, ..Scoring::default() };
    scoring.terms.extend(weighed(title, 1.6).chain(weighed(text, 1.0)));
    if words.len() > 1 {
        for (field, weight) in [(title, 1.5), (text, 1.0)] {
            let words = words.iter().map(|word| (*word).to_owned()).enumerate().collect();
            scoring.phrases.push(ScoringPhrase { field, words, weight });
        }
    }
    if random.below(2) == 0 {
        scoring.cover = Some(weighed(title, 5.0).map(|term| vec![term]).collect());
    }
    (scoring, words)
}

/// The documents of a segment in which each word stands in a text, in order.
fn matches(searcher: &Searcher, segment: u32, text: Field, words: &[&str]) -> Vec<DocId> {
    let each = words.iter().map(|word| {
        let term = Term::from_field_text(text, word);
        let query: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
        (Occur::Must, query)
    });
    let query = BooleanQuery::new(each.collect());
    let found = searcher.search(&query, &DocSetCollector).unwrap();
    let of_segment = found.into_iter().filter(|address| address.segment_ord == segment);
    let mut docs: Vec<_> = of_segment.map(|address| address.doc_id).collect();
    docs.sort_unstable();
    docs
}

/// The best of the documents that have `base` already, and how many of them were scored.
fn best(
    mut scoring: SegmentScoring,
    docs: &[DocId],
    base: impl Fn(DocId) -> Score,
) -> (Vec<(Score, DocId)>, usize) {
    let mut best: Vec<(Score, DocId)> = Vec::new();
    let (mut least, mut scored) = (0.0, 0);
    for doc in docs.iter().copied() {
        if !scoring.may_reach(doc, base(doc), least) {
            continue;
        }
        scored += 1;
        let Some(score) = scoring.score(doc, base(doc), least, least) else { continue };
        best.push((score, doc));
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        best.truncate(BEST);
        if best.len() == BEST {
            least = best[BEST - 1].0;
            scoring.raise(least);
        }
    }
    assert!(scoring.take_failure().is_none());
    (best, scored)
}

#[test]
fn what_is_left_out_is_not_among_the_best() {
    let mut random = Random(TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (searcher, title, text) = index(&mut random);
    let segments = searcher.segment_readers();
    assert_eq!(segments.len(), 2);
    let (mut all, mut looked_at) = (0, 0);
    for round in 0..300 {
        let (mut asked, words) = scoring(&mut random, title, text);
        asked.is_all = round % 3 != 0;
        let segment = round % 2;
        let docs = matches(&searcher, segment, text, &words);
        let base = |doc: DocId| {
            let more = if asked.is_all { 0 } else { doc.wrapping_mul(0x9e37_79b9) >> 30 };
            more as Score
        };
        let weighed = WeighedScoring::of(&asked, &searcher).unwrap();
        let fresh = || weighed.in_segment(segment, &segments[segment as usize]).unwrap();
        // Nothing is left out where nothing is asked for.
        let mut every = fresh();
        let scores =
            docs.iter().map(|doc| (every.score(*doc, base(*doc), 0.0, 0.0).unwrap(), *doc));
        let mut scores: Vec<_> = scores.collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scores.truncate(BEST);
        let (found, scored) = best(fresh(), &docs, base);
        assert_eq!(found, scores, "{words:?}, {asked:?}");
        all += docs.len();
        looked_at += scored;
    }
    assert!(looked_at * 2 < all, "{looked_at} of {all} were looked at");
}

/// What is known of a block of a list says nothing of the blocks behind it, also where the list was not
/// at the document that was looked at.
#[test]
fn a_list_that_begins_late_is_looked_at_anew() {
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT);
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 50_000_000).unwrap();
    let best_of_all = 2_500;
    for number in 0..3_000 {
        let title_of_it = match number % 3 {
            _ if number == best_of_all => "zed",
            1 => "zed and so many other words that it hardly counts",
            _ => "others",
        };
        let others = if number == best_of_all { 24 } else { 20 };
        let word = if number % 50 == 0 { "rare" } else { "others" };
        let text_of_it = format!("{word} {}", "others ".repeat(others));
        writer.add_document(tantivy::doc!(title => title_of_it, text => text_of_it)).unwrap();
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    let term = |field, word: &str| ScoringTerm { field, word: word.to_owned(), weight: 1.0 };
    let terms = vec![term(title, "zed"), term(text, "rare")];
    let asked = Scoring { terms, is_all: true, ..Scoring::default() };
    let docs = matches(&searcher, 0, text, &["rare"]);
    let weighed = WeighedScoring::of(&asked, &searcher).unwrap();
    let (found, _) =
        best(weighed.in_segment(0, &searcher.segment_readers()[0]).unwrap(), &docs, |_| 0.0);
    assert_eq!(found[0].1, best_of_all);
}

/// The index keeps, for each block, which document scores highest next to the others of its segment. Next
/// to those of all segments that may be another one.
#[test]
fn what_a_block_adds_depends_on_the_other_segments() {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 50_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let best_of_all = 601;
    for number in 0..1_000 {
        let (times, others) = match number {
            _ if number == best_of_all => (1, 3),
            _ if number % 2 == 0 => (0, 30),
            0..=10 => (1, 4),
            // The highest by far where texts have twenty words, but not where they have five.
            _ => (2, 10),
        };
        let text_of_it = "word ".repeat(times) + &"others ".repeat(others);
        writer.add_document(tantivy::doc!(text => text_of_it)).unwrap();
    }
    writer.commit().unwrap();
    for _ in 0..16_000 {
        writer.add_document(tantivy::doc!(text => "others ".repeat(4))).unwrap();
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    let ordinal = searcher.segment_readers().iter().position(|reader| reader.max_doc() == 1_000);
    let ordinal = u32::try_from(ordinal.unwrap()).unwrap();
    let terms = vec![ScoringTerm { field: text, word: "word".to_owned(), weight: 1.0 }];
    let asked = Scoring { terms, is_all: true, ..Scoring::default() };
    let docs = matches(&searcher, ordinal, text, &["word"]);
    let weighed = WeighedScoring::of(&asked, &searcher).unwrap();
    let reader = &searcher.segment_readers()[ordinal as usize];
    let (found, _) = best(weighed.in_segment(ordinal, reader).unwrap(), &docs, |_| 0.0);
    assert_eq!(found[0].1, best_of_all);
}
