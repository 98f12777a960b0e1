//! What queries become, by the notation of the language with `{typed | synonyms}` and `word?`.

use dateline_engine::{Expr, TextField, WordForm};
use dateline_indexer::analysis::{BadLine, WordList};

use super::{QueryWords, Synonyms, SynonymsUsed};
use crate::language::{Options, parse};

const SYNONYMS: &str = "\
# Countries
uk, united kingdom, Britain # and more
dprk => north korea
a.i., ai => artificial intelligence
one, two
two, three
new york, big apple
new york times, nyt
bank of england, boe
car, automobile
北朝鮮, NK
";

fn words(stop_words: &str) -> QueryWords {
    QueryWords {
        synonyms: Synonyms::read(SYNONYMS).unwrap(),
        stop_words: WordList::read(stop_words).unwrap(),
    }
}

fn written(expr: &Expr) -> String {
    let joined = |parts: &[Expr], by: &str| parts.iter().map(written).collect::<Vec<_>>().join(by);
    match expr {
        Expr::All => "*".to_owned(),
        Expr::Word(word) => {
            let field = word.field.operator().map(|name| format!("{name}:")).unwrap_or_default();
            let end = match word.form {
                WordForm::Plain => "",
                WordForm::Prefix => "*",
                WordForm::Fuzzy => "~",
            };
            format!("{field}{}{end}", word.text)
        }
        Expr::Phrase(phrase) => {
            let field = phrase.field.operator().map(|name| format!("{name}:"));
            format!("{}\"{}\"", field.unwrap_or_default(), phrase.text)
        }
        Expr::Predicate(_) => "condition".to_owned(),
        Expr::And(parts) => format!("({})", joined(parts, " ")),
        Expr::Or(parts) => format!("({})", joined(parts, " OR ")),
        Expr::Not(inner) => format!("-{}", written(inner)),
        Expr::Synonyms { typed, with } => {
            format!("{{{} | {}}}", written(typed), joined(with, ", "))
        }
        Expr::Optional(word) => {
            assert_eq!((word.field, word.form), (TextField::Any, WordForm::Plain));
            format!("{}?", word.text)
        }
    }
}

#[track_caller]
fn check(words: &QueryWords, prefix: bool, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let options = Options { last_word_is_prefix: prefix, ..Options::default() };
        let expanded = words.expand(&parse(text, options).expr, prefix);
        assert_eq!(written(&expanded.query), *expected, "{text}");
    }
}

#[test]
fn words_and_rows_of_words_have_synonyms() {
    check(
        &words(""),
        false,
        &[
            ("flood", "flood"),
            ("UK", "{UK | \"united kingdom\", Britain}"),
            ("Ú.K.", "{Ú.K | \"united kingdom\", Britain}"),
            ("united kingdom", "{(united kingdom) | uk, Britain}"),
            ("united-kingdom", "{united-kingdom | uk, Britain}"),
            ("vote United Kingdom 2024", "(vote {(United Kingdom) | uk, Britain} 2024)"),
            ("united", "united"),
            ("kingdom united", "(kingdom united)"),
            ("united uk", "(united {uk | \"united kingdom\", Britain})"),
            ("北朝鮮", "{北朝鮮 | NK}"),
            ("cars", "{cars | automobile}"),
            // One way.
            ("dprk", "{dprk | \"north korea\"}"),
            ("north korea", "(north korea)"),
            ("AI", "{AI | \"artificial intelligence\"}"),
            // What stands for a word is not looked up again.
            ("one", "{one | two}"),
            ("two", "{two | one, three}"),
            // The longest entry from the left on.
            ("new york times", "{(new york times) | nyt}"),
            ("new york time", "{(new york time) | nyt}"),
            ("new york new", "{(new york) | \"big apple\"}"),
            ("times new york", "(times {(new york) | \"big apple\"})"),
        ],
    );
}

#[test]
fn operators_keep_their_meaning() {
    check(
        &words(""),
        false,
        &[
            ("uk OR france", "({uk | \"united kingdom\", Britain} OR france)"),
            ("united OR kingdom", "(united OR kingdom)"),
            ("(united kingdom) OR a", "({(united kingdom) | uk, Britain} OR a)"),
            ("-dprk flood", "(-{dprk | \"north korea\"} flood)"),
            ("-(new york) flood", "(-{(new york) | \"big apple\"} flood)"),
            ("new -york", "(new -york)"),
            ("\"uk\" \"new york\"", "(\"uk\" \"new york\")"),
            ("uk~ dprk* new york*", "(uk~ dprk* new york*)"),
            ("title:uk", "{title:uk | title:\"united kingdom\", title:Britain}"),
            ("title:(new york)", "{(title:new title:york) | title:\"big apple\"}"),
            ("title:new york", "(title:new york)"),
            ("new feed:world york", "(new condition york)"),
            ("*", "*"),
        ],
    );
}

#[test]
fn a_growing_word_has_synonyms_when_it_is_an_entry_as_it_stands() {
    check(
        &words("the"),
        true,
        &[
            ("dpr", "dpr*"),
            ("dprk", "{dprk* | \"north korea\"}"),
            ("big appl", "(big appl*)"),
            ("big apple", "{(big apple*) | \"new york\"}"),
            ("flood OR dprk", "(flood OR {dprk* | \"north korea\"})"),
            ("dprk flood", "({dprk | \"north korea\"} flood*)"),
            ("dprk* flood", "(dprk* flood*)"),
            ("flood -dprk", "(flood -{dprk | \"north korea\"})"),
            ("flood the", "(flood the*)"),
        ],
    );
    // A star is meant.
    let parsed = parse("dprk*", Options::default());
    assert_eq!(written(&words("").expand(&parsed.expr, false).query), "dprk*");
}

#[test]
fn stop_words_need_not_match_where_something_else_does() {
    check(
        &words("the\nof\nwho\nto\nbe\nor\nnot\n"),
        false,
        &[
            ("the museum", "(the? museum)"),
            ("The museum OF the fallen", "(The? museum OF? the? fallen)"),
            ("the who", "(the who)"),
            ("to be or not to be", "(to be or not)"),
            ("the", "the"),
            ("the \"who\"", "(the? \"who\")"),
            ("\"the who\"", "\"the who\""),
            ("the feed:world", "(the condition)"),
            ("the -museum", "(the -museum)"),
            ("title:the museum", "(title:the museum)"),
            ("the title:of", "(the? title:of)"),
            ("the* museum the~", "(the* museum the~)"),
            ("of-the museum", "(of-the museum)"),
            ("the (flood OR war)", "(the? (flood OR war))"),
            ("the (of OR who)", "(the (of OR who))"),
            ("museum OR the", "(museum OR the)"),
            ("(the who) OR (the flood)", "((the who) OR (the? flood))"),
            ("museum -the -(the flood)", "(museum -the -(the flood))"),
            ("bank of england", "{(bank of? england) | boe}"),
            ("the uk", "(the? {uk | \"united kingdom\", Britain})"),
        ],
    );
}

#[test]
fn what_was_searched_besides_is_told_once() {
    let used = |text: &str| {
        let expanded = words("").expand(&parse(text, Options::default()).expr, false);
        expanded.synonyms
    };
    let told = |word: &str, with: &[&str]| SynonymsUsed {
        word: word.to_owned(),
        with: with.iter().map(|with| (*with).to_owned()).collect(),
    };
    assert_eq!(used("flood"), []);
    assert_eq!(
        used("New York dprk -dprk title:dprk"),
        [told("New York", &["big apple"]), told("dprk", &["north korea"])]
    );
}

#[test]
fn a_bad_line_is_named_with_what_is_allowed() {
    for (text, line, reason) in [
        ("a, b\n\nuk\n", 3, "`uk` stands alone"),
        ("a,,b", 1, "an entry is empty"),
        ("a, b,", 1, "an entry is empty"),
        ("=> b", 1, "an entry is empty"),
        ("a =>", 1, "an entry is empty"),
        ("a => b => c", 1, "there is more than one `=>`"),
        ("# c\na, &", 2, "`&` has neither a letter nor a digit"),
    ] {
        let error: BadLine = Synonyms::read(text).unwrap_err();
        assert_eq!(error.line, line, "{text}");
        assert!(error.reason.starts_with(reason), "{text}: {}", error.reason);
        assert!(error.reason.contains("write `a, b, c`"), "{text}: {}", error.reason);
    }
    // The same word twice is none too many.
    assert!(Synonyms::read("Flood, floods").unwrap().of(&["flood"]).is_empty());
}
