//! What happened between North Korea and Russia in December 2025? From the front page in three clicks.

use super::harness::Browser;
use crate::support::{Place, Server};

#[test]
fn three_clicks_answer_it() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/");
    page.find("#q").type_in("north korea russia");
    page.find(".search button").click();
    page.wait_until("there are results", |page| page.find(".bars a").count() > 3);
    page.find("a[data-key='2025-12']").click();
    page.wait_until("the month is shown", |page| page.address().contains("on=2025-12"));
    let shown = page.find(".hits").text();
    assert!(shown.contains("Dec 12, 2025") && shown.contains("528th Regiment"), "{shown}");
    page.find(".hit .events a").click();
    page.wait_until("the event is shown", |page| page.address().contains("#event-"));
    assert!(page.find(":target").text().contains("528th Regiment of Engineers"));
}

#[test]
fn the_question_itself_does_too() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/");
    page.find("#q").type_in("north korea russia december 2025");
    page.find(".search button").click();
    page.wait_until("there are results", |page| page.find(".hit").count() > 0);
    assert!(page.find(".notice").text().contains("is taken for Dec 2025"));
    page.link("Show only that").click();
    page.wait_until("only that is shown", |page| page.address().contains("dates_in_query=filter"));
    assert!(page.find(".hits").text().contains("528th Regiment"));
}
