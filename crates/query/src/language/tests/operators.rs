//! How operands stand to one another.

use super::{check, check_with, warnings};
use crate::language::{Options, WarningCode};

#[test]
fn or_binds_tighter_than_standing_side_by_side() {
    check(&[
        ("a OR b", "a OR b", ""),
        ("a b OR c", "+a +(b OR c)", ""),
        ("a OR b c", "+(a OR b) +c", ""),
        ("a AND b OR c", "+a +(b OR c)", ""),
        ("a OR b OR c OR a", "a OR b OR c", ""),
        ("a | b|c || d", "a OR b OR c OR d", ""),
        ("a or b", "+a +or +b", ""),
        ("(a b) OR c", "(+a +b) OR c", ""),
        ("(a OR b) OR c", "a OR b OR c", ""),
        ("a OR -b", "a OR -b", ""),
        (r#""a b" OR feed:world"#, r#""a b" OR feed:world"#, ""),
    ]);
}

#[test]
fn a_minus_or_not_excludes() {
    check(&[
        ("kim -film", "+kim -film", ""),
        ("-film", "-film", ""),
        ("-film -war", "-film -war", ""),
        (r#"kim -"giant film" -(war OR peace)"#, r#"+kim -"giant film" -(war OR peace)"#, ""),
        ("-title:film -feed:world", "-title:film -feed:world", ""),
        ("kim NOT film", "+kim -film", ""),
        ("NOT (a b)", "-(+a +b)", ""),
        ("NOT a OR b", "-a OR b", ""),
        ("NOT NOT a", "a", ""),
        ("-(-a)", "a", ""),
        ("kim not film", "+kim +not +film", ""),
    ]);
}

#[test]
fn a_hyphen_inside_or_beside_a_word_is_punctuation() {
    check(&[
        ("state-run", "state-run", ""),
        ("kim - film", "+kim +film", ""),
        ("kim- film", "+kim +film", ""),
        ("\u{2212}film \u{2013}war \u{2011}peace", "+film +war +peace", ""),
        ("(-a -b) c", "-a -b +c", ""),
        ("kim --film", "+kim +film", "repeated-operator"),
        ("kim +-film", "+kim +film", "repeated-operator"),
        ("-OR", r"-\OR", ""),
        ("-... film", "film", ""),
    ]);
}

#[test]
fn groups_are_flat_where_they_can_be() {
    check(&[
        ("a (b (c d)) e", "+a +b +c +d +e", ""),
        ("(a b)(c)d", "+a +b +c +d", ""),
        ("a OR (b c)", "a OR (+b +c)", ""),
        ("-(a -b)", "-(+a -b)", ""),
        ("(a OR b) (c OR d)", "+(a OR b) +(c OR d)", ""),
    ]);
}

#[test]
fn an_operator_at_an_edge_is_searched_as_a_word() {
    check(&[
        ("OR kim", r"+\OR +kim", "dangling-operator"),
        ("kim OR", r"+kim +\OR", "dangling-operator"),
        ("kim AND", r"+kim +\AND", "dangling-operator"),
        ("kim NOT", r"+kim +\NOT", "dangling-operator"),
        ("NOT", r"\NOT", "dangling-operator"),
        ("(OR) kim", r"+\OR +kim", "dangling-operator"),
        ("a (b OR) c", r"+a +b +\OR +c", "dangling-operator"),
        ("a NOT OR b", r"+a +(\NOT OR b)", "dangling-operator"),
        ("NOT NOT", r"-\NOT", "dangling-operator"),
        ("| kim |", "kim", "dangling-operator dangling-operator"),
        ("kim + film", "+kim +film", "dangling-operator"),
    ]);
}

#[test]
fn of_operators_in_a_row_the_first_counts() {
    check(&[
        ("a OR OR b", "a OR b", "repeated-operator"),
        ("a AND OR b", "+a +b", "repeated-operator"),
        ("a OR AND", r"+a +\OR", "dangling-operator repeated-operator"),
        ("+a OR b", "a OR b", "required-alternative"),
    ]);
}

#[test]
fn unbalanced_and_empty_parentheses_are_ignored() {
    check(&[
        ("kim)", "kim", "unbalanced-parenthesis"),
        ("(kim", "kim", "unbalanced-parenthesis"),
        ("-(a b", "-(+a +b)", "unbalanced-parenthesis"),
        (")(", "*", "unbalanced-parenthesis unbalanced-parenthesis"),
        ("kim ()", "kim", "empty-group"),
        ("kim -( - ) a", "+kim +a", "empty-group"),
        ("kim OR ()", "kim", "empty-group"),
        ("kim ((()))", "kim", "empty-group"),
    ]);
    assert_eq!(
        warnings("é (a (b"),
        [(WarningCode::UnbalancedParenthesis, 2), (WarningCode::UnbalancedParenthesis, 5),]
    );
}

#[test]
fn parentheses_that_are_too_deep_are_ignored() {
    let shallow = Options { max_depth: 1, ..Options::default() };
    check_with(
        shallow,
        &[
            ("((a OR b)) c", "+(a OR b) +c", "too-deep"),
            ("((a) b) OR c", "(+a +b) OR c", "too-deep"),
            ("(a -(-b)) c", "+a -b +c", "too-deep"),
            ("(((((-a))))) b", "-a +b", "too-deep"),
        ],
    );
}

#[test]
fn words_beyond_the_limit_are_dropped() {
    let few = Options { max_terms: 2, ..Options::default() };
    check_with(
        few,
        &[
            ("a b", "+a +b", ""),
            ("a b c d", "+a +b", "too-many-terms"),
            (r#"a -"b c" -d OR e"#, r#"+a -"b c""#, "too-many-terms"),
            ("a b feed:c feed:d", "+a +b +feed:c +feed:d", ""),
            ("feed:c feed:d feed:e a", "+feed:c +feed:d +a", "too-many-terms"),
        ],
    );
}
