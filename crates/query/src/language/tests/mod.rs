//! The language, rule by rule: `check` holds what a text means and which warnings it gives.

mod dates;
mod hostile;
mod operators;
mod properties;
mod values;
mod words;

use super::{Options, WarningCode, parse, print};

/// Each case is a text, the tree in the notation of the language, and the codes of its warnings
/// in order, separated by spaces. What is printed has to mean the same again.
#[track_caller]
fn check(cases: &[(&str, &str, &str)]) {
    check_with(Options::default(), cases);
}

#[track_caller]
fn check_with(options: Options, cases: &[(&str, &str, &str)]) {
    for &(text, printed, codes) in cases {
        let parsed = parse(text, options);
        let found: Vec<&str> = parsed.warnings.iter().map(|found| found.code.as_str()).collect();
        assert_eq!(
            (print(&parsed.expr).as_str(), found.join(" ").as_str()),
            (printed, codes),
            "{text}"
        );
        let again = parse(printed, Options { last_word_is_prefix: false, ..options });
        assert_eq!(again.expr, parsed.expr, "{text} is printed as {printed}");
        assert_eq!(again.warnings, [], "{text} is printed as {printed}");
    }
}

/// The codes and positions of the warnings of a text.
fn warnings(text: &str) -> Vec<(WarningCode, usize)> {
    let warnings = parse(text, Options::default()).warnings;
    warnings.iter().map(|warning| (warning.code, warning.position)).collect()
}
