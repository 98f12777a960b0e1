//! docs/OPERATIONS.md tells of everything that an operator meets.

use std::collections::BTreeSet;
use std::fs;

use super::exposition::Exposition;
use crate::support::{Place, Server};

fn project(path: &str) -> String {
    fs::read_to_string(format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The codes that errors have, as the one place says where they get them.
fn codes() -> BTreeSet<String> {
    let source = project("crates/query/src/error.rs");
    let code = source.split("fn code(").nth(1).unwrap().split("\n    }\n").next().unwrap();
    let codes: BTreeSet<_> = code.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(codes.len() > 20 && codes.contains("overloaded"), "{codes:?}");
    codes
}

#[test]
fn every_error_code_is_in_its_table_and_no_other() {
    let operations = project("docs/OPERATIONS.md");
    let table = operations.split("\n## Error codes").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let rows: BTreeSet<_> = rows.map(str::to_owned).collect();
    assert_eq!(rows, codes());
}

#[test]
fn every_metric_is_told() {
    let operations = project("docs/OPERATIONS.md");
    let place = Place::with_index();
    let server = Server::at(&place);
    let found = Exposition::read(&server.get("/metrics").body);
    let missing = found.families().filter(|name| !operations.contains(&format!("`{name}")));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_metric_of_an_alert_is_there() {
    let operations = project("docs/OPERATIONS.md");
    let place = Place::with_index();
    let server = Server::at(&place);
    server.get("/api/v1/search").expect_status(200);
    let metrics = server.get("/metrics").body;
    let alerts = operations.split("```yaml").nth(1).unwrap().split("```").next().unwrap();
    let words = alerts.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let names: BTreeSet<_> =
        words.filter(|it| it.starts_with("dateline_") || it.starts_with("process_")).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        assert!(metrics.lines().any(|line| line.starts_with(name)), "{name}");
    }
}
