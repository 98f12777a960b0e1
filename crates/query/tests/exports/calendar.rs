//! The calendar, as another parser reads it.

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime, Event, EventLike};

use crate::corpus::{FORMULA, LONGEST, PRINTABLE, RIGHT_TO_LEFT, hard, many};
use crate::rig::{Reply, Rig};

const CALENDAR: &str = "/export/timeline.ics";

fn read(reply: &Reply) -> Calendar {
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.text().parse().unwrap()
}

fn events(calendar: &Calendar) -> Vec<&Event> {
    calendar.components.iter().map(event).collect()
}

fn event(component: &CalendarComponent) -> &Event {
    match component {
        CalendarComponent::Event(event) => event,
        other => panic!("{other:?}"),
    }
}

fn taken(rig: &Rig, parameters: &[(&str, &str)]) -> Calendar {
    read(&rig.client.get(CALENDAR, parameters))
}

/// The days of an event: the first and the one behind the last, or how long it is.
fn days(event: &Event) -> (String, String) {
    let day = |date: Option<DatePerhapsTime>| match date {
        Some(DatePerhapsTime::Date(day)) => day.to_string(),
        None => String::new(),
        other => panic!("{other:?}"),
    };
    let end = day(event.get_end());
    let length = event.property_value("DURATION").unwrap_or_default();
    assert!(end.is_empty() != length.is_empty(), "{event:?}");
    (day(event.get_start()), end + length)
}

#[test]
fn every_event_with_a_date_is_an_entry_of_whole_days() {
    let calendar = taken(&hard(), &[]);
    let listed = events(&calendar);
    let expected = [
        ("hard#1@dateline", "0001-01-01", "0002-01-01", "(known to the year)"),
        ("hard#6@dateline", "2023-05-31", "2023-06-01", "(its start is not given)"),
        ("hard#2@dateline", "2024-01-01", "2025-01-01", "Date: 2024 (known to the year)"),
        ("hard#5@dateline", "2024-06-01", "2024-06-02", "(its end is not given)"),
        (
            "hard#3@dateline",
            "2025-01-01",
            "2025-05-01",
            "(known to a part of the year, approximate)",
        ),
        (
            "hard#4@dateline",
            "2025-06-11",
            "2025-06-21",
            "(known to a part of the month, approximate)",
        ),
        ("hard#7@dateline", "2025-11-30", "2025-12-03", ""),
        ("hard#8@dateline", "2025-12-05", "2025-12-06", "(uncertain)"),
        ("hard#10@dateline", "9999-01-01", "P365D", "(known to the year)"),
        ("hard#9@dateline", "9999-12-31", "P1D", ""),
    ];
    let uids: Vec<_> = listed.iter().map(|event| event.get_uid().unwrap()).collect();
    assert_eq!(uids, expected.map(|(uid, ..)| uid));
    for (event, (uid, start, end, doubt)) in listed.iter().zip(expected) {
        assert_eq!(days(event), (start.to_owned(), end.to_owned()), "{uid}");
        let description = event.get_description().unwrap();
        assert!(description.contains(doubt), "{uid}: {description}");
        assert_eq!(description.contains("Date: "), !doubt.is_empty(), "{uid}: {description}");
        assert!(description.contains(&format!("Story: {PRINTABLE}")), "{uid}: {description}");
        let number = uid.strip_prefix("hard#").and_then(|uid| uid.split('@').next()).unwrap();
        let place = format!("http://localhost/stories/hard#event-{number}");
        assert_eq!(event.property_value("URL"), Some(&*place));
        assert_eq!(event.property_value("TRANSP"), Some("TRANSPARENT"));
    }
}

#[test]
fn texts_come_out_as_they_went_in() {
    let calendar = taken(&hard(), &[("q", "")]);
    let listed = events(&calendar);
    let of = |uid: &str| *listed.iter().find(|event| event.get_uid() == Some(uid)).unwrap();
    let event = of("hard#7@dateline");
    let description = event.get_description().unwrap();
    assert!(description.starts_with(RIGHT_TO_LEFT), "{description}");
    let sources = "Source: [1] Reuters https://reuters.example/a,b;c\nSource: [2]";
    assert!(description.ends_with(sources), "{description}");
    let summary = event.get_summary().unwrap();
    assert!(RIGHT_TO_LEFT.starts_with(summary.strip_suffix('…').unwrap()), "{summary}");
    let formula = of("hard#8@dateline").get_description().unwrap();
    assert!(formula.starts_with(&FORMULA.replace("\r\n", "\n")), "{formula}");
    let categories = event.get_categories().unwrap();
    assert_eq!(categories, ["World, Asia; East", "+1"]);
}

#[test]
fn lines_are_at_most_75_bytes_long_and_end_as_they_have_to() {
    let text = hard().client.get(CALENDAR, &[]).text();
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
    }
    assert!(text.contains("\r\n "), "nothing was folded");
}

#[test]
fn what_is_left_out_is_counted_and_the_calendar_is_named() {
    let calendar = taken(&hard(), &[("q", "year"), ("feed", "+1")]);
    assert_eq!(calendar.property_value("X-WR-CALNAME"), Some("Dateline: year · feed +1"));
    let calendar = taken(&hard(), &[]);
    assert_eq!(calendar.property_value("X-WR-CALNAME"), Some("Dateline: all events"));
    let about = calendar.property_value("X-WR-CALDESC").unwrap();
    assert_eq!(about, "Events with a date: 10. Left out, as they have none: 2.");
}

#[test]
fn a_story_of_very_many_events_comes_whole_and_the_same_each_time() {
    let rig = many();
    let parameters = [("story", "longest")];
    let reply = rig.client.get(CALENDAR, &parameters);
    let calendar = read(&reply);
    let uids: std::collections::BTreeSet<_> =
        events(&calendar).iter().map(|event| event.get_uid().unwrap().to_owned()).collect();
    assert_eq!(uids.len(), LONGEST);
    assert_eq!(calendar.components.len(), LONGEST);
    assert_eq!(rig.client.get(CALENDAR, &parameters).text(), reply.text());
}
