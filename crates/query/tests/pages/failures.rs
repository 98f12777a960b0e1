//! What is not there, or not now: a page for people, a problem for programs.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::corpus::served;
use crate::page::{Page, text};
use crate::rig::Rig;

#[test]
fn a_page_that_is_not_there_has_a_search() {
    let rig = served();
    for address in
        ["/nowhere", "/stories/nobody", "/stories/%FF", "/assets/site-0.css", "/stories/UPPER"]
    {
        let page = Page::of_any_status(&rig, address);
        assert!(page.reply.status.is_client_error(), "{address}: {}", page.reply.status);
        assert_eq!(page.one("form.search").attr("action"), Some("/"), "{address}");
        assert!(!text(page.one("h1")).is_empty());
        assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
        let id = page.reply.header("x-request-id");
        assert!(!id.is_empty() && text(page.one("main")).contains(id));
    }
}

#[test]
fn a_program_gets_a_problem() {
    let rig = served();
    let reply = rig.client.send(Method::GET, "/nowhere", &[("accept", "*/*")]);
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert_eq!(reply.header("content-type"), "application/problem+json");
    // Who keeps one for another gives a browser no problem, and a program no page.
    assert_eq!(reply.header("vary"), "accept");
    assert_eq!(Page::of_any_status(&rig, "/nowhere").reply.header("vary"), "accept");
    let api = rig.client.send(Method::GET, "/api/v1/stories/nobody", &[("accept", "text/html")]);
    assert_eq!(api.header("content-type"), "application/problem+json");
}

#[test]
fn a_cursor_of_an_older_index_says_what_to_do() {
    let walruses: Vec<_> =
        (0..12).map(|at| json!({ "date": "2025", "text": format!("Walrus {at}") })).collect();
    let story = [json!({ "id": "w", "title": "Walrus", "timeline": walruses })];
    let rig = Rig::with(&story);
    let more = Page::get(&rig, "/timeline?q=12+OR+walrus").attributes("#more", "href").remove(0);
    rig.reindex(&story);
    let page = Page::of_any_status(&rig, &more);
    assert_eq!(page.reply.status, StatusCode::GONE);
    assert_eq!(page.texts("h1"), ["The index was rebuilt in the meantime"]);
    let page = Page::of_any_status(&rig, "/timeline?q=walrus&cursor=nonsense");
    assert_eq!(page.reply.status, StatusCode::BAD_REQUEST);
    assert!(text(page.one("main")).contains("cursor"));
}

#[test]
fn every_page_forbids_what_it_does_not_need() {
    let rig = served();
    for address in
        ["/", "/?q=bridge", "/stories/old-bridge", "/timeline", "/api", "/docs", "/nowhere"]
    {
        let page = Page::of_any_status(&rig, address);
        let policy = page.reply.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"),
            "{address}: {policy}"
        );
        assert_eq!(page.reply.header("x-content-type-options"), "nosniff");
        assert!(
            page.all("[style], [onclick], script:not([src]):not([type='application/ld+json'])")
                .is_empty()
        );
        assert_eq!(page.one("html").attr("lang"), Some("en"));
        assert_eq!(page.all("h1").len(), 1, "{address}");
    }
}

#[test]
fn what_pages_refer_to_is_kept_for_ever_and_found() {
    let rig = served();
    let page = Page::get(&rig, "/");
    let mut files = page.attributes("link[rel=stylesheet], link[rel=icon]", "href");
    files.extend(page.attributes("script[src]", "src"));
    assert_eq!(files.len(), 3);
    for file in files {
        let reply = rig.client.get(&file, &[]);
        assert_eq!(reply.status, StatusCode::OK, "{file}");
        assert_eq!(reply.header("cache-control"), "public, max-age=31536000, immutable");
    }
}
