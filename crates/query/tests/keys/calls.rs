//! Every call that there is, as the OpenAPI document and the pages list them.

use dateline_query::access::Right;

use crate::rig::Client;

/// The right that a call needs, none where it is open: it tells nothing of the stories.
const CALLS: &[(&str, &str, Option<Right>)] = &[
    ("GET", "/api/v1/search", Some(Right::Read)),
    ("GET", "/api/v1/timeline", Some(Right::Read)),
    ("GET", "/api/v1/months", Some(Right::Read)),
    ("GET", "/api/v1/stories/{id}", Some(Right::Read)),
    ("PUT", "/api/v1/stories/{id}", Some(Right::Write)),
    ("DELETE", "/api/v1/stories/{id}", Some(Right::Write)),
    ("GET", "/api/v1/stories/{id}/related", Some(Right::Read)),
    ("POST", "/api/v1/stories", Some(Right::Write)),
    ("GET", "/api/v1/headlines", Some(Right::Read)),
    ("GET", "/api/v1/feeds", Some(Right::Read)),
    ("GET", "/api/v1/suggest", Some(Right::Read)),
    ("GET", "/api/v1/stats", Some(Right::Read)),
    ("GET", "/export/hits.csv", Some(Right::Read)),
    ("GET", "/export/hits.ndjson", Some(Right::Read)),
    ("GET", "/export/timeline.ics", Some(Right::Read)),
    ("GET", "/export/timelinejs.json", Some(Right::Read)),
    ("GET", "/feed.atom", Some(Right::Read)),
    ("GET", "/suggest.json", Some(Right::Read)),
    ("GET", "/metrics", Some(Right::Admin)),
    ("GET", "/opensearch.xml", None),
    ("GET", "/healthz", None),
    ("GET", "/readyz", None),
];

/// Pages, which the document does not list.
const PAGES: &[(&str, &str, Option<Right>)] = &[
    ("GET", "/", Some(Right::Read)),
    ("GET", "/timeline", Some(Right::Read)),
    ("GET", "/stories/{id}", Some(Right::Read)),
    ("GET", "/api", None),
    ("GET", "/docs", None),
    ("GET", "/openapi.json", None),
];

/// All calls. One that the document lists and this table does not is a failure.
pub(crate) fn all(client: &Client) -> Vec<(&'static str, &'static str, Option<Right>)> {
    let document = client.get("/openapi.json", &[]).json();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "put", "post", "delete"] {
            let method = item[method].is_object().then(|| method.to_uppercase());
            if let Some(method) = method {
                let known = CALLS.iter().any(|(verb, call, _)| (*verb, *call) == (&method, path));
                assert!(known, "{method} {path} has no line in this table");
            }
        }
    }
    [CALLS, PAGES].concat()
}
