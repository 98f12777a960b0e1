//! Addresses that lead out of the service, if anything does.

use super::{Then, expect_refused, expect_unharmed, served};
use crate::support::Place;

/// What no reply may hold.
const SECRET: &str = "the words of a file beside the index";

#[test]
fn no_address_leads_to_a_file() {
    let place = Place::with_index();
    place.write("secret.txt", SECRET);
    place.write("data/secret.txt", SECRET);
    let server = served(&place);
    let ways = [
        "..",
        "%2e%2e",
        "%2E%2E",
        ".%2e",
        "..%2f..",
        "..%5c..",
        "..\\..",
        "%252e%252e",
        "....//",
        "..;",
        "%c0%ae%c0%ae",
        "%uff0e%uff0e",
        "%00",
        "..%00",
        "%2f",
        "//",
        "~root",
        "C:",
    ];
    let bases = ["", "assets/", "api/v1/stories/", "stories/", "export/", "docs/", "%2f"];
    for base in bases {
        for way in ways {
            for end in ["secret.txt", "data/secret.txt", "etc/passwd", "CURRENT", ""] {
                let path = format!("/{base}{way}/{end}");
                let request =
                    format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                let answer = expect_refused(&server, request.as_bytes(), Then::Waits);
                assert!(answer.status().is_some(), "{path}");
                let text = answer.text();
                assert!(!text.contains(SECRET) && !text.contains("root:"), "{path}: {answer:?}");
            }
        }
    }
}

#[test]
fn what_is_escaped_badly_is_answered() {
    let place = Place::with_index();
    let server = served(&place);
    let escapes =
        ["%", "%2", "%zz", "%ff%fe", "%00", "%c3%28", "%ed%a0%80", "%f4%90%80%80", "%u0041"];
    for escape in escapes {
        for path in ["/", "/api/v1/stories/", "/stories/", "/assets/"] {
            let request =
                format!("GET {path}{escape} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            let answer = expect_refused(&server, request.as_bytes(), Then::Waits);
            assert!(answer.status().is_some(), "{path}{escape}");
        }
        for path in ["/", "/timeline", "/api/v1/search", "/api/v1/suggest", "/feed.atom"] {
            for name in ["q", "feed", "from", "cursor", escape] {
                let request = format!(
                    "GET {path}?{name}={escape} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                );
                let answer = expect_unharmed(&server, request.as_bytes(), Then::Waits);
                assert!(answer.status().is_some(), "{path}?{name}={escape}");
            }
        }
    }
}

#[test]
fn targets_of_other_forms_are_answered_or_refused() {
    let place = Place::with_index();
    let server = served(&place);
    let requests = [
        ("GET http://a/healthz", Some(200)),
        ("GET http://other.example/healthz", Some(200)),
        ("GET http://user:word@a:99999/healthz", None),
        ("GET ftp://a/healthz", None),
        ("GET http://", None),
        ("GET ?q=a", None),
        ("GET *", None),
        ("OPTIONS *", None),
        ("CONNECT a:80", None),
        ("GET a:80", None),
        ("TRACE /healthz", Some(405)),
        ("get /healthz", Some(405)),
        ("FROBNICATE /healthz", Some(405)),
        ("GET //healthz", Some(404)),
        ("GET /healthz/", Some(404)),
        ("GET /healthz#part", None),
        ("GET /healthz;a=b", Some(404)),
    ];
    for (target, expected) in requests {
        let request = format!("{target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        let answer = expect_unharmed(&server, request.as_bytes(), Then::Waits);
        if expected.is_some() {
            assert_eq!(answer.status(), expected, "{target}: {answer:?}");
        }
    }
}

#[test]
fn a_host_that_is_none_leads_no_one_astray() {
    let place = Place::with_index();
    let server = served(&place);
    for host in ["", "a/../b", "a b", "a\"><script>", "[::1", "a:b:c", "\u{e9}", "a,b", "a@b"] {
        for path in
            ["/", "/opensearch.xml", "/feed.atom", "/export/timeline.ics", "/stories/museum"]
        {
            let request =
                format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            let answer = expect_unharmed(&server, request.as_bytes(), Then::Waits);
            assert!(!answer.text().contains("a\"><script>"), "{path}, {host}: {answer:?}");
        }
    }
}
