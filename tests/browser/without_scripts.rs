//! Everything that matters works where the browser runs no scripts.

use super::harness::Browser;
use crate::support::{Place, Server};

#[test]
fn search_month_chip_story_citation_and_pages_work() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).without_scripts().start() else { return };
    page.open("/");
    page.find("#q").type_in("russia");
    page.find(".search button").click();
    page.wait_until("there are results", |page| page.address() == "/?q=russia");
    page.find("a[data-key='2025-12']").click();
    page.wait_until("the month is shown", |page| page.address().contains("on=2025-12"));
    page.find(".chip").click();
    page.wait_until("all is shown", |page| page.address() == "/?q=russia");
    page.find(".dates input[name=from]").type_in("Oct 2025");
    page.find(".dates button").click();
    page.wait_until("the range is shown", |page| page.address().contains("from=Oct+2025"));
    assert!(page.find(".chip").text().starts_with("From Oct 2025"));
    page.link("Timeline").click();
    page.wait_until("the timeline is shown", |page| page.address().starts_with("/timeline?"));
    page.find(".entry .meta a").click();
    page.wait_until("the story is shown", |page| page.address().contains("#event-"));
    page.find(":target .cite").click();
    page.wait_until("the article is shown", |page| page.address().contains("#article-"));
}

#[test]
fn pages_follow_one_another() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).without_scripts().start() else { return };
    page.open("/?view=events");
    page.link("Next").click();
    page.wait_until("the second page is shown", |page| page.address() == "/?view=events&page=2");
    page.link("Previous").click();
    page.wait_until("the first page is shown", |page| page.address() == "/?view=events");
    page.open("/timeline");
    page.find("#more").click();
    page.wait_until("the timeline goes on", |page| page.address().contains("cursor="));
    assert!(page.find(".entry").count() > 0);
    page.link("Back to the beginning").click();
    page.wait_until("it is at its beginning", |page| page.address() == "/timeline");
}
