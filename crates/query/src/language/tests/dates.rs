//! Dates that a text names: which are taken for such, and what is left of the text.

use dateline_model::Day;

use super::super::{Options, parse, print};

/// A Wednesday.
fn today() -> Day {
    Day::from_ymd(2026, 2, 11).unwrap()
}

/// Each case is a text, the tree of what is left of it, and the dates that it names with the words that
/// do, with semicolons between.
#[track_caller]
fn check(cases: &[(&str, &str, &str)]) {
    let options = Options { today: Some(today()), ..Options::default() };
    for &(text, printed, expected) in cases {
        let parsed = parse(text, options);
        let dates = parsed.dates.iter().map(|date| format!("{} = {}", date.text, date.named.date));
        let dates = dates.collect::<Vec<_>>().join("; ");
        assert_eq!((print(&parsed.expr).as_str(), dates.as_str()), (printed, expected), "{text}");
        // Without a day to count from, all are words.
        let words = parse(text, Options::default());
        assert_eq!(words.dates, [], "{text}");
    }
}

#[test]
fn dates_are_named_as_people_write_them() {
    check(&[
        ("museum december 2025", "museum", "december 2025 = 2025-12"),
        ("December 2025 museum", "museum", "December 2025 = 2025-12"),
        ("museum Dec 12, 2025 kim", "+museum +kim", "Dec 12 2025 = 2025-12-12"),
        ("museum 2025-12-12", "museum", "2025-12-12 = 2025-12-12"),
        ("museum in december 2025", "museum", "in december 2025 = 2025-12"),
        ("floods of 2024", "floods", "of 2024 = 2024"),
        ("speech from may 2024", "speech", "from may 2024 = 2024-05"),
        ("kursk \"aug 2025\"", "kursk", "aug 2025 = 2025-08"),
        ("olympics 2024", "olympics", "2024 = 2024"),
        ("floods since october 2025", "floods", "since october 2025 = 2025-10/.."),
        (
            "floods from may 2024 to june 2024",
            "floods",
            "from may 2024 to june 2024 = 2024-05/2024-06",
        ),
        ("floods between 2023 and 2025", "floods", "between 2023 and 2025 = 2023/2025"),
        ("floods Jan 5-7, 2026 rescue", "+floods +rescue", "Jan 5-7 2026 = 2026-01-05/2026-01-07"),
        ("early 2025 floods", "floods", "early 2025 = 2025-01~/2025-04~"),
        ("q3 2025 earnings", "earnings", "q3 2025 = 2025-35"),
        ("2020s music", "music", "2020s = 202X"),
        ("floods 2023 storms 2024", "+floods +storms", "2023 = 2023; 2024 = 2024"),
        ("what happened in december 2025?", "+what +happened", "in december 2025 = 2025-12"),
        ("+museum -film 2025", "+museum -film", "2025 = 2025"),
        ("feed:world kim 2025", "+feed:world +kim", "2025 = 2025"),
    ]);
}

#[test]
fn dates_are_told_from_today() {
    check(&[
        ("floods today", "floods", "today = 2026-02-11"),
        ("floods yesterday", "floods", "yesterday = 2026-02-10"),
        ("floods this week", "floods", "this week = 2026-02-09/2026-02-15"),
        ("floods last week", "floods", "last week = 2026-02-02/2026-02-08"),
        ("floods last month", "floods", "last month = 2026-01"),
        ("floods in the last month", "+floods +in +the", "last month = 2026-01"),
        ("floods this year", "floods", "this year = 2026"),
        ("elections next year", "elections", "next year = 2027"),
        ("floods past month", "floods", "past month = 2026-01-11/2026-02-11"),
        ("floods last 3 days", "floods", "last 3 days = 2026-02-08/2026-02-11"),
        ("floods past 2 years", "floods", "past 2 years = 2024-02-11/2026-02-11"),
        ("floods since yesterday", "floods", "since yesterday = 2026-02-10/.."),
        ("floods Last Month", "floods", "Last Month = 2026-01"),
    ]);
}

#[test]
fn what_is_no_date_is_left_as_it_is() {
    let unchanged = [
        ("kim museum", "+kim +museum"),
        ("may march", "+may +march"),
        ("december", "december"),
        ("9/11", "9/11"),
        ("flight 1549", "+flight +1549"),
        ("35000 dead", "+35000 +dead"),
        ("around 2500 people", "+around +2500 +people"),
        ("\"summer 2024 olympics\"", "\"summer 2024 olympics\""),
        ("title:2024 olympics", "+title:2024 +olympics"),
        ("olympics -2024", "+olympics -2024"),
        ("(2024 OR 2025) olympics", "+(2024 OR 2025) +olympics"),
        ("last 99999 days", "+last +99999 +days"),
        ("month", "month"),
        ("usa last", "+usa +last"),
    ];
    for (text, printed) in unchanged {
        check(&[(text, printed, "")]);
    }
    check(&[("the sun 2024", "+the +sun", "2024 = 2024")]);
}

#[test]
fn a_date_alone_asks_for_what_says_so_or_happened_then() {
    check(&[
        ("december 2025", "(+december +2025) OR on:2025-12", "december 2025 = 2025-12"),
        ("2024", "2024 OR on:2024", "2024 = 2024"),
        ("last month", "(+last +month) OR on:2026-01", "last month = 2026-01"),
        ("2024 -film", "-film +(2024 OR on:2024)", "2024 = 2024"),
        ("feed:world 2024", "+feed:world +(2024 OR on:2024)", "2024 = 2024"),
    ]);
}

#[test]
fn a_day_may_be_missing_in_the_month_that_is_told_from_today() {
    let options = Options { today: Day::from_ymd(2026, 3, 31), ..Options::default() };
    let parsed = parse("floods past month", options);
    assert_eq!(parsed.dates[0].named.date.to_string(), "2026-02-28/2026-03-31");
}
