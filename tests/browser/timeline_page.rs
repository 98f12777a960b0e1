//! The timeline: it grows when its end comes near, and can be jumped into.

use std::fmt::Write;

use super::harness::Browser;
use crate::support::{Dateline, Place, Server};

/// A place with a story of so many events, one a month.
fn long(months: usize) -> Place {
    let place = Place::empty();
    let mut events = String::new();
    for month in 0..months {
        let comma = if month == 0 { "" } else { "," };
        let (year, month) = (2022 + month / 12, month % 12 + 1);
        let _ = write!(
            events,
            r#"{comma}{{"date":"{year}-{month:02}","text":"Walrus {year}-{month:02}"}}"#
        );
    }
    let story = format!(r#"{{"id":"walrus","title":"Walrus","timeline":[{events}]}}"#);
    let file = place.write("long.ndjson", &story);
    Dateline::at(&place).run(&["reindex", "--quiet", file.to_str().unwrap()]).expect_code(0);
    place
}

#[test]
fn it_grows_to_its_end_and_tells_each_event_once() {
    let place = long(40);
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/timeline?q=walrus");
    page.wait_until("all events are there", |page| {
        page.execute("scrollTo(0, document.body.scrollHeight)");
        page.find(".entry").count() == 40
    });
    let texts = page
        .execute("return [...document.querySelectorAll('.entry .text')].map(it => it.textContent)");
    let texts = texts.as_array().unwrap();
    assert!(texts.windows(2).all(|pair| pair[0].as_str() < pair[1].as_str()), "{texts:?}");
    let years = page.execute(
        "return [...document.querySelectorAll('.period')].map(it => it.textContent).join()",
    );
    assert_eq!(years, "2022,2023,2024,2025");
    page.wait_until("there is no more", |page| page.find("#more").count() == 0);
    assert!(page.find("#grown").count() == 1 && page.address() == "/timeline?q=walrus");
}

#[test]
fn it_grows_a_few_times_and_then_waits_to_be_asked() {
    let place = long(80);
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/timeline?q=walrus");
    page.wait_until("it has grown five times", |page| {
        page.execute("scrollTo(0, document.body.scrollHeight)");
        page.find(".entry").count() == 60
    });
    page.find("#more").click();
    page.wait_until("it goes on", |page| page.address().contains("cursor="));
    assert_eq!(page.find(".entry .date").text(), "Jan 2027");
}

#[test]
fn a_year_and_a_month_are_jumped_to() {
    let place = long(40);
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/timeline?q=walrus");
    page.find(".years li:nth-child(3) a").click();
    page.wait_until("the year is shown", |page| page.address() == "/timeline?q=walrus&from=2024");
    assert_eq!(page.find(".entry .date").text(), "Jan 2024");
    page.find("a[data-key='2023-05']").click();
    page.wait_until("the month is shown", |page| {
        page.address() == "/timeline?q=walrus&from=2023-05"
    });
    assert_eq!(page.find(".entry .date").text(), "May 2023");
}
