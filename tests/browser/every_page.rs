//! Every kind of page in every look: accessible, nothing to scroll to the side, nothing in the console.

use super::harness::{Browser, Page};
use crate::support::{Place, Server};

/// Looks at pages of the samples.
fn look_at(addresses: &[&str], at_each: impl Fn(&Page)) {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    for address in addresses {
        page.open(address);
        page.expect_usable_in_every_look();
        at_each(&page);
    }
}

#[test]
fn results_are_usable_in_every_look() {
    let results = [
        "/?q=north+korea+russia",
        "/?q=museum&view=events&on=2025-12&precision=month&feed=world",
        "/?q=musuem",
        "/?q=zeppelin&from=2020",
    ];
    look_at(&results, |page| assert_eq!(page.find("h1").count(), 1));
}

#[test]
fn the_front_page_stories_and_timelines_are_usable_in_every_look() {
    let others = [
        "/",
        "/?feed=world",
        "/stories/north-korea-raises-a-museum-to-its-soldiers-killed-in-russia",
        "/timeline?q=russia",
        "/timeline",
        "/api",
    ];
    look_at(&others, |page| assert_eq!(page.find("h1").count(), 1));
}

#[test]
fn a_wrong_date_is_told_in_every_look() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.expect_told("400 (Bad Request)");
    page.open("/?q=museum&from=never");
    assert_eq!(page.find("h1").text(), "This cannot be answered as it is asked");
    page.expect_usable_in_every_look();
}
