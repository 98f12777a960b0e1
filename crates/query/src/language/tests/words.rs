//! Words, phrases, and what is glued to them.

use dateline_engine::{Expr, TextField, Word, WordForm};

use super::{check, check_with, warnings};
use crate::language::{Options, WarningCode, parse};

#[test]
fn words_side_by_side_are_all_required() {
    check(&[
        ("kim", "kim", ""),
        ("kim museum", "+kim +museum", ""),
        ("  kim\t\u{3000}museum\n", "+kim +museum", ""),
        ("+kim museum", "+kim +museum", ""),
        ("kim AND museum", "+kim +museum", ""),
        ("kim and museum", "+kim +and +museum", ""),
        ("kim kim museum kim", "+kim +museum", ""),
        ("kim Kim", "+kim +Kim", ""),
    ]);
}

#[test]
fn a_single_word_is_not_wrapped() {
    let word = Word { field: TextField::Any, text: "kim".to_owned(), form: WordForm::Plain };
    for text in ["kim", "((kim))", "kim kim", "kim OR kim", "NOT -kim", "+kim", "kim *"] {
        assert_eq!(parse(text, Options::default()).expr, Expr::Word(word.clone()), "{text}");
    }
}

#[test]
fn no_text_and_a_star_are_everything() {
    check(&[
        ("", "*", ""),
        (" \u{a0} ", "*", ""),
        ("*", "*", ""),
        ("(*)", "*", ""),
        ("feed:world *", "feed:world", ""),
        ("kim OR *", "*", ""),
        ("-*", "-*", ""),
        ("kim -*", "+kim -*", ""),
    ]);
}

#[test]
fn punctuation_around_a_word_is_dropped_and_inside_it_is_kept() {
    check(&[
        ("U.S. troops, really?!", "+U.S +troops +really", ""),
        ("state-run O'Brien 35,000 $2.3bn", "+state-run +O'Brien +35,000 +2.3bn", ""),
        ("C++ C#", "C", ""),
        ("[kim] {museum}; <b>", "+kim +museum +b", ""),
        ("kim - museum – & / . … --", "+kim +museum", ""),
        ("kim 😀 museum", "+kim +museum", "nothing-to-search"),
        ("ที่ คน์,", "+ที่ +คน์", ""),
        ("北朝鮮。「平壌」", "北朝鮮。「平壌", ""),
    ]);
}

#[test]
fn a_phrase_stands_between_quotes_of_any_kind() {
    check(&[
        (r#""giant sculptures""#, r#""giant sculptures""#, ""),
        (r#""giant sculptures"~2 kim"#, r#"+"giant sculptures"~2 +kim"#, ""),
        (r#""giant sculptures"~0"#, r#""giant sculptures""#, ""),
        ("“giant sculptures” „Kim Jong“ «ici»", r#"+"giant sculptures" +"Kim Jong" +"ici""#, ""),
        (r#"“mixed quotes" kim"#, r#"+"mixed quotes" +kim"#, ""),
        (r#"" trimmed  inside ""#, r#""trimmed  inside""#, ""),
        (r#""say \"no\" \\ \now""#, r#""say \"no\" \\ \\now""#, ""),
        (r#""-film OR (title:x*""#, r#""-film OR (title:x*""#, ""),
        (r#""North Korea"-backed troops"#, r#"+"North Korea" +backed +troops"#, ""),
        ("rock 'n roll'", "+rock +n +roll", ""),
    ]);
}

#[test]
fn a_broken_phrase_is_searched_as_words() {
    check(&[
        (r#"kim "giant sculptures"#, "+kim +giant +sculptures", "unclosed-quote"),
        (r#"-"giant sculptures"#, "-giant +sculptures", "unclosed-quote"),
        (r#"kim ""#, "kim", "unclosed-quote"),
        (r#"kim """#, "kim", "empty-phrase"),
        (r#"kim -" . ""#, "kim", "empty-phrase"),
        (r#""giant sculptures"*"#, r#""giant sculptures""#, "misplaced-star"),
        (r#""giant sculptures"~"#, r#""giant sculptures""#, "misplaced-tilde"),
        (r#""giant sculptures"~99999999999"#, r#""giant sculptures""#, "misplaced-tilde"),
        (r#""giant sculptures"~2*"#, r#""giant sculptures"~2"#, "misplaced-star"),
    ]);
}

#[test]
fn a_star_ends_the_beginning_of_a_word() {
    check(&[
        ("sculpt*", "sculpt*", ""),
        ("sculpt*, kim", "+sculpt* +kim", ""),
        ("title:sculpt* -k*", "+title:sculpt* -k*", ""),
        ("*kim", "kim", "misplaced-star"),
        ("mus*um", "musum", "misplaced-star"),
        ("*mus*um*", "musum*", "misplaced-star"),
        ("kim*~", "kim~", "misplaced-star"),
        ("kim~*", "kim~", "misplaced-star"),
        ("(kim jong)*", "+kim +jong", "misplaced-star"),
        ("a * b", "+a +b", ""),
    ]);
}

#[test]
fn a_tilde_makes_a_word_fuzzy() {
    check(&[
        ("musuem~", "musuem~", ""),
        ("musuem~1 musuem~2", "musuem~", ""),
        ("title:musuem~2.", "title:musuem~", ""),
        ("musuem~0", "musuem", "misplaced-tilde"),
        ("musuem~3", "musuem~", "misplaced-tilde"),
        ("musuem~0.8", "musuem~", "misplaced-tilde"),
        ("(kim jong)~2", "+kim +jong", "misplaced-tilde"),
        ("example.org/~user", r"example.org/\~user", ""),
    ]);
}

#[test]
fn a_backslash_makes_an_operator_ordinary() {
    check(&[
        (r"\OR \AND \NOT", r"+\OR +\AND +\NOT", ""),
        (r"kim \OR museum", r"+kim +\OR +museum", ""),
        (r"\-film", "film", ""),
        (r"a\*b a\~1 a\|b", r"+a\*b +a\~1 +a\|b", ""),
        (r"title\:\)kim a\:\|b", r"+\title:\)kim +\a:\|b", ""),
        (r"title\:kim \title:kim", r"\title:kim", ""),
        (r#"5\"x a\(b\)c"#, r#"+5\"x +a\(b\)c"#, ""),
        (r"a\b a\\b", r"a\\b", ""),
        (r"kim\", "kim", ""),
    ]);
}

#[test]
fn the_last_word_of_a_text_being_typed_is_a_prefix() {
    let typing = Options { last_word_is_prefix: true, ..Options::default() };
    check_with(
        typing,
        &[
            ("kim mus", "+kim +mus*", ""),
            ("kim mus ", "+kim +mus", ""),
            ("kim mus,", "+kim +mus", ""),
            ("kim title:mus", "+kim +title:mus*", ""),
            ("kim OR mus", "kim OR mus*", ""),
            ("kim OR", r"+kim +\OR*", "dangling-operator"),
            ("kim (mus", "+kim +mus*", "unbalanced-parenthesis"),
            ("(kim mus)", "+kim +mus", ""),
            ("kim mus~", "+kim +mus~", ""),
            ("\"kim mus\"", "\"kim mus\"", ""),
            ("\"kim mus", "+kim +mus*", "unclosed-quote"),
            ("feed:wor", "feed:wor", ""),
            ("kim -a", "+kim -a", ""),
            ("kim -(war a", "+kim -(+war +a)", "unbalanced-parenthesis"),
        ],
    );
}

#[test]
fn a_position_counts_characters_and_not_bytes() {
    use WarningCode::{EmptyPhrase, MisplacedStar, UnclosedQuote, UnknownField};
    assert_eq!(warnings("日本 “”"), [(EmptyPhrase, 3)]);
    assert_eq!(warnings("é😀é *x"), [(MisplacedStar, 4)]);
    assert_eq!(warnings("Ürümqi titel:x „offen"), [(UnknownField, 7), (UnclosedQuote, 15)]);
}
