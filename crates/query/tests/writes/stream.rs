//! A bulk is a stream both ways: of any length, in order, in constant memory, each result as soon
//! as it is true.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use axum::http::Method;
use dateline_model::StoryId;
use dateline_query::service::{BATCH_LINES, BATCHES_AHEAD};

use crate::corpus::served;
use crate::engine::Told;
use crate::feed::{Results, fed, generated, line, until};
use crate::rig::Client;
use dateline_engine::Engine;

#[test]
fn a_long_stream_is_answered_in_order_and_never_read_far_ahead() {
    const LINES: usize = 20_000;
    const AHEAD: usize = BATCHES_AHEAD * BATCH_LINES;
    let rig = served();
    let (body, made) = generated(LINES);
    rig.client.wait(async {
        let mut results = Results::of(&rig.client, body).await;
        let mut taken = 0;
        for batch in 0.. {
            if batch < 4 {
                // Nobody takes anything: all that may be read ahead is, and no more.
                let full = || made.load(Ordering::SeqCst) >= taken + AHEAD;
                until("as much is read ahead as may be", full).await;
            }
            assert!(made.load(Ordering::SeqCst) <= taken + AHEAD, "after {taken}");
            let Some(lines) = results.next().await else { break };
            for result in lines {
                taken += 1;
                assert_eq!(result["line"], taken);
                assert_eq!(result["id"], format!("s{taken}"));
                assert_eq!(result["status"], "created");
            }
        }
        assert_eq!(taken, LINES);
    });
    assert_eq!(rig.ask("/api/v1/stats", &[])["stories"], LINES + 4);
}

#[test]
fn a_line_is_answered_before_the_next_is_sent() {
    let rig = served();
    let (body, sender) = fed();
    rig.client.wait(async {
        let mut results = Results::of(&rig.client, body).await;
        for number in 1..=5 {
            sender.send(Ok(line(number))).await.unwrap();
            let result = results.next().await.unwrap();
            assert_eq!(result.len(), 1);
            assert_eq!(
                (&result[0]["line"], &result[0]["status"]),
                (&number.into(), &"created".into())
            );
            // Acknowledged is searchable.
            let id = StoryId::new(format!("s{number}")).unwrap();
            assert!(rig.engine.story(id).await.unwrap().is_some());
        }
        drop(sender);
        assert_eq!(results.next().await, None);
    });
}

#[test]
fn a_line_may_arrive_in_pieces_and_the_last_may_lack_its_end() {
    let rig = served();
    let (body, sender) = fed();
    rig.client.wait(async {
        let mut results = Results::of(&rig.client, body).await;
        for byte in [line(1), line(2)].concat() {
            sender.send(Ok(vec![byte])).await.unwrap();
        }
        sender.send(Ok(b"{\"title\":\"The last\"}".to_vec())).await.unwrap();
        drop(sender);
        let ids: Vec<_> = results.rest().await.iter().map(|line| line["id"].clone()).collect();
        assert_eq!(ids, ["s1", "s2", "the-last"]);
    });
}

#[test]
fn what_arrives_during_a_commit_shares_the_next() {
    let rig = served();
    let engine = Told::waiting(&rig.engine);
    let client = Client::new(Arc::clone(&engine) as Arc<dyn Engine>, Duration::from_secs(60));
    let (body, sender) = fed();
    client.wait(async {
        let mut results = Results::of(&client, body).await;
        sender.send(Ok(line(1))).await.unwrap();
        until("the first line is being written", || engine.attempts() == [1]).await;
        for number in 2..=11 {
            sender.send(Ok(line(number))).await.unwrap();
        }
        until("the others are taken in", || sender.capacity() == sender.max_capacity()).await;
        assert_eq!(engine.attempts(), [1]);
        engine.turns.add_permits(2);
        assert_eq!(results.next().await.unwrap().len(), 1);
        assert_eq!(results.next().await.unwrap().len(), 10);
        assert_eq!(engine.attempts(), [1, 10]);
    });
}

#[test]
fn a_stream_outlasts_the_time_that_a_request_may_take() {
    let rig = served();
    let limit = Duration::from_millis(40);
    let client = Client::new(Arc::new(rig.engine), limit);
    let (body, sender) = fed();
    client.wait(async {
        let mut results = Results::of(&client, body).await;
        let started = Instant::now();
        for number in 1.. {
            sender.send(Ok(line(number))).await.unwrap();
            assert_eq!(results.next().await.unwrap()[0]["status"], "created");
            if started.elapsed() > limit * 5 {
                break;
            }
        }
    });
}

#[test]
fn results_are_not_gathered_by_a_compressor() {
    let rig = served();
    let (body, sender) = fed();
    rig.client.wait(async {
        let headers = [("accept-encoding", "gzip")];
        sender.send(Ok(line(1))).await.unwrap();
        let response = rig.client.begin(Method::POST, "/api/v1/stories", &headers, body).await;
        assert_eq!(response.headers().get("content-encoding"), None);
        assert_eq!(response.headers()["content-type"], "application/x-ndjson");
    });
}
