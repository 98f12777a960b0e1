//! What is written through a service with parts is acknowledged once it is in all of them.

use axum::http::Method;

use crate::corpus;
use crate::guarded::Guarded;

#[test]
fn an_acknowledged_write_is_found_by_every_key() {
    let guarded = Guarded::with(&corpus::all());
    for number in 0..20 {
        let id = format!("flood-{number}");
        let address = format!("/api/v1/stories/{id}");
        let story = corpus::seen(&id, &["World"]).to_string();
        let reply = guarded.send(&guarded.all, Method::PUT, &address, &story);
        assert_eq!(reply.status, 201);
        assert_eq!(guarded.ask(&guarded.held, &address).status, 200, "{id}");
        let reply = guarded.send(&guarded.all, Method::DELETE, &address, "");
        assert_eq!(reply.status, 200);
        assert_eq!(guarded.ask(&guarded.held, &address).status, 404, "{id}");
    }
    let lines: Vec<String> =
        (0..40).map(|n| corpus::seen(&format!("bulk-{n}"), &["World"]).to_string()).collect();
    let reply = guarded.send(&guarded.all, Method::POST, "/api/v1/stories", &lines.join("\n"));
    assert_eq!(reply.lines().len(), 40);
    let found = guarded.ask(&guarded.held, "/api/v1/search?kind=story&limit=0").json();
    assert_eq!(found["total"], 42);
}
