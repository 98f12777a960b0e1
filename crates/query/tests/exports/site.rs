//! Under which address links from elsewhere lead here.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use dateline_query::http::{ConnectionOptions, HttpOptions, PublicUrl};

use crate::corpus::hard;
use crate::rig::{Client, MAX_RECORD_BYTES};

/// The address that links begin with for who asks with this host.
fn begins(client: &Client, host: &str) -> String {
    let headers: &[(&str, &str)] = if host.is_empty() { &[] } else { &[("host", host)] };
    let feed = client.send(Method::GET, "/feed.atom", headers).text();
    let (_, id) = feed.split_once("<id>").unwrap();
    let (id, _) = id.split_once("/feed.atom</id>").unwrap();
    id.to_owned()
}

#[test]
fn links_begin_with_the_host_of_the_request_if_it_is_one() {
    let rig = hard();
    let cases = [
        ("news.example", "http://news.example"),
        ("127.0.0.1:7878", "http://127.0.0.1:7878"),
        ("[::1]:80", "http://[::1]:80"),
        ("", "http://localhost"),
        ("evil.example/path", "http://localhost"),
        ("a@evil.example", "http://localhost"),
        ("evil.example\"><script>", "http://localhost"),
        ("evil example", "http://localhost"),
        ("evil.example:80:80", "http://localhost"),
    ];
    for (host, expected) in cases {
        assert_eq!(begins(&rig.client, host), expected, "{host}");
    }
}

#[test]
fn an_address_that_is_set_holds_for_every_request() {
    let options = HttpOptions {
        request_timeout: Duration::from_secs(60),
        max_record_bytes: MAX_RECORD_BYTES,
        public_url: PublicUrl::parse("https://news.example/"),
        connections: ConnectionOptions::default(),
    };
    let client = Client::with(Arc::new(hard().engine), options);
    assert_eq!(begins(&client, "evil.example"), "https://news.example");
    assert_eq!(begins(&client, ""), "https://news.example");
}
