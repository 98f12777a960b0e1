//! Dates: whatever is read can be written and read again, in EDTF as in its label.

use dateline_model::{DateSpan, Precision};

/// Reads the input as a date.
pub fn check(input: &[u8]) {
    let text = super::text::of(input);
    for read in [DateSpan::parse(&text), DateSpan::parse_edtf(&text)] {
        match read {
            Ok(span) => holds(&span),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

fn holds(span: &DateSpan) {
    assert!(span.first() <= span.last(), "{span}");
    let (edtf, label) = (span.to_string(), span.label());
    assert_eq!(DateSpan::parse(&edtf), Ok(*span), "{edtf}");
    assert_eq!(DateSpan::parse_edtf(&edtf), Ok(*span), "{edtf}");
    assert_eq!(DateSpan::parse(&label), Ok(*span), "{edtf} is shown as {label}");
    let is_open = span.is_open_start() || span.is_open_end();
    assert_eq!(span.precision() == Precision::Open, is_open, "{edtf}");
    assert!(span.overlaps(span) && span.is_within(span), "{edtf}");
}
