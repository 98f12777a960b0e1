//! A story: opened from the results, its citations followed, and what is related.

use super::harness::Browser;
use crate::support::{Place, Server};

#[test]
fn a_story_is_opened_and_a_citation_followed_and_left_again() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/?q=museum+soldiers");
    page.find(".hit h2 a").click();
    let story = "/stories/north-korea-raises-a-museum-to-its-soldiers-killed-in-russia";
    page.wait_until("the story is shown", |page| page.address() == story);
    page.find("#event-7 .cite").click();
    page.wait_until("the article is shown", |page| page.address() == format!("{story}#article-5"));
    let is_seen = "const it = document.querySelector(':target').getBoundingClientRect(); \
        return it.top >= 0 && it.bottom <= innerHeight";
    page.wait_until("it is in sight", |page| page.execute(is_seen) == true);
    page.back();
    page.wait_until("the story is back", |page| page.address() == story);
    page.find("section > p .cite").click();
    page.wait_until("the source is shown", |page| page.address() == format!("{story}#source-1"));
}

#[test]
fn a_mark_of_the_timeline_leads_to_its_event() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/stories/north-korea-raises-a-museum-to-its-soldiers-killed-in-russia");
    assert!(page.find(".scale rect.mark").count() > 3 && page.find(".scale circle").count() > 3);
    page.find(".scale a[href='#event-7'] .mark").click();
    page.wait_until("the event is shown", |page| page.address().ends_with("#event-7"));
    // A month is as wide as a month: wider than a day, narrower than a season.
    let width = |event: u32| {
        let script = format!(
            "return document.querySelector(\".scale a[href='#event-{event}'] .mark\").getBoundingClientRect().width"
        );
        page.execute(&script).as_f64().unwrap()
    };
    let (day, month, season) = (width(8), width(7), width(3));
    assert!(day < month && 2.5 * month < season, "{day} {month} {season}");
}

#[test]
fn a_related_story_is_a_click_away() {
    let place = Place::with_samples();
    let server = Server::at(&place);
    let Some(page) = Browser::on(&server).start() else { return };
    page.open("/stories/north-korea-raises-a-museum-to-its-soldiers-killed-in-russia");
    let related = page.find(".related a").attribute("href").unwrap();
    page.find(".related a").click();
    page.wait_until("it is shown", |page| page.address() == related);
}
