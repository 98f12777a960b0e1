//! What holds of every text and every tree.

use dateline_engine::{Expr, Phrase, Predicate, TextField, Word, WordForm};
use dateline_model::{Kind, StoryId};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::language::{Options, normal, parse, print};

/// Pieces that texts of the language are made of, and what breaks them.
const PIECES: [&str; 64] = [
    " ",
    " ",
    " ",
    " ",
    "\u{3000}",
    "\n",
    "kim",
    "museum",
    "a",
    "é",
    "日本",
    "ที่",
    "😀",
    "12",
    "1",
    "2",
    "OR",
    "AND",
    "NOT",
    "or",
    " OR ",
    " NOT ",
    " AND ",
    "(",
    ")",
    "(",
    ")",
    "\"",
    "\"",
    "“",
    "”",
    "«",
    "-",
    "+",
    " -",
    " +",
    "|",
    "*",
    "*",
    "~",
    "~1",
    "~2",
    ":",
    "\\",
    "\\\"",
    "/",
    "//",
    ".",
    ",",
    "'",
    "–",
    "title:",
    "section:",
    "text:(",
    "feed:",
    "publisher:\"",
    "story:",
    "kind:",
    "on:",
    "after:2025",
    "before:9999",
    "foo:",
    "\u{301}",
    "\0",
];

fn soup() -> impl Strategy<Value = String> {
    vec(prop::sample::select(PIECES.as_slice()), 0..40).prop_map(|pieces| pieces.concat())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => soup(), 1 => any::<String>(), 1 => "[ a\\-+()\"*~:|.\\\\OR]{0,30}"]
}

fn options() -> impl Strategy<Value = Options> {
    (0..6usize, 0..5usize, any::<bool>()).prop_map(|(max_terms, max_depth, typing)| Options {
        max_terms: if max_terms == 5 { 64 } else { max_terms },
        max_depth: if max_depth == 4 { 16 } else { max_depth },
        last_word_is_prefix: typing,
        ..Options::default()
    })
}

/// Options under which what was printed can be read back, see [`print`].
fn back(options: Options) -> Options {
    let max_depth = 2 * options.max_depth + 2;
    Options { last_word_is_prefix: false, max_depth, ..options }
}

fn field() -> impl Strategy<Value = TextField> {
    prop::sample::select(vec![
        TextField::Any,
        TextField::Any,
        TextField::Title,
        TextField::Section,
        TextField::Text,
    ])
}

fn word_text() -> impl Strategy<Value = String> {
    const ODD: [&str; 10] =
        ["OR", "AND", "NOT", "title:x", "http://x.y", "a:b", "U.S", "state-run", "x-", "O'Brien"];
    let odd = prop_oneof![
        prop::sample::select(ODD.as_slice()).prop_map(str::to_owned),
        "[a-z0-9é日][a-z:*~|()\"“»\\\\.+/-]{0,6}[a-z0-9é]",
        "[A-Z]{1,3}",
    ];
    odd.prop_filter("ends in a letter or digit", |text| text.ends_with(char::is_alphanumeric))
}

fn leaf() -> impl Strategy<Value = Expr> {
    let form = prop::sample::select(vec![WordForm::Plain, WordForm::Prefix, WordForm::Fuzzy]);
    let word = (field(), word_text(), form)
        .prop_map(|(field, text, form)| Expr::Word(Word { field, text, form }));
    let phrase_text = "[a-z0-9é\"“»\\\\(*~-][a-z \"”\\\\:|]{0,6}[a-z0-9]";
    let phrase = (field(), phrase_text, 0_u32..=50)
        .prop_map(|(field, text, slop)| Expr::Phrase(Phrase { field, text, slop }));
    let name = prop_oneof!["[a-z0-9._-]{1,5}", "[A-Za-z \"\\\\!*~,()-]{0,6}[a-z]"]
        .prop_map(|name| name.trim().to_owned())
        .prop_filter("a name says something", |name| name.contains(char::is_alphanumeric));
    let condition = prop_oneof![
        name.clone().prop_map(Predicate::Feed),
        name.prop_map(Predicate::Publisher),
        "[a-z0-9_-][a-z0-9._-]{0,5}[a-z0-9]"
            .prop_map(|id| Predicate::Story(StoryId::new(id).unwrap())),
        prop::sample::select(vec![Predicate::Kind(Kind::Story), Predicate::Kind(Kind::Event)]),
    ];
    let date = (
        prop::sample::select(vec!["on", "after", "before"]),
        prop_oneof![
            "[0-9]{4}",
            "[12][0-9]{3}-[01][0-9]",
            "20[0-9]{2}-0[1-9]-[012][1-9]",
            Just("2024-05/..".to_owned())
        ],
    )
        .prop_map(|(field, date)| parse(&format!("{field}:{date}"), Options::default()).expr);
    prop_oneof![4 => word, 2 => phrase, 2 => condition.prop_map(Expr::Predicate), 1 => date]
}

/// Trees in normal form, as the parser gives them.
fn tree() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(normal::all),
            vec(inner.clone(), 1..4).prop_map(|parts| normal::any(parts).unwrap()),
            inner.prop_map(normal::not),
        ]
    })
}

/// Whether a tree is in the normal form that `Parsed` promises.
fn is_normal(expr: &Expr, top: bool) -> bool {
    let distinct = |parts: &[Expr]| {
        parts.len() > 1 && parts.iter().enumerate().all(|(at, part)| !parts[..at].contains(part))
    };
    match expr {
        Expr::All => top,
        Expr::Word(word) => word.text.contains(char::is_alphanumeric),
        Expr::Phrase(phrase) => phrase.text.contains(char::is_alphanumeric),
        Expr::Predicate(_) => true,
        Expr::And(parts) => {
            distinct(parts)
                && parts.iter().all(|part| !matches!(part, Expr::And(_)) && is_normal(part, false))
        }
        Expr::Or(parts) => {
            distinct(parts)
                && parts.iter().all(|part| !matches!(part, Expr::Or(_)) && is_normal(part, false))
        }
        Expr::Not(inner) => !matches!(**inner, Expr::Not(_)) && is_normal(inner, true),
        // Not in what was read.
        Expr::Synonyms { .. } | Expr::Optional(_) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_text_is_read_within_the_limits(text in text(), options in options()) {
        let parsed = parse(&text, options);
        prop_assert!(is_normal(&parsed.expr, true), "{:?}", parsed.expr);
        prop_assert!(parsed.expr.leaves() <= options.max_terms);
        let length = text.chars().count();
        prop_assert!(parsed.warnings.iter().all(|warning| warning.position < length));
        prop_assert!(parsed.warnings.is_sorted_by_key(|warning| warning.position));
    }

    #[test]
    fn what_was_read_is_printed_and_read_again(text in text(), options in options()) {
        let expr = parse(&text, options).expr;
        let printed = print(&expr);
        let again = parse(&printed, back(options));
        prop_assert_eq!(&again.expr, &expr, "{}", printed);
        prop_assert_eq!(again.warnings, [], "{}", printed);
        prop_assert_eq!(print(&again.expr), printed);
    }

    #[test]
    fn every_tree_is_printed_and_read_again(expr in tree()) {
        prop_assert!(is_normal(&expr, true));
        let printed = print(&expr);
        let options = Options { max_terms: 1000, max_depth: 100, ..Options::default() };
        let again = parse(&printed, options);
        prop_assert_eq!(&again.expr, &expr, "{}", printed);
        prop_assert_eq!(again.warnings, [], "{}", printed);
    }
}
