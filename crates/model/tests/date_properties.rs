//! What holds of every date: formatting and parsing lead back, spans never run backwards, and no
//! text whatever makes the parser panic.

#![expect(clippy::unwrap_used, reason = "a helper of tests fails by panicking, as a test does")]

use dateline_model::{DateSpan, Day, Month, Precision};
use proptest::prelude::*;

/// One date in EDTF, of any unit, before its qualifier.
fn unit() -> BoxedStrategy<String> {
    // Mostly years near each other, so that intervals within a month or a year are common.
    let year = prop_oneof![6 => 2023..2027i32, 1 => 1..=9998i32];
    prop_oneof![
        3 => (year.clone(), 1..=12u32, 1..=31u32).prop_filter_map("no such day", |(y, m, d)| {
            Day::from_ymd(y, m, d).map(|day| day.to_string())
        }),
        2 => (year.clone(), 1..=12u32).prop_map(|(y, m)| format!("{y:04}-{m:02}")),
        1 => (year.clone(), 21..=24u32).prop_map(|(y, s)| format!("{y:04}-{s}")),
        1 => (year.clone(), 33..=36u32).prop_map(|(y, q)| format!("{y:04}-{q}")),
        1 => year.clone().prop_map(|y| format!("{y:04}")),
        1 => year.prop_map(|y| format!("{:03}X", y / 10)),
    ]
    // Nested by value, the strategies would outgrow the stack of a test's thread.
    .boxed()
}

fn point() -> impl Strategy<Value = String> {
    (unit(), prop_oneof![4 => Just(""), 1 => Just("~"), 1 => Just("?"), 1 => Just("%")])
        .prop_map(|(unit, qualifier)| format!("{unit}{qualifier}"))
}

/// A third of a month or year in EDTF.
fn part() -> impl Strategy<Value = String> {
    (1..=9998i32, 0..=12u32, 0..3usize, prop_oneof![Just('~'), Just('%')]).prop_map(
        |(year, month, third, sign)| {
            if month == 0 {
                let first = third * 4 + 1;
                return format!("{year:04}-{first:02}{sign}/{year:04}-{:02}{sign}", first + 3);
            }
            let month = Month::from_ym(year, month).unwrap();
            let last = [10, 20, month.last_day().ymd().2][third];
            let first = third * 10 + 1;
            format!("{month}-{first:02}{sign}/{month}-{last:02}{sign}")
        },
    )
}

fn span() -> BoxedStrategy<DateSpan> {
    let interval = (point(), point(), any::<bool>()).prop_map(|(a, b, alike)| {
        let sign =
            |text: &str| text.trim_start_matches(|c| !matches!(c, '~' | '?' | '%')).to_owned();
        let bare = b.trim_end_matches(['~', '?', '%']);
        let b = if alike { format!("{bare}{}", sign(&a)) } else { b };
        format!("{a}/{b}")
    });
    prop_oneof![
        2 => point(),
        4 => interval,
        2 => part(),
        1 => point().prop_map(|p| format!("{p}/..")),
        1 => point().prop_map(|p| format!("../{p}")),
    ]
    .prop_filter_map("reversed", |text| DateSpan::parse_edtf(&text).ok())
    .boxed()
}

/// Text made of what dates are made of, which gets further into the parser than noise does.
fn date_like() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Dec", "may", "Sept.", "12", "5th", "2025", "2024", "05", "0", "0000", "20", "s", "X", "Q",
        "3", "H1", "half", "quarter", "first", "of", "the", "early", "mid", "late", "summer",
        "winter", "c.", "about", "possibly", "since", "until", "before", "after", "from", "to",
        "between", "and", "on", "present", "-", "–", "/", ".", ",", "~", "?", "%", "..", "T10:00",
        "Z", " ", " ", "\u{a0}", "é", "9999", "0001", "Friday", "\u{2011}", "prior", "up",
    ]);
    prop::collection::vec(words, 0..9).prop_map(|words| words.concat())
}

fn holds(span: &DateSpan) -> Result<(), TestCaseError> {
    prop_assert!(span.first() <= span.last(), "{span}");
    prop_assert_eq!(DateSpan::parse(&span.to_string()), Ok(*span));
    prop_assert_eq!(DateSpan::parse_edtf(&span.to_string()), Ok(*span));
    let label = span.label();
    prop_assert_eq!(DateSpan::parse(&label), Ok(*span), "label {}", label);
    let json = serde_json::to_string(span).unwrap();
    prop_assert_eq!(&serde_json::from_str::<DateSpan>(&json).unwrap(), span);
    let open = span.is_open_start() || span.is_open_end();
    prop_assert_eq!(span.precision() == Precision::Open, open);
    prop_assert!(span.overlaps(span) && span.is_within(span));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn edtf_and_label_lead_back_to_every_span(span in span()) {
        holds(&span)?;
    }

    #[test]
    fn whatever_is_read_can_be_written_and_read_again(text in date_like()) {
        if let Ok(span) = DateSpan::parse(&text) {
            holds(&span)?;
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in any::<String>(), edtf in "[0-9X/.~?%T:Z -]{0,30}") {
        for text in [text, edtf] {
            let _ = DateSpan::parse_edtf(&text);
            if let Ok(span) = DateSpan::parse(&text) {
                holds(&span)?;
            }
        }
    }

    #[test]
    fn case_and_white_space_do_not_matter(span in span()) {
        let label = span.label();
        for variant in [label.to_uppercase(), label.to_lowercase(), label.replace(' ', "\u{202f} ")] {
            prop_assert_eq!(DateSpan::parse(&format!("\n{variant}\u{a0}")), Ok(span));
        }
    }

    #[test]
    fn days_and_months_count_alike(number in 1..=3_652_059i32) {
        let day = Day::from_number(number).unwrap();
        let (year, month, of_month) = day.ymd();
        prop_assert_eq!(Day::from_ymd(year, month, of_month), Some(day));
        prop_assert_eq!(day.next().is_none_or(|next| next.number() == number + 1), true);
        prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        prop_assert!(day.month().first_day() <= day && day <= day.month().last_day());
        prop_assert_eq!(day.month().to_string().parse::<Month>().unwrap(), day.month());
        prop_assert_eq!(DateSpan::day(day), DateSpan::between(day, day).unwrap());
    }

    #[test]
    fn overlap_and_containment_are_those_of_the_days(a in span(), b in span()) {
        let days = |span: &DateSpan| span.first().number()..=span.last().number();
        let (of_a, of_b) = (days(&a), days(&b));
        let share = of_a.contains(of_b.start()) || of_b.contains(of_a.start());
        prop_assert_eq!(a.overlaps(&b), share);
        prop_assert_eq!(b.overlaps(&a), share);
        prop_assert_eq!(a.is_within(&b), of_b.contains(of_a.start()) && of_b.contains(of_a.end()));
    }
}
