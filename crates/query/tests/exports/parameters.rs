//! What files and feeds can be asked for, and how they are named.

use crate::corpus::hard;

#[test]
fn a_parameter_that_is_wrong_is_a_problem_as_in_the_api() {
    let rig = hard();
    let cases = [
        ("/export/hits.csv", "cursor", "x", "unknown_parameter"),
        ("/export/hits.csv", "limit", "5", "unknown_parameter"),
        ("/export/hits.ndjson", "facets", "month", "unknown_parameter"),
        ("/export/hits.ndjson", "sort", "best", "invalid_parameter"),
        ("/export/timeline.ics", "on", "no date", "invalid_parameter"),
        ("/export/timeline.ics", "sort", "relevance", "invalid_parameter"),
        ("/export/timelinejs.json", "kind", "event", "unknown_parameter"),
        ("/feed.atom", "sort", "newest", "unknown_parameter"),
        ("/feed.atom", "story", "No Id", "invalid_parameter"),
        ("/opensearch.xml", "q", "x", "unknown_parameter"),
    ];
    for (path, name, value, code) in cases {
        let reply = rig.client.get(path, &[(name, value)]);
        assert_eq!(reply.status, 400, "{path}?{name}={value}");
        assert_eq!(reply.header("content-type"), "application/problem+json");
        assert_eq!(reply.json()["code"], code, "{path}?{name}={value}");
        assert_eq!(reply.json()["parameter"], name, "{path}?{name}={value}");
    }
}

#[test]
fn a_file_has_its_type_and_a_name_from_the_query() {
    let rig = hard();
    let cases = [
        ("/export/hits.csv", "text/csv; charset=utf-8; header=present", "dateline-a-year.csv"),
        ("/export/hits.ndjson", "application/x-ndjson", "dateline-a-year.ndjson"),
        ("/export/timeline.ics", "text/calendar; charset=utf-8", "dateline-a-year.ics"),
        ("/export/timelinejs.json", "application/json", "dateline-a-year.json"),
    ];
    for (path, kind, name) in cases {
        let reply = rig.client.get(path, &[("q", "\"a year\"\r\n")]);
        assert_eq!(reply.header("content-type"), kind);
        let expected = format!("attachment; filename=\"{name}\"");
        assert_eq!(reply.header("content-disposition"), expected);
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
    }
}
