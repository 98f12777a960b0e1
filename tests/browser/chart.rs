//! The chart of matches by month: a click, a range drawn with the pointer, keys, and the way back.

use super::harness::{Browser, Page, Point};
use crate::support::{Place, Server};

fn on_results(test: impl FnOnce(&Page)) {
    let place = Place::with_index();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/?q=museum&view=events");
    test(&page);
}

/// How many events the page says that there are.
fn told(page: &Page) -> String {
    page.find(".summary").text().split(" in ").next().unwrap_or_default().to_owned()
}

#[test]
fn a_click_on_a_month_shows_what_it_counts_and_its_chip_takes_it_back() {
    on_results(|page| {
        assert_eq!(told(page), "6 events");
        page.find("a[data-key='2025-11']").click();
        let clicked = "/?q=museum&view=events&on=2025-11&precision=month";
        page.wait_until("the month is shown", |page| page.address() == clicked);
        assert_eq!(told(page), "2 events");
        assert_eq!(page.find(".bars .chosen").count(), 1);
        page.find(".chip").click();
        page.wait_until("all is shown", |page| page.address() == "/?q=museum&view=events");
        assert_eq!(told(page), "6 events");
        page.back();
        page.wait_until("the month is back", |page| page.address() == clicked);
        assert_eq!(told(page), "2 events");
    });
}

#[test]
fn the_pointer_is_told_month_and_count() {
    on_results(|page| {
        let over = page.find("a[data-key='2025-11'] .bar").middle();
        // Pressing and letting go at one place is a click; so the pointer comes from outside and stays.
        page.drag(Point { x: 5.0, y: 5.0 }, over);
        page.wait_until("it is told", |page| {
            page.find("#chart-hint").text() == "– November 2025: 2 matches"
        });
    });
}

#[test]
fn a_range_is_drawn_and_shown() {
    on_results(|page| {
        let from = page.find("a[data-key='2025-10'] .bar").middle();
        let to = page.find("a[data-key='2025-12'] .bar").middle();
        page.drag(to, from);
        let drawn = "/?q=museum&view=events&from=2025-10&to=2025-12";
        page.wait_until("the range is shown", |page| page.address() == drawn);
        assert_eq!(told(page), "3 events");
        assert_eq!(page.find(".chip").count(), 2);
        assert_eq!(page.find(".bars a.in").count(), 3);
    });
}

#[test]
fn arrow_keys_go_from_month_to_month() {
    on_results(|page| {
        page.execute("document.querySelector('.bars a:not([tabindex])').focus()");
        let focused = "return document.activeElement.dataset.key";
        assert_eq!(page.execute(focused), "2025-12");
        page.press("ArrowLeft");
        assert_eq!(page.execute(focused), "2025-11");
        page.press("Home");
        assert_eq!(page.execute(focused), "2025-08");
        page.press("Enter");
        page.wait_until("the month is shown", |page| {
            page.address().ends_with("on=2025-08&precision=month")
        });
    });
}
