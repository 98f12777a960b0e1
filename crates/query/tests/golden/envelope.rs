//! What is around every reply: ids, types, compression, methods.

use std::io::Read;

use axum::http::Method;
use flate2::read::GzDecoder;

use super::corpus::served;

const PATHS: [&str; 12] = [
    "/api/v1/search",
    "/api/v1/timeline",
    "/api/v1/months",
    "/api/v1/stories/quiet",
    "/api/v1/headlines",
    "/api/v1/feeds",
    "/api/v1/stats",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/docs",
];

#[test]
fn every_reply_has_a_request_id_and_keeps_the_clients() {
    let rig = served();
    for path in PATHS.iter().chain(&["/nowhere", "/api/v1/search?x=1"]) {
        let own = rig.client.send(Method::GET, path, &[]);
        assert_eq!(own.header("x-request-id").len(), 16, "{path}");
        let given = rig.client.send(Method::GET, path, &[("x-request-id", "abc-123")]);
        assert_eq!(given.header("x-request-id"), "abc-123", "{path}");
        for indecent in [" ", "a b", &"x".repeat(65)] {
            let replaced = rig.client.send(Method::GET, path, &[("x-request-id", indecent)]);
            assert_eq!(replaced.header("x-request-id").len(), 16, "{path} {indecent}");
        }
    }
    let problem = rig.client.send(Method::GET, "/nowhere", &[("x-request-id", "abc-123")]);
    assert_eq!(problem.json()["request_id"], "abc-123");
}

#[test]
fn replies_are_of_the_type_that_they_say() {
    let rig = served();
    for path in PATHS {
        let reply = rig.client.get(path, &[]);
        assert_eq!(reply.status, 200, "{path}");
        let expected = match path {
            "/healthz" | "/readyz" => "text/plain; charset=utf-8",
            "/metrics" => "application/openmetrics-text; version=1.0.0; charset=utf-8",
            "/docs" => "text/html; charset=utf-8",
            _ => "application/json",
        };
        assert_eq!(reply.header("content-type"), expected, "{path}");
    }
}

#[test]
fn a_reply_is_compressed_where_that_is_asked_for() {
    let rig = served();
    let path = "/api/v1/stories/pyongyang-museum";
    let plain = rig.client.get(path, &[]);
    assert_eq!(plain.header("content-encoding"), "");
    let packed = rig.client.send(Method::GET, path, &[("accept-encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut unpacked = Vec::new();
    GzDecoder::new(packed.bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.bytes);
    let problem = rig.client.send(
        Method::GET,
        &format!("/api/v1/search?x={}", "y".repeat(300)),
        &[("accept-encoding", "gzip")],
    );
    assert_eq!(problem.header("content-type"), "application/problem+json");
    assert!(!problem.header("x-request-id").is_empty());
}

#[test]
fn head_is_get_without_a_body() {
    let rig = served();
    for path in PATHS {
        let head = rig.client.send(Method::HEAD, path, &[]);
        assert_eq!((head.status.as_u16(), head.bytes.len()), (200, 0), "{path}");
    }
}

#[test]
fn other_methods_are_not_answered_and_told_what_is() {
    let rig = served();
    for path in PATHS.iter().chain(&["/api/v1/stories"]) {
        let allowed = match *path {
            "/api/v1/stories/quiet" => "GET, HEAD, PUT, DELETE",
            "/api/v1/stories" => "POST",
            _ => "GET, HEAD",
        };
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            if allowed.split(", ").any(|known| known == method) {
                continue;
            }
            let reply = rig.client.send(method.parse().unwrap(), path, &[]);
            assert_eq!(reply.status, 405, "{method} {path}");
            assert_eq!(reply.header("allow"), allowed, "{method} {path}");
            // The reply to HEAD has no body.
            if method != "HEAD" {
                assert_eq!(reply.json()["code"], "method_not_allowed", "{method} {path}");
            }
        }
    }
}
