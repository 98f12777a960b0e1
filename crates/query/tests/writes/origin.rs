//! A page of another site cannot have a browser write here.

use axum::http::Method;

use crate::corpus::served;

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
