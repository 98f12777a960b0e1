//! Bounds on time and memory that all writers share.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::body::Body;
use axum::http::Method;
use dateline_query::http::{ConnectionOptions, HttpOptions};
use serde_json::json;

use crate::corpus::served;
use crate::feed::{Results, fed, until};
use crate::rig::{Client, MAX_RECORD_BYTES, Rig, read};

const STORY: &str = "/api/v1/stories/a";

fn client(rig: &Rig, max_record_bytes: usize) -> Client {
    let request_timeout = Duration::from_secs(60);
    let options = HttpOptions {
        request_timeout,
        max_record_bytes,
        public_url: None,
        connections: ConnectionOptions::default(),
    };
    Client::with(Arc::new(rig.engine.clone()), options)
}

/// Lets a future come as far as it can without waiting.
async fn begin<F: Future + Unpin>(future: &mut F) -> bool {
    poll_fn(|context| Poll::Ready(Pin::new(&mut *future).poll(context).is_ready())).await
}

#[test]
fn bodies_that_fill_the_memory_turn_others_away_until_they_end() {
    let rig = served();
    // Four of the largest fit.
    let client = client(&rig, 32 << 20);
    client.wait(async {
        let mut held = Vec::new();
        for _ in 0..4 {
            let (body, sender) = fed();
            let mut put = Box::pin(client.begin(Method::PUT, STORY, &[], body));
            assert!(!begin(&mut put).await);
            held.push((put, sender));
        }
        let body = || Body::from(json!({ "title": "A" }).to_string());
        let reply = read(client.begin(Method::PUT, STORY, &[], body()).await).await;
        assert_eq!(reply.status, 503);
        assert_eq!(reply.json()["code"], "overloaded");
        assert_eq!(reply.header("retry-after"), "1");
        drop(held.pop());
        let reply = read(client.begin(Method::PUT, STORY, &[], body()).await).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
    });
}

#[test]
fn a_body_takes_the_memory_that_its_length_says() {
    let rig = served();
    let client = client(&rig, 32 << 20);
    client.wait(async {
        let headers = [("content-length", "1000000")];
        let mut held = Vec::new();
        for _ in 0..100 {
            let (body, sender) = fed();
            let mut put = Box::pin(client.begin(Method::PUT, STORY, &headers, body));
            assert!(!begin(&mut put).await);
            held.push((put, sender));
        }
    });
}

#[test]
fn a_body_that_says_that_it_is_too_large_is_not_read() {
    let rig = served();
    let length = (MAX_RECORD_BYTES + 1).to_string();
    let (body, _sender) = fed();
    let headers = [("content-length", length.as_str())];
    let reply = rig.client.send_body(Method::PUT, STORY, &headers, body);
    assert_eq!(reply.status, 413);
    assert!(reply.text().contains(&MAX_RECORD_BYTES.to_string()), "{}", reply.text());
}

#[test]
fn a_body_that_does_not_come_is_bounded_in_time() {
    let rig = served();
    let client = Client::new(Arc::new(rig.engine), Duration::from_millis(30));
    let (body, _sender) = fed();
    let reply = client.send_body(Method::PUT, STORY, &[], body);
    assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (503, &json!("timeout")));
}

#[test]
fn a_body_that_breaks_off_is_not_a_story() {
    let rig = served();
    let (body, sender) = fed();
    let reply = rig.client.wait(async {
        sender.send(Ok(b"{\"title\":\"Torn\"}".to_vec())).await.unwrap();
        sender.send(Err(std::io::Error::other("lost"))).await.unwrap();
        read(rig.client.begin(Method::PUT, STORY, &[], body).await).await
    });
    assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (400, &json!("body_incomplete")));
    assert_eq!(rig.client.get(STORY, &[]).status, 404);
}

#[test]
fn the_largest_story_is_taken_and_one_byte_more_is_not() {
    let rig = served();
    let story = |bytes: usize| format!("{{\"title\":\"A\"{}}}", " ".repeat(bytes - 13));
    for (bytes, status, in_bulk) in
        [(MAX_RECORD_BYTES, 201, "unchanged"), (MAX_RECORD_BYTES + 1, 413, "rejected")]
    {
        let reply = rig.client.send_body(Method::PUT, STORY, &[], story(bytes));
        assert_eq!(reply.status, status, "{bytes}");
        let body = format!("{}\r\n{{\"title\":\"B\"}}", story(bytes));
        let reply = rig.client.send_body(Method::POST, "/api/v1/stories", &[], body);
        let lines = reply.lines();
        assert_eq!(lines.len(), 2, "{bytes}");
        assert_eq!(lines[0]["status"], in_bulk, "{bytes}");
        assert_ne!(lines[1]["status"], "rejected", "{bytes}");
    }
}

#[test]
fn long_lines_go_through_however_many_there_are() {
    let rig = served();
    let client = client(&rig, 32 << 20);
    let story = |id: usize| {
        format!("{{\"id\":\"l{id}\",\"title\":\"A\"{}}}\n", " ".repeat(3 << 20)).into_bytes()
    };
    let (body, sender) = fed();
    let ids = client.wait(async {
        let mut results = Results::of(&client, body).await;
        for id in 0..8 {
            // In pieces, so that the line is held while it comes.
            for piece in story(id).chunks(1 << 19) {
                sender.send(Ok(piece.to_vec())).await.unwrap();
            }
        }
        drop(sender);
        let results = results.rest().await;
        results.iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    });
    assert_eq!(ids, ["l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7"]);
}

#[test]
fn more_bulks_than_there_are_places_are_told_when_to_come_back() {
    let rig = served();
    rig.client.wait(async {
        let mut held = Vec::new();
        let refused = loop {
            let (body, sender) = fed();
            let response = rig.client.begin(Method::POST, "/api/v1/stories", &[], body).await;
            if response.status() != 200 {
                break read(response).await;
            }
            held.push((response, sender));
            assert!(held.len() < 1_000);
        };
        assert_eq!(refused.status, 503);
        assert_eq!(refused.header("retry-after"), "1");
        assert_eq!(refused.json()["code"], "overloaded");
        // A place is free again as soon as one has gone, whose task has yet to notice.
        let (_, sender) = held.pop().unwrap();
        until("the bulk has ended", || sender.is_closed()).await;
        let (body, _sender) = fed();
        Results::of(&rig.client, body).await;
    });
}
