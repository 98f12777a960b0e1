//! Each call is answered to those who have its right, and to nobody else.

use std::sync::Arc;

use axum::http::Method;
use dateline_query::access::{AccessKey, Keyring, Right, Rights, Scope, SharedKeyring};
use dateline_query::http::Gate;

use crate::guarded::{Guarded, key, options};
use crate::rig::{Client, Rig, service};
use crate::{calls, corpus};

#[test]
fn a_call_is_answered_to_those_who_have_its_right_alone() {
    let rig = Rig::with(&corpus::all());
    let keys: Vec<(AccessKey, Rights)> = (0..8)
        .map(|bits| {
            let rights = Right::ALL.into_iter().filter(|right| bits & (1 << *right as u32) > 0);
            (AccessKey::generate().unwrap(), rights.collect())
        })
        .collect();
    for anonymous in [Rights::NONE, Rights::NONE.and(Right::Read), Rights::ALL] {
        let known = keys.iter().map(|(one, rights)| key("some", one, *rights, Scope::Everything));
        let keyring = SharedKeyring::new(Keyring::anonymous(anonymous).with(known));
        let engine = Arc::new(rig.engine.clone());
        let client = Client::behind(Gate::new(service(engine), keyring, Arc::default()), options());
        for (method, path, right) in calls::all(&client) {
            let path = path.replace("{id}", "unknown");
            let send = |headers: &[(&str, &str)]| {
                client.send(method.parse::<Method>().unwrap(), &path, headers)
            };
            let may = |rights: Rights| right.is_none_or(|right| rights.has(right));
            for (one, rights) in &keys {
                let reply = send(&[("authorization", &format!("Bearer {}", one.reveal()))]);
                assert_eq!(reply.status == 403, !may(*rights), "{method} {path} {rights:?}");
                assert_ne!(reply.status, 401, "{method} {path}");
            }
            let reply = send(&[]);
            assert_eq!(reply.status == 401, !may(anonymous), "{method} {path} without a key");
            let reply = send(&[("authorization", "Bearer dateline_0")]);
            assert_eq!(reply.status, 401, "{method} {path} with a key that is not known");
        }
    }
}

#[test]
fn a_refusal_says_what_is_missing() {
    let guarded = Guarded::with(&corpus::all());
    let reply = guarded.client.get("/api/v1/search", &[]);
    assert_eq!(reply.status, 401);
    assert_eq!(reply.json()["code"], "key_needed");
    assert!(reply.header("www-authenticate").contains("Bearer"), "{:?}", reply.headers);
    let reply = guarded.send(&guarded.held, Method::DELETE, "/api/v1/stories/river-flood", "");
    assert_eq!(reply.status, 403);
    let problem = reply.json();
    assert_eq!(problem["code"], "forbidden");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("`held`") && detail.contains("write"), "{detail}");
    assert!(!reply.text().contains(guarded.held.reveal()));
}

#[test]
fn a_browser_is_asked_for_a_key_and_may_send_it_as_a_password() {
    use base64::Engine as _;
    let guarded = Guarded::with(&corpus::all());
    let page = [("accept", "text/html")];
    let reply = guarded.client.send(Method::GET, "/?q=river", &page);
    assert_eq!(reply.status, 401);
    assert!(reply.header("www-authenticate").contains("Basic"), "{:?}", reply.headers);
    assert!(reply.text().contains("This is not open to everyone"));
    let pair = format!("anyone:{}", guarded.held.reveal());
    let basic =
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair.as_bytes()));
    let reply = guarded.client.send(
        Method::GET,
        "/?q=river",
        &[("accept", "text/html"), ("authorization", &basic)],
    );
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("Floods along the"));
}

#[test]
fn what_one_key_sees_is_not_for_a_shared_cache() {
    let guarded = Guarded::with(&corpus::all());
    let reply = guarded.ask(&guarded.held, "/feed.atom");
    assert_eq!(reply.header("cache-control"), "private, max-age=300");
    let varies = reply.headers.get_all("vary").iter();
    assert!(varies.into_iter().any(|value| value == "authorization"), "{:?}", reply.headers);
}
