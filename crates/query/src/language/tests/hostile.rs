//! Texts that nobody means: deep, long, and made of operators. In time that grows with their
//! length, without a deep stack, and with few warnings.

use std::thread;

use crate::language::{Options, Parsed, parse, print};

/// On a stack of 512 KiB, a quarter of what a thread has.
fn parse_on_a_small_stack(text: String, options: Options) -> Parsed {
    thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(move || {
            let parsed = parse(&text, options);
            assert!(parsed.warnings.len() <= 64);
            assert!(parsed.warnings.iter().all(|warning| warning.message.len() < 500));
            print(&parsed.expr);
            parsed
        })
        .and_then(|thread| thread.join().map_err(|_| std::io::Error::other("the parser panicked")))
        .unwrap()
}

#[test]
fn a_hundred_thousand_parentheses_do_not_overflow_the_stack() {
    let deep = Options { max_depth: usize::MAX, ..Options::default() };
    for unit in ["(", "-(", "a OR (", "title:(", "foo:(", "NOT (", "(a (b OR "] {
        let open = unit.repeat(100_000);
        for options in [Options::default(), deep] {
            parse_on_a_small_stack(open.clone(), options);
            parse_on_a_small_stack(format!("{open}kim{}", ")".repeat(100_000)), options);
        }
    }
}

#[test]
fn a_long_text_of_anything_is_read_in_linear_time() {
    let units = [
        "a ", "-* ", "NOT ", "- ", "-", "\"", "\\\"", "\"\" ", "“", ") ", "() ", "a|", "OR ", "a:",
        "foo:b ", "on:x ", "feed:a* ", "*", "a*~", "~1", "title:\"", "日本 ", "\\", "a", "x\"",
        ":",
    ];
    let boundless = Options { max_terms: usize::MAX, ..Options::default() };
    for unit in units {
        // What is quadratic would take minutes.
        let text = unit.repeat(200_000 / unit.len());
        parse_on_a_small_stack(text.clone(), Options::default());
        parse_on_a_small_stack(text, boundless);
    }
    let distinct: String = (0..150_000).map(|number| format!("w{number} ")).collect();
    let parsed = parse_on_a_small_stack(distinct, boundless);
    assert_eq!(parsed.expr.leaves(), 150_000);
}

#[test]
fn warnings_beyond_the_most_are_counted_as_one() {
    let warnings = parse(&")".repeat(1000), Options::default()).warnings;
    assert_eq!(warnings.len(), 64);
    assert_eq!(warnings.last().map(|last| last.code.as_str()), Some("more-warnings"));
    assert_eq!(warnings.last().map(|last| last.position), Some(63));
}
