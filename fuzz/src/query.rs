//! The query language: every text is read within its limits, and what was read is printed so that it
//! reads the same.

use dateline_engine::Expr;
use dateline_model::Day;
use dateline_query::language::{Options, Parsed, parse, print};

/// Reads the input as a query. The first byte chooses the options.
pub fn check(input: &[u8]) {
    let (choice, rest) = super::text::choice(input);
    let text = super::text::of(rest);
    let options = Options {
        max_terms: [64, 0, 1, 3][usize::from(choice & 3)],
        max_depth: [16, 0, 1, 3][usize::from(choice >> 2 & 3)],
        last_word_is_prefix: choice & 0x10 != 0,
        ..Options::default()
    };
    let parsed = is_within_limits(&text, options);
    is_printed(&parsed.expr, options);
    // Dates among the words are no part of what is printed.
    is_within_limits(&text, Options { today: Day::from_ymd(2025, 6, 15), ..options });
}

fn is_within_limits(text: &str, options: Options) -> Parsed {
    let parsed = parse(text, options);
    // A date in quotes counts as one, and where nothing else is asked for its words are searched.
    let of_dates = parsed.dates.iter().map(|date| date.text.split_whitespace().count());
    assert!(parsed.dates.len() <= 8 && of_dates.clone().all(|words| words <= 16), "{text:?}");
    assert!(parsed.expr.leaves() <= options.max_terms + of_dates.sum::<usize>(), "{text:?}");
    let length = text.chars().count();
    assert!(parsed.warnings.iter().all(|warning| warning.position < length), "{text:?}");
    assert!(parsed.warnings.is_sorted_by_key(|warning| warning.position), "{text:?}");
    assert!(parsed.warnings.iter().all(|warning| !warning.message.is_empty()), "{text:?}");
    parsed
}

fn is_printed(expr: &Expr, options: Options) {
    let printed = print(expr);
    let max_depth = 2 * options.max_depth + 2;
    let again = parse(&printed, Options { last_word_is_prefix: false, max_depth, ..options });
    assert_eq!(again.expr, *expr, "it is printed as {printed:?}");
    assert_eq!(again.warnings, [], "it is printed as {printed:?}");
    assert_eq!(print(&again.expr), printed);
}
