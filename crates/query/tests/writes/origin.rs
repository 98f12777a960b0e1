//! A page of another site cannot have a browser write here.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use dateline_query::http::{ConnectionOptions, CorsOrigins, HttpOptions};

use crate::corpus::served;
use crate::rig::{Client, MAX_RECORD_BYTES, Rig};

const STORY: &str = r#"{ "title": "Written by a page" }"#;
const WRITES: [(Method, &str); 3] = [
    (Method::PUT, "/api/v1/stories/page"),
    (Method::POST, "/api/v1/stories"),
    (Method::DELETE, "/api/v1/stories/quiet"),
];

#[test]
fn what_a_browser_sends_for_another_site_is_refused() {
    let rig = served();
    for (method, path) in WRITES {
        for site in ["cross-site", "same-site"] {
            let headers = [("sec-fetch-site", site)];
            let reply = rig.client.send_body(method.clone(), path, &headers, STORY);
            assert_eq!(reply.status, 403, "{method} {site}");
            assert_eq!(reply.json()["code"], "cross_site", "{method} {site}");
        }
    }
    assert_eq!(rig.ask("/api/v1/stats", &[])["stories"], 4);
}

#[test]
fn what_is_sent_from_here_or_by_no_page_is_taken() {
    let rig = served();
    for site in [&[("sec-fetch-site", "same-origin")][..], &[("sec-fetch-site", "none")], &[]] {
        for (method, path) in WRITES {
            let reply = rig.client.send_body(method.clone(), path, site, STORY);
            let gone = method == Method::DELETE && reply.status == 404;
            assert!(gone || reply.status.is_success(), "{method} {site:?}: {}", reply.text());
        }
    }
    let headers = [("sec-fetch-site", "cross-site")];
    assert_eq!(rig.client.send(Method::GET, "/api/v1/search", &headers).status, 200);
}

#[test]
fn no_form_and_no_text_is_taken_for_stories() {
    let rig = served();
    // The three types that a browser sends to another site without asking, and what else there is.
    for kind in [
        "text/plain",
        "text/plain;charset=UTF-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application",
        "application/jsonx",
    ] {
        for (method, path) in [WRITES[0].clone(), WRITES[1].clone()] {
            let reply =
                rig.client.send_body(method.clone(), path, &[("content-type", kind)], STORY);
            assert_eq!(reply.status, 415, "{method} {kind}");
        }
    }
    assert_eq!(rig.ask("/api/v1/stats", &[])["stories"], 4);
    for kind in ["application/x-ndjson", "application/ndjson", "Application/JSONL; charset=utf-8"] {
        let headers = [("content-type", kind)];
        let reply = rig.client.send_body(Method::POST, WRITES[1].1, &headers, STORY);
        assert_eq!(reply.status, 200, "{kind}");
    }
    let headers = [("content-type", "Application/JSON; charset=utf-8")];
    assert_eq!(rig.client.send_body(Method::PUT, WRITES[0].1, &headers, STORY).status, 201);
}

#[test]
fn no_reply_lets_other_sites_in() {
    let rig = served();
    for (method, path) in WRITES {
        let asking = [
            ("origin", "https://other.example"),
            ("access-control-request-method", method.as_str()),
        ];
        let reply = rig.client.send(Method::OPTIONS, path, &asking);
        assert_eq!(reply.status, 405, "{path}");
        assert!(reply.headers.keys().all(|name| !name.as_str().starts_with("access-control")));
    }
}

/// A client of a service whose pages may be called from these origins.
fn open_to(rig: &Rig, origins: &str) -> Client {
    let connections = ConnectionOptions {
        cors_origins: CorsOrigins::parse(origins).unwrap(),
        ..ConnectionOptions::default()
    };
    let options = HttpOptions {
        request_timeout: Duration::from_secs(60),
        max_record_bytes: MAX_RECORD_BYTES,
        public_url: None,
        connections,
    };
    Client::with(Arc::new(rig.engine.clone()), options)
}

#[test]
fn a_site_that_is_named_may_read_and_write_and_another_may_not() {
    let rig = served();
    let client = open_to(&rig, "https://news.example, http://localhost:3000");
    for (origin, allowed) in [("https://news.example", true), ("https://evil.example", false)] {
        let shown = if allowed { origin } else { "" };
        let headers = [("origin", origin), ("sec-fetch-site", "cross-site")];
        let reply = client.send(Method::GET, "/api/v1/search?q=museum", &headers);
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("access-control-allow-origin"), shown);
        assert_eq!(reply.header("access-control-allow-credentials"), "");
        for (method, path) in WRITES {
            let asked =
                [headers[0], headers[1], ("access-control-request-method", method.as_str())];
            let reply = client.send(Method::OPTIONS, path, &asked);
            assert_eq!(reply.status, 200, "{method}");
            assert_eq!(reply.header("access-control-allow-origin"), shown, "{method}");
            assert!(reply.header("access-control-allow-methods").contains(method.as_str()));
            let reply = client.send_body(method.clone(), path, &headers, STORY);
            let done = reply.status.is_success() || reply.status == 404;
            assert_eq!(done, allowed, "{method} {origin}: {}", reply.status);
        }
        // Also where it fails, so that a page sees why.
        let reply = client.send(Method::GET, "/api/v1/search?limit=x", &headers);
        assert_eq!(
            (reply.status.as_u16(), reply.header("access-control-allow-origin")),
            (400, shown)
        );
    }
}

#[test]
fn a_star_lets_any_site_read_and_none_write() {
    let rig = served();
    let client = open_to(&rig, "*");
    let headers = [("origin", "https://any.example"), ("sec-fetch-site", "cross-site")];
    let reply = client.send(Method::GET, "/api/v1/search?q=museum", &headers);
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    assert_eq!(reply.header("access-control-allow-credentials"), "");
    for (method, path) in WRITES {
        let asked = [headers[0], ("access-control-request-method", method.as_str())];
        let reply = client.send(Method::OPTIONS, path, &asked);
        assert_eq!(reply.header("access-control-allow-methods"), "GET,HEAD");
        assert_eq!(client.send_body(method, path, &headers, STORY).status, 403);
    }
}

#[test]
fn without_a_setting_no_other_site_is_told_anything() {
    let rig = served();
    let headers = [("origin", "https://any.example"), ("access-control-request-method", "PUT")];
    let reply = rig.client.send(Method::OPTIONS, "/api/v1/stories/a", &headers);
    assert_eq!(reply.status, 405);
    let reply = rig.client.send(Method::GET, "/api/v1/search?q=museum", &headers);
    assert!(reply.headers.keys().all(|name| !name.as_str().starts_with("access-control")));
}

#[test]
fn nothing_is_to_be_taken_for_what_it_is_not() {
    let rig = served();
    for path in ["/", "/api/v1/search", "/api/v1/nowhere", "/openapi.json", "/metrics", "/healthz"]
    {
        let reply = rig.client.send(Method::GET, path, &[]);
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("strict-transport-security"), "", "{path}");
    }
}
