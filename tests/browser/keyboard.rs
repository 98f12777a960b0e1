//! The whole way with keys alone, and where the focus is on it.

use super::harness::{Browser, Page};
use crate::support::{Place, Server};

/// Presses Tab until a selector has the focus.
#[track_caller]
fn tab_to(page: &Page, css: &str) {
    let script = format!("return document.activeElement.matches({css:?})");
    for _ in 0..60 {
        if page.execute(&script) == true {
            return;
        }
        page.press("Tab");
    }
    panic!("the Tab key does not lead to {css}");
}

#[test]
fn from_the_front_page_to_an_article_with_keys_alone() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/");
    tab_to(&page, "#q");
    for letter in ["k", "u", "r", "s", "k"] {
        page.press(letter);
    }
    page.press("Enter");
    page.wait_until("there are results", |page| page.address() == "/?q=kursk");
    tab_to(&page, ".bars a");
    let outline = "const it = getComputedStyle(document.activeElement.querySelector('.area')); \
        return it.strokeWidth";
    assert_eq!(page.execute(outline), "3px", "the focus is seen");
    page.press("Enter");
    page.wait_until("the month is shown", |page| page.address().contains("precision=month"));
    tab_to(&page, ".chip");
    page.press("Enter");
    page.wait_until("all is shown", |page| page.address() == "/?q=kursk");
    tab_to(&page, ".hit h2 a");
    page.press("Enter");
    page.wait_until("a story is shown", |page| page.address().starts_with("/stories/"));
    tab_to(&page, ".happened .cite");
    page.press("Enter");
    page.wait_until("an article is shown", |page| page.address().contains("#article-"));
}

#[test]
fn the_chart_is_one_stop_on_the_way() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/?q=russia");
    assert!(page.find(".bars a").count() > 5);
    tab_to(&page, ".bars a");
    page.press("Tab");
    assert_eq!(page.execute("return document.activeElement.closest('.bars') === null"), true);
}
