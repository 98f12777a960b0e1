//! What is no date, and what is said about it: an error names the problem, not just its place.

#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "a helper of tests fails by panicking, as a test does"
)]

use dateline_model::{DateError, DateSpan};

/// The message for a text, without the text itself, starts as expected.
#[track_caller]
fn check(text: &str, expected: &str) {
    let message = match DateSpan::parse(text) {
        Ok(span) => panic!("`{text}` is read as {span}"),
        Err(error) => error.to_string(),
    };
    let (_, problem) = message.rsplit_once("`: ").expect("a message names its text");
    assert!(problem.starts_with(expected), "`{text}`: {message}");
    assert!(!message.ends_with('.') || message.ends_with(".."), "{message}");
}

#[test]
fn what_is_no_date_says_why() {
    let not_understood = "its form is not understood; write for example 2025-12-12";
    let reversed = "it ends on ";
    let out_of_range = "it is out of range; years are 0001 to 9999";
    for (text, expected) in [
        ("", "it is empty"),
        (" \u{a0}\t", "it is empty"),
        ("\u{200b}", "it is empty"),
        (&"Dec 12, 2025 ".repeat(9), "it is longer than 100 characters"),
        ("yesterday", not_understood),
        ("Dec 12, 2025 at noon", not_understood),
        ("Decembre 2025", not_understood),
        ("20240612", out_of_range),
        ("24", not_understood),
        ("2024-6", not_understood),
        ("2022-23-24", "there is no month 23"),
        ("2024 - 25", not_understood),
        ("2025/12", not_understood),
        ("2024//2025", not_understood),
        ("2024/2025/2026", not_understood),
        ("2024-06-15T25:00", not_understood),
        ("2024-06-15T10", not_understood),
        ("2024-06-15T10:61", not_understood),
        ("２０２４", not_understood),
        ("2024 年", not_understood),
        ("-", not_understood),
        ("2024 –", not_understood),
        ("– 2024", not_understood),
        ("2025s", not_understood),
        ("early Jun 5, 2024", not_understood),
        ("winter 2024-26", not_understood),
        ("summer 2024-25", not_understood),
        ("Jun – 2025", not_understood),
        ("Jan 5, 2026 – 7", not_understood),
        ("2024 or 2025", not_understood),
        ("Dec 12", "it names no year; write for example Dec 12, 2025"),
        ("summer", "it names no year"),
        ("Jan 5-Jan 7", "it names no year"),
        ("Jun 24", "it names no year"),
        ("2025-02-30", "there is no day 30 in 2025-02; its days are 1 to 28"),
        ("Feb 30, 2024", "there is no day 30 in 2024-02; its days are 1 to 29"),
        ("Feb 29 2025", "there is no day 29 in 2025-02"),
        ("31 June 2024", "there is no day 31 in 2024-06"),
        ("2025-01-00", "there is no day 0 in 2025-01"),
        ("2025-02-30T10:00:00Z", "there is no day 30 in 2025-02"),
        ("Jan 5-32, 2026", "there is no day 32 in 2026-01"),
        ("2025-13", "there is no month 13; months are 01 to 12"),
        ("2025-00", "there is no month 0"),
        ("2025-25", "there is no month 25"),
        ("2025-13-01", "there is no month 13"),
        ("13/14/2025", "there is no month 14"),
        ("13.14.2025", "there is no month 14"),
        ("Q5 2025", "a year has no such part; write for example Q3 2025"),
        ("H3 2025", "a year has no such part"),
        ("third half of 2025", "a year has no such part"),
        ("2025/2024", "it ends on 2024-12-31, before it starts on 2025-01-01; write the earlier"),
        ("2026-01-07/2026-01-05", reversed),
        ("Jan 7-5, 2026", reversed),
        ("Mar 7 - Mar 5, 2026", reversed),
        ("2025 to 2023", reversed),
        ("2024–06", reversed),
        ("0000", out_of_range),
        ("0000-01-01", out_of_range),
        ("12345", out_of_range),
        ("-0044", out_of_range),
        ("Y17000", out_of_range),
        ("Jun 12024", out_of_range),
        ("9999-24", out_of_range),
        ("winter 9999", out_of_range),
        ("after 9999", out_of_range),
        ("before 0001", out_of_range),
        ("20XX", "nothing coarser than a decade is kept; write for example 202X"),
        ("2XXX-12", "nothing coarser than a decade is kept"),
        ("12/11/2025", "it is ambiguous: 2025-12-11 or 2025-11-12; write the one that is meant"),
        ("1-2-2025", "it is ambiguous: 2025-01-02 or 2025-02-01"),
        ("../..", "it has no date at either end; write for example 2024/.. or ../2024"),
        ("/", "it has no date at either end"),
    ] {
        check(text, expected);
    }
}

#[test]
fn a_message_repeats_the_text_but_not_all_of_a_huge_one() {
    let short = DateSpan::parse(" yesterday ").unwrap_err();
    assert!(short.to_string().starts_with("cannot read the date ` yesterday `: "));
    let huge: DateError = DateSpan::parse(&"é".repeat(1_000_000)).unwrap_err();
    assert_eq!(huge.text().chars().count(), 101);
}

#[test]
fn strict_edtf_does_not_read_written_forms() {
    for text in ["Jun 2024", "c. 2024", "2022–23", "~2024", "2025/12/12", "early 2025"] {
        assert!(DateSpan::parse_edtf(text).is_err(), "{text}");
    }
}
