//! What a text is found by: a query and a text go through the same chain, and every token that the
//! query asks for must be among the stems of the text.

use std::collections::BTreeSet;

use dateline_indexer::analysis::{Analyzer, Language};

/// A text, queries that must find it, and queries that must not.
pub(super) type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

fn finds(language: &str, query: &str, text: &str) -> bool {
    let mut analyzer = Analyzer::new(Language::of(Some(language)));
    let mut stems = BTreeSet::new();
    analyzer.analyze(text, |token| {
        stems.insert(token.stem.to_owned());
    });
    let (mut asked, mut found) = (0, 0);
    analyzer.analyze(query, |token| {
        if token.gram.is_asked_for() {
            asked += 1;
            found += usize::from(stems.contains(token.stem));
        }
    });
    asked > 0 && asked == found
}

/// Checks each row, and that each text finds itself.
#[track_caller]
pub(super) fn check_found(language: &str, table: &[Row<'_>]) {
    for (text, by, not_by) in table {
        for query in by.iter().chain([text]) {
            assert!(finds(language, query, text), "{query:?} does not find {text:?}");
        }
        for query in *not_by {
            assert!(!finds(language, query, text), "{query:?} finds {text:?}");
        }
    }
}

/// Checks that each of these texts finds each.
#[track_caller]
pub(super) fn check_alike(language: &str, texts: &[&str]) {
    for text in texts {
        check_found(language, &[(text, texts, &[])]);
    }
}
