//! The page of an address where nothing is.

use super::harness::Browser;
use crate::support::{Place, Server};

/// What the browser itself tells of a page with this status.
const NOT_FOUND: &str = "404 (Not Found)";

#[test]
fn it_is_usable_in_every_look() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.expect_told(NOT_FOUND);
    page.open("/nowhere");
    assert_eq!(page.find("h1").text(), "There is nothing at this address");
    page.expect_usable_in_every_look();
}

#[test]
fn its_search_box_works_without_scripts_and_going_back_does_too() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).without_scripts().start() else { return };
    page.expect_told(NOT_FOUND);
    page.open("/nowhere?q=sailing");
    assert_eq!(page.find("#q").value(), "sailing");
    page.find("#q").type_in(" race & museum");
    page.press("Enter");
    let found = "/?q=sailing+race+%26+museum";
    page.wait_until("the form is sent", |page| page.address() == found);
    page.back();
    page.wait_until("the page before is there", |page| page.address() == "/nowhere?q=sailing");
    page.link("See the newest stories.").click();
    page.wait_until("the front page is asked for", |page| page.address() == "/");
}

#[test]
fn its_first_tab_skips_to_the_content() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.expect_told(NOT_FOUND);
    page.open("/nowhere");
    page.press("Tab");
    page.press("Enter");
    page.wait_until("the content has the focus", |page| {
        page.execute("return document.activeElement.id") == "content"
    });
    assert_eq!(page.address(), "/nowhere#content");
}
