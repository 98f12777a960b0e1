//! Ids of stories that would be paths, if an id ever became one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Then, expect_refused, served};
use crate::support::Place;

/// As they stand in an address.
const TRICKS: [&str; 22] = [
    "..%2f..%2fsecret.txt",
    "%2e%2e%2fsecret.txt",
    "..%5csecret.txt",
    "%2fetc%2fpasswd",
    "a%2fb",
    "a%00b",
    "%00",
    "secret.txt%00",
    ".%2e",
    "%2e",
    "%2e%2e",
    "~root",
    "C%3a",
    "a%0d%0aSet-Cookie%3a%20b",
    "a%20b",
    "a%23b",
    "%e2%80%ae",
    "%ff",
    "museum%2frelated",
    "A",
    "%c3%a9",
    "museum%3fq=a",
];

/// Every file outside the index with its content.
fn files(place: &Place) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    gather(place.path(), &mut found);
    found.retain(|path, _| !path.starts_with(place.data().join("index")) && !path.ends_with("log"));
    found
}

fn gather(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, found);
        } else if let Ok(content) = fs::read(&path) {
            found.insert(path, content);
        }
    }
}

#[test]
fn an_id_that_would_be_a_path_touches_no_file() {
    let place = Place::with_index();
    place.write("secret.txt", "kept");
    place.write("data/secret.txt", "kept");
    let server = served(&place);
    let before = files(&place);
    let long = ["a".repeat(129), "a".repeat(4_000), "%2e%2e%2f".repeat(400)];
    let story = r#"{"title":"A"}"#;
    for id in TRICKS.into_iter().chain(long.iter().map(String::as_str)) {
        let requests = [
            format!("GET /api/v1/stories/{id} HTTP/1.1\r\n\r\n"),
            format!("GET /api/v1/stories/{id}/related HTTP/1.1\r\n\r\n"),
            format!("GET /stories/{id} HTTP/1.1\r\n\r\n"),
            format!("DELETE /api/v1/stories/{id} HTTP/1.1\r\n\r\n"),
            format!(
                "PUT /api/v1/stories/{id} HTTP/1.1\r\nContent-Length: {}\r\n\r\n{story}",
                story.len()
            ),
        ];
        for request in requests {
            let request = request.replacen("\r\n", "\r\nHost: a\r\nConnection: close\r\n", 1);
            let answer = expect_refused(&server, request.as_bytes(), Then::Waits);
            assert!(matches!(answer.status(), Some(400 | 404)), "{request}: {answer:?}");
            assert!(!answer.text().contains("\r\nSet-Cookie"), "{answer:?}");
        }
    }
    assert!(files(&place) == before, "files outside the index were changed");
    assert_eq!(server.get("/api/v1/stories/museum").status, 200);
}

#[test]
fn an_id_in_a_body_that_would_be_a_path_touches_no_file() {
    let place = Place::with_index();
    place.write("secret.txt", "kept");
    let server = served(&place);
    let before = files(&place);
    let long = "a".repeat(129);
    let ids =
        ["../../secret.txt", "..", ".", "/etc/passwd", "a\0b", "a\\b", "", "C:\\a", "é", &long];
    let lines: String =
        ids.iter().map(|id| format!("{}\n", json!({ "id": id, "title": "A" }))).collect();
    let mut statuses = Vec::new();
    let (status, said) = server
        .client()
        .bulk(&lines, |line| statuses.push(line["status"].as_str().unwrap().to_owned()))
        .unwrap();
    assert_eq!(status, 200, "{said}");
    assert_eq!(statuses, vec!["rejected"; ids.len()]);
    for id in ids {
        let story = json!({ "id": id, "title": "A" });
        let reply = server.client().put("a", &story, None).unwrap();
        assert_eq!(reply.status, 400, "{id:?}: {reply:?}");
    }
    assert!(files(&place) == before, "files outside the index were changed");
    assert_eq!(server.get("/api/v1/stories/a").status, 404);
}
