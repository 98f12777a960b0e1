//! The page of the API for people.

use super::harness::Browser;
use crate::support::{Place, Server};

#[test]
fn it_is_usable_in_every_look() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/docs");
    assert_eq!(page.find("h1").text(), "Dateline API");
    page.expect_usable_in_every_look();
}
