//! Stories and requests that are not meant well.

use serde_json::{Value, json};

use crate::page::{Page, text};
use crate::rig::{Rig, address};

const SCRIPT: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

#[test]
fn markup_in_a_story_is_text_on_every_page() {
    let rig = Rig::with(&[json!({
        "id": "bad", "title": format!("Walrus {SCRIPT}"), "feeds": [SCRIPT], "language": "\"><script>",
        "url": "javascript://x/%0aalert(1)",
        "sections": [{ "heading": SCRIPT, "text": format!("Walrus </script>{SCRIPT}"), "citations": [1] }],
        "sources": [{ "number": 1, "title": SCRIPT, "publisher": SCRIPT, "url": "javascript://x/%0aalert(1)" }],
        "articles": [{ "number": 1, "title": SCRIPT, "publisher": SCRIPT, "url": "data:text/html,x" }],
        "timeline": [{ "text": SCRIPT, "citations": [1] },
                     { "date": "2025", "text": format!("Walrus {SCRIPT}"), "citations": [1] }]
    })]);
    let query = address("/", &[("q", &format!("walrus {SCRIPT}"))]);
    let pages = [
        "/",
        "/?q=walrus",
        "/?q=walrus&view=events",
        "/stories/bad",
        "/timeline",
        "/timeline?q=walrus",
        &query,
        "/?feed=%3Cscript%3Ealert(1)%3C/script%3E",
        "/?q=x&from=%3Cscript%3E",
    ];
    for asked in pages {
        let page = Page::of_any_status(&rig, asked);
        assert!(!page.reply.status.is_server_error(), "{asked}");
        assert!(
            page.all(
                "script:not([src]):not([type='application/ld+json']), img:not([alt='']), [onerror]"
            )
            .is_empty(),
            "{asked}"
        );
        for target in page.attributes("a", "href") {
            let is_harmless =
                ["/", "#", "http://", "https://"].iter().any(|good| target.starts_with(good));
            assert!(is_harmless && !target.starts_with("//"), "{asked}: {target}");
        }
    }
    let page = Page::get(&rig, "/stories/bad");
    assert_eq!(text(page.one("h1")), format!("Walrus {SCRIPT}"));
    let data = page.one("script[type='application/ld+json']").inner_html();
    let data: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["headline"], format!("Walrus {SCRIPT}"));
}

#[test]
fn ten_thousand_feeds_and_publishers_fit_a_page() {
    let story = |at: usize| {
        json!({ "id": format!("s{at}"), "title": format!("Walrus {at}"), "feeds": [format!("Feed {at}")],
                "articles": [{ "number": 1, "publisher": format!("Publisher {at}") }],
                "timeline": [{ "date": "2025", "text": "Walrus", "citations": [1] }] })
    };
    let rig = Rig::with(&(0..10_000).map(story).collect::<Vec<_>>());
    for asked in ["/", "/?q=walrus", "/timeline?q=walrus"] {
        let page = Page::get(&rig, asked);
        assert!(page.reply.bytes.len() < 60_000, "{asked}: {} bytes", page.reply.bytes.len());
    }
    let page = Page::get(&rig, "/?q=walrus");
    assert_eq!(
        page.all(".choices a").into_iter().filter(|link| text(*link) == "More (9,988)").count(),
        2
    );
    let page = Page::get(&rig, "/?q=walrus&facet_limit=200");
    assert_eq!(page.texts(".choices .quiet"), ["and 9,800 more", "and 9,800 more"]);
}

#[test]
fn a_long_word_and_a_long_query_are_answered() {
    let word = "w".repeat(300);
    let rig = Rig::with(&[
        json!({ "id": "a", "title": format!("Walrus {word}"), "timeline": [{ "date": "2025", "text": word }] }),
    ]);
    let page = Page::get(&rig, &address("/", &[("q", &word)]));
    assert_eq!(page.all(".hit").len(), 1);
    let page = Page::of_any_status(&rig, &address("/", &[("q", &"walrus ".repeat(400))]));
    assert_eq!(page.reply.status.as_u16(), 400);
    assert_eq!(text(page.one("h1")), "The query is too long");
}

#[test]
fn texts_of_either_direction_say_so_themselves() {
    let rig = Rig::with(&[json!({
        "id": "rtl", "title": "فيضان في المدينة", "language": "ar",
        "sections": [{ "text": "وصل الماء إلى المتحف" }],
        "timeline": [{ "date": "2025-01-05", "text": "وصل الماء" }]
    })]);
    let page = Page::get(&rig, "/stories/rtl");
    assert_eq!(page.one(".story").attr("lang"), Some("ar"));
    assert!(page.all("h1[dir=auto], .happened .text[dir=auto], section > p[dir=auto]").len() >= 3);
    let page = Page::get(&rig, &address("/", &[("q", "المتحف")]));
    assert_eq!(page.attributes(".hit h2", "dir"), ["auto"]);
}

#[test]
fn dates_at_the_ends_of_the_calendar_are_drawn() {
    let event = |date: &str| json!({ "date": date, "text": "Walrus" });
    let rig = Rig::with(&[json!({ "id": "a", "title": "Walrus",
        "timeline": [event("0001"), event("0001-01-01"), event("9999-12-31"), event("2024/.."), event("../2024"), event("202X")] })]);
    for asked in [
        "/?q=walrus",
        "/?q=walrus&from=9999",
        "/timeline?q=walrus",
        "/stories/a",
        "/?q=walrus&to=0001",
    ] {
        let page = Page::get(&rig, asked);
        assert!(
            !page.reply.text().contains("NaN") && !page.reply.text().contains("inf%"),
            "{asked}"
        );
    }
}
