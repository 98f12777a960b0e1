//! Fields and their values.

use dateline_engine::{DateFilter, DateMode, Expr, Predicate};
use dateline_model::Day;

use super::{check, warnings};
use crate::language::{Options, WarningCode, parse};

#[test]
fn a_text_field_holds_for_a_word_a_phrase_or_a_group() {
    check(&[
        ("title:kim", "title:kim", ""),
        ("TITLE:kim Section:x text:y", "+title:kim +section:x +text:y", ""),
        (r#"title:"giant film"~1"#, r#"title:"giant film"~1"#, ""),
        ("title:(a OR b*) c", "+(title:a OR title:b*) +c", ""),
        ("title:(a text:b (c feed:d))", "+title:a +text:b +title:c +feed:d", ""),
        ("title:OR title:12:30", "+title:OR +title:12:30", ""),
        ("title:-film", "-title:film", "misplaced-sign"),
        ("title:", "*", "empty-value"),
        ("kim title:*", "kim", "empty-value"),
        ("kim title:... film", "+kim +film", "empty-value"),
    ]);
}

#[test]
fn names_are_kept_as_written() {
    check(&[
        ("feed:world", "feed:world", ""),
        (r#"feed:"Arts and culture""#, r#"feed:"Arts and culture""#, ""),
        (
            "publisher:“Yahoo!” publisher:Reuters, kim",
            r#"+publisher:"Yahoo!" +publisher:Reuters +kim"#,
            "",
        ),
        ("feed:wor*", "feed:wor", "misplaced-star"),
        ("feed:world~", "feed:world", "misplaced-tilde"),
        (r#"feed:"world"*"#, "feed:world", "misplaced-star"),
        (r#"kim feed:"" "#, "kim", "empty-value"),
        ("kim (feed:)", "kim", "empty-group empty-value"),
        ("feed:(a OR b)", "a OR b", "empty-value"),
        (r#"feed:"Arts and"#, "+Arts +and", "unclosed-quote"),
        ("-feed:-world", "-feed:world", "misplaced-sign"),
    ]);
}

#[test]
fn a_kind_and_a_story_are_of_the_allowed_ones() {
    check(&[
        ("kind:event kind:Story", "+kind:event +kind:story", ""),
        (r#"kind:"event""#, "kind:event", ""),
        ("kind:events", "events", "unknown-kind"),
        ("story:kim-jong-un.2025_a", "story:kim-jong-un.2025_a", ""),
        ("story:-a", "story:-a", ""),
        ("story:Kim-Jong", "Kim-Jong", "invalid-story-id"),
        (r#"-story:"a b c""#, "-(+a +b +c)", "invalid-story-id"),
        ("story:abc, kim", "+story:abc +kim", ""),
    ]);
}

#[test]
fn dates_are_days_months_years_and_spans() {
    check(&[
        ("on:2025-12", "on:2025-12", ""),
        ("on:2025 on:2025-12-12", "+on:2025 +on:2025-12-12", ""),
        (r#"on:"Dec 2025""#, "on:2025-12", ""),
        ("on:“Jan 5-7, 2026”", "on:2026-01-05/2026-01-07", ""),
        ("on:2024~ on:2023?, kim", "+on:2024 +on:2023 +kim", ""),
        ("on:2024/..", "on:2024-01-01/9999-12-31", ""),
        ("after:2025-10", "after:2025-10-31", ""),
        ("before:2026", "before:2026-01-01", ""),
        ("after:2025-10 before:2026 kim", "+after:2025-10-31 +before:2026-01-01 +kim", ""),
        ("(after:2025-10)", "after:2025-10-31", ""),
        ("-on:2025-12", "-on:2025-12", ""),
        ("after:9999-12-31", "after:9999-12-31", ""),
        ("before:0001", "after:9999-12-31", ""),
    ]);
}

#[test]
fn an_unreadable_date_is_searched_as_words() {
    check(&[
        ("on:yesterday", "yesterday", "unreadable-date"),
        ("on:Dec 2025", "+Dec +2025", "unreadable-date"),
        (r#"kim -after:"next great week""#, "+kim -(+next +great +week)", "unreadable-date"),
        ("on:2025-13", "2025-13", "unreadable-date"),
        ("on:*", "*", "unreadable-date"),
    ]);
}

#[test]
fn after_and_before_are_strict_and_take_the_mode() {
    let within = Options { dates: DateMode::Within, ..Options::default() };
    let day = |text: &str| text.parse::<Day>().ok();
    let cases = [
        ("on:2025-12", day("2025-12-01"), day("2025-12-31")),
        ("after:2025-10", day("2025-11-01"), None),
        ("before:2026", None, day("2025-12-31")),
        ("after:9999-12-31", Some(Day::MAX), Some(Day::MIN)),
        ("before:0001-01-01", Some(Day::MAX), Some(Day::MIN)),
    ];
    for (text, from, to) in cases {
        let filter = DateFilter { from, to, mode: DateMode::Within };
        assert_eq!(parse(text, within).expr, Expr::Predicate(Predicate::Dates(filter)), "{text}");
    }
}

#[test]
fn an_unknown_field_is_searched_as_a_word_with_its_value() {
    check(&[
        ("titel:kim", "+titel +kim", "unknown-field"),
        ("foo:bar:baz", r"+foo +\bar:baz", "unknown-field"),
        (r#"-author:"Kim Jong""#, r#"-(+author +"Kim Jong")"#, "unknown-field"),
        ("a OR foo:bar", "a OR (+foo +bar)", "unknown-field"),
        ("foo:(a OR b)", "+foo +(a OR b)", "unknown-field"),
        (r#"foo:"""#, "foo", "unknown-field empty-phrase"),
        ("OR:kim", r"+\OR +kim", "unknown-field"),
    ]);
}

#[test]
fn a_colon_in_plain_text_is_no_field() {
    check(&[
        ("12:30 10:0", "+12:30 +10:0", ""),
        ("http://x.y/z?a:b", "http://x.y/z?a:b", ""),
        ("title: kim", "+title +kim", ""),
        ("note: kim", "+note +kim", ""),
        ("note:", "note", ""),
        ("a-b:c covid19:x", "+a-b:c +covid19:x", ""),
        ("_:x", "x", ""),
    ]);
}

#[test]
fn a_remedy_names_the_nearest_field_and_what_is_allowed() {
    let cases = [
        ("titel:x", "`title:`"),
        ("Publishr:x", "`publisher:`"),
        ("source:x", "`publisher:`"),
        ("since:2025", "`after:`"),
        ("zzz:x", "title, section, text, feed"),
        ("kind:x", "`kind:story` or `kind:event`"),
        ("story:X", "a-z 0-9 - _ ."),
        ("after:x", "`after:2025-12`"),
    ];
    for (text, remedy) in cases {
        let warnings = parse(text, Options::default()).warnings;
        let message = warnings.first().map(|warning| warning.message.as_str());
        assert!(message.is_some_and(|message| message.contains(remedy)), "{text}: {message:?}");
    }
    assert_eq!(warnings("日本 -on:x"), [(WarningCode::UnreadableDate, 3)]);
}
