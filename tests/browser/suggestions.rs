//! What is suggested while somebody types, and how it is taken.

use super::harness::{Browser, Page};
use crate::support::{Place, Server};

fn on_the_front_page(test: impl FnOnce(&Page)) {
    let place = Place::with_index();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/");
    test(&page);
}

#[test]
fn words_and_titles_come_while_typing_and_a_word_is_searched_by_a_click() {
    on_the_front_page(|page| {
        page.find("#q").type_in("mus");
        page.wait_until("there are suggestions", |page| page.find(".suggestions li").count() > 1);
        assert_eq!(page.find("#q").attribute("aria-expanded").as_deref(), Some("true"));
        page.expect_accessible();
        page.find("#suggestion-0").click();
        page.wait_until("the word is searched", |page| page.address() == "/?q=museum");
        assert!(page.find(".hit").count() > 0);
    });
}

#[test]
fn a_title_leads_to_its_story() {
    on_the_front_page(|page| {
        page.find("#q").type_in("flood val");
        let title = "#suggestions [data-story=flood]";
        page.wait_until("the title is suggested", |page| page.find(title).count() == 1);
        page.find(title).click();
        page.wait_until("the story is shown", |page| page.address() == "/stories/flood");
    });
}

#[test]
fn keys_choose_and_escape_gives_back_what_was_typed() {
    on_the_front_page(|page| {
        page.find("#q").type_in("mus");
        page.wait_until("there are suggestions", |page| page.find(".suggestions li").count() > 0);
        page.press("ArrowDown");
        assert_eq!(page.find("#q").value(), "museum");
        let active = page.find("#q").attribute("aria-activedescendant");
        assert_eq!(active.as_deref(), Some("suggestion-0"));
        page.press("Escape");
        assert_eq!(page.find("#q").value(), "mus");
        assert_eq!(page.find("#q").attribute("aria-expanded").as_deref(), Some("false"));
        page.press("Enter");
        page.wait_until("what was typed is searched", |page| page.address() == "/?q=mus");
    });
}
