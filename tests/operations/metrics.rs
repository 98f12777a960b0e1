//! Metrics: strictly readable, and moved by what happens.

use serde_json::json;

use super::exposition::Exposition;
use crate::support::{Dateline, Place, Server, eventually};

pub(super) fn scrape(server: &Server) -> Exposition {
    Exposition::read(&server.get("/metrics").expect_status(200).body)
}

#[test]
fn what_happens_moves_what_counts_it() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let before = scrape(&server);
    assert_eq!(before.get("dateline_stories"), 4.0);
    assert_eq!(before.get("dateline_events"), 8.0);
    assert_eq!(before.get("dateline_generation"), 1.0);
    assert_eq!(before.get("dateline_commit_duration_seconds_count"), 0.0);
    assert_eq!(before.get("dateline_reindex_running"), 0.0);
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(before.get(&format!("dateline_build_info{{version=\"{version}\"}}")), 1.0);

    for _ in 0..3 {
        server.get("/api/v1/search?q=museum").expect_status(200);
    }
    server.get("/api/v1/search?limit=x").expect_status(400);
    server.get("/nowhere/at/all").expect_status(404);
    server.put(&json!({ "id": "new", "title": "New" })).expect_status(201);
    server.delete("museum").expect_status(200);

    let after = scrape(&server);
    let requests = |route: &str, status: u16| {
        after.get(&format!("dateline_requests_total{{route=\"{route}\",status=\"{status}\"}}"))
    };
    assert_eq!(requests("/api/v1/search", 200), 3.0);
    assert_eq!(requests("/api/v1/search", 400), 1.0);
    assert_eq!(requests("unmatched", 404), 1.0);
    let count = "dateline_request_duration_seconds_count{route=\"/api/v1/search\"}";
    assert_eq!(after.get(count), 4.0);
    // The scrape itself.
    assert_eq!(after.get("dateline_requests_in_flight"), 1.0);
    assert_eq!(after.get("dateline_commit_duration_seconds_count"), 2.0);
    assert_eq!(after.get("dateline_commits_failed_total"), 0.0);
    assert_eq!((after.get("dateline_stories"), after.get("dateline_events")), (4.0, 5.0));
    assert_eq!(after.get("dateline_searches_rejected_total"), 0.0);
    assert!(after.get("dateline_segments") > 0.0);
    assert!(after.get("dateline_index_size_bytes") > 1e3);
}

#[test]
#[cfg(target_os = "linux")]
fn the_process_tells_what_it_takes() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let found = scrape(&server);
    assert!(found.get("process_resident_memory_bytes") > 1e6);
    assert!(found.get("process_open_fds") > 3.0);
    assert!(found.get("process_max_fds") > found.get("process_open_fds"));
    // The kernel counts it by the hundredth of a second.
    eventually("work takes time", || {
        server.get("/?q=museum").expect_status(200);
        (scrape(&server).get("process_cpu_seconds_total") > 0.0).then_some(())
    });
    // A clock of seconds is read there, one of the file system here.
    let began = std::fs::metadata(place.data().join("index/owner.lock")).unwrap().modified();
    let began = began.unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
    let told = found.get("process_start_time_seconds");
    assert!((told - began).abs() < 60.0, "{told} and {began}");
}

#[test]
fn many_small_commits_bring_about_merges() {
    let place = Place::with_index();
    let server = Server::at(&place);
    for n in 0..12 {
        server.put(&json!({ "id": format!("n{n}"), "title": "New" })).expect_status(201);
    }
    assert!(scrape(&server).get("dateline_merges_total") >= 1.0);
}

#[test]
fn a_reindex_in_another_process_is_seen() {
    let place = Place::with_index();
    let server = Server::at(&place);
    let many: String = (0..12_000)
        .map(|n| {
            format!("{{\"id\":\"s{n}\",\"title\":\"Story {n} of the sea and its museums\"}}\n")
        })
        .collect();
    place.write("data/stories/many.ndjson", &many);
    let reindex = Dateline::at(&place).start(&["reindex", "-q"]);
    let seen = eventually("the reindex is seen", || {
        let found = scrape(&server);
        found.find("dateline_reindex_sources_bytes").is_some().then_some(found)
    });
    assert_eq!(seen.get("dateline_reindex_running"), 1.0);
    assert_eq!(seen.get("dateline_reindex_generation"), 2.0);
    assert!(seen.get("dateline_reindex_sources_bytes") >= many.len() as f64);
    assert!(seen.get("dateline_reindex_read_bytes") <= seen.get("dateline_reindex_sources_bytes"));
    crate::support::ended(reindex).expect_code(0);
    eventually("the server moves to the new generation", || {
        let found = scrape(&server);
        (found.get("dateline_generation") == 2.0).then_some(())
    });
    let after = scrape(&server);
    assert_eq!(after.get("dateline_reindex_running"), 0.0);
    assert_eq!(after.find("dateline_reindex_generation"), None);
    assert_eq!(after.get("dateline_stories"), 12_004.0);
}
