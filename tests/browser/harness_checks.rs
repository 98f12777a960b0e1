//! The harness itself: what it is to notice is noticed, and what it sets is what a page sees.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::harness::{Browser, Look, Page, Point};
use crate::support::Place;

/// How a test of a page of our own ends; none where there is no browser.
fn ended(browser: Browser, html: &str, test: impl FnOnce(&Page)) -> Option<Result<(), String>> {
    let place = Place::empty();
    let file = place.write("page.html", &format!("<!doctype html><html lang=en>{html}"));
    let page = browser.start()?;
    // One after the other, so that the page is dropped as at the end of a test that went well.
    let tested = catch_unwind(AssertUnwindSafe(|| {
        page.open(&format!("file://{}", file.display()));
        test(&page);
    }));
    let left = catch_unwind(AssertUnwindSafe(|| drop(page)));
    Some(tested.and(left).map_err(|panic| *panic.downcast().unwrap()))
}

/// Holds that a test of a page fails, with these words among others.
#[track_caller]
fn fails(html: &str, words: &[&str], test: impl FnOnce(&Page)) {
    let Some(ended) = ended(Browser::alone(), html, test) else { return };
    let told = ended.expect_err("the test is to fail");
    assert!(words.iter().all(|word| told.contains(word)), "{words:?} are not all in: {told}");
}

/// Holds that a test of a page passes.
#[track_caller]
fn passes(browser: Browser, html: &str, test: impl FnOnce(&Page)) {
    let Some(ended) = ended(browser, html, test) else { return };
    assert_eq!(ended, Ok(()));
}

#[test]
fn an_error_in_the_console_fails_a_test_that_did_not_think_of_it() {
    for script in ["console.error('oh no')", "throw new Error('oh no')"] {
        fails(&format!("<script>{script}</script>"), &["oh no"], |_| ());
    }
    let soon = "<script>setTimeout(() => { fetch('http://127.0.0.1:9/gone'); document.title = 'sent' })</script>";
    let sent = |page: &Page| {
        page.wait_until("it is sent", |page| page.execute("return document.title") == "sent");
        page.execute("return fetch('http://127.0.0.1:9/gone').catch(() => null)");
    };
    fails(soon, &["127.0.0.1:9/gone"], sent);
}

#[test]
fn what_is_announced_may_be_told_and_has_to_be() {
    let announced = |page: &Page| page.expect_told("oh no");
    passes(Browser::alone(), "<script>console.error('oh no')</script>", announced);
    fails("<script>console.log('oh no')</script>", &["does not tell `oh no`"], announced);
}

#[test]
fn a_violation_of_the_security_policy_fails_a_test() {
    let policy = "<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\">";
    fails(&format!("{policy}<script>1</script>"), &["Content Security Policy"], |_| ());
}

#[test]
fn what_is_not_accessible_is_told_with_rule_and_element() {
    let page = |body: &str| format!("<title>A</title><main><h1>A</h1>{body}</main>");
    let (grey, field) = ("<p style='color:#999'>Grey</p>", "<input id=nameless>");
    let accessible = Page::expect_accessible;
    passes(Browser::alone(), &page("<label>B <input></label>"), accessible);
    fails(&page(field), &["label: ", "#nameless"], accessible);
    fails(&page(grey), &["color-contrast: ", "\n  p\n"], accessible);
}

#[test]
fn windows_colours_and_motion_are_those_asked_for() {
    let html = "<meta name=viewport content='width=device-width'><title>A</title>";
    let seen = "return [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches, \
        matchMedia('(prefers-reduced-motion: reduce)').matches]";
    passes(Browser::alone(), html, |page| {
        for (look, expected) in [
            (Look::DESK, "[1280,900,false,false]"),
            (Look::PHONE.dark(), "[360,740,true,false]"),
            (Look::DESK.with_less_motion(), "[1280,900,false,true]"),
        ] {
            page.look(look);
            assert_eq!(page.execute(seen).to_string(), expected);
        }
    });
    passes(Browser::alone().with(Look::PHONE.dark()), html, |page| {
        assert_eq!(page.execute(seen).to_string(), "[360,740,true,false]");
    });
}

#[test]
fn what_does_not_fit_a_phone_or_is_hard_to_read_in_the_dark_is_told_with_the_look() {
    let page = |style: &str, body: &str| {
        format!(
            "<meta name=viewport content='width=device-width'><title>A</title><style>{style}</style>\
             <main><h1>Heading</h1>{body}</main>"
        )
    };
    let everywhere = Page::expect_usable_in_every_look;
    let wide = page("", "<div style='width:500px'>Wide</div>");
    fails(&wide, &["a width of ", "width: 360"], everywhere);
    let dark = "@media (prefers-color-scheme: dark) { main { color: #444; background: #222 } }";
    fails(&page(dark, ""), &["color-contrast: ", "is_dark: true"], everywhere);
    passes(Browser::alone(), &page("", ""), everywhere);
}

#[test]
fn without_scripts_a_page_runs_none() {
    let html = "<noscript>none</noscript><p id=a>still</p><script>a.textContent = 'ran'</script>";
    passes(Browser::alone(), html, |page| assert_eq!(page.find("#a").text(), "ran"));
    passes(Browser::alone().without_scripts(), html, |page| {
        assert_eq!(page.find("#a").text(), "still");
        assert_eq!(page.find("body").text(), "none\nstill");
    });
}

#[test]
fn an_element_that_comes_late_or_is_replaced_is_waited_for() {
    let html = "<body><script>let n = 0; const timer = setInterval(() => { \
        document.body.innerHTML = '<button class=late onclick=\"document.title = 1\">A</button>'; \
        if (++n > 8) clearInterval(timer) }, 200)</script>";
    passes(Browser::alone(), html, |page| {
        assert_eq!(page.find(".late").attribute("class").as_deref(), Some("late"));
        assert_eq!(page.find(".late").attribute("id"), None);
        page.find(".late").click();
        page.wait_until("it is clicked", |page| page.execute("return document.title") == "1");
        assert_eq!(page.find("button").count(), 1);
    });
}

#[test]
fn keys_and_the_pointer_arrive_as_from_hands() {
    let html = "<style>div { height: 40px; width: 200px; margin: 20px; border: 1px solid }</style>\
        <div id=a></div><div id=b></div><script>const told = []; \
        for (const kind of ['pointerdown', 'pointerup']) \
        addEventListener(kind, it => told.push(kind + ' ' + it.target.id)); \
        addEventListener('pointermove', it => { if (it.buttons) told.moved = true }); \
        addEventListener('keydown', it => told.push((it.shiftKey ? 'shift ' : '') + it.key))</script>";
    passes(Browser::alone().with(Look::PHONE), html, |page| {
        let from = page.find("#a").middle();
        // As far as the second one, and a little to the side.
        page.drag(from, Point { x: from.x + 10.0, y: from.y + 60.0 });
        page.press("Shift+Tab");
        page.press("/");
        let told = page.execute("return told.join()");
        assert_eq!(told, "pointerdown a,pointerup b,shift Shift,shift Tab,/");
        assert_eq!(page.execute("return told.moved"), true);
    });
}
