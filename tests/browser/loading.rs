//! A page that is on its way shows so, and one that was stopped does not for ever.

use super::harness::Browser;
use crate::support::{Place, Server};

#[test]
fn a_search_that_takes_a_while_shows_that_it_is_on_its_way() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/");
    // As if the answer never came.
    page.execute("document.addEventListener('submit', event => event.preventDefault())");
    page.find("#q").type_in("museum");
    page.press("Enter");
    let shown = "return document.documentElement.classList.contains('busy') && \
        getComputedStyle(document.documentElement, '::before').height";
    page.wait_until("it shows", |page| page.execute(shown) == "3px");
    page.wait_until("it ends", |page| page.execute(shown) == false);
}
