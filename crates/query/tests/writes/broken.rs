//! Streams and engines that break: what was acknowledged stays, and nobody is left in the dark.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use dateline_engine::{Engine, EngineError, StorageFault};
use dateline_model::StoryId;
use dateline_query::service::{BATCH_LINES, BATCHES_AHEAD};
use serde_json::{Value, json};

use crate::corpus::served;
use crate::engine::{Fate, Told};
use crate::feed::{Results, fed, generated, line, until};
use crate::rig::{Client, Rig};

fn client(engine: &Arc<Told>) -> Client {
    Client::new(Arc::clone(engine) as Arc<dyn Engine>, Duration::from_secs(60))
}

/// The results of three lines, sent one after the other, and how many changes were tried each time.
fn three_lines(rig: &Rig, fates: Vec<Fate>) -> (Vec<Value>, Vec<usize>) {
    let engine = Told::new(&rig.engine, fates);
    let client = client(&engine);
    let (body, sender) = fed();
    let lines = client.wait(async {
        let mut results = Results::of(&client, body).await;
        let mut lines = Vec::new();
        for number in 1..=3 {
            // An engine that is gone takes the stream with it.
            let _ = sender.send(Ok(line(number))).await;
            lines.extend(results.next().await.unwrap_or_default());
        }
        drop(sender);
        lines.extend(results.rest().await);
        lines
    });
    (lines, engine.attempts())
}

fn overloaded() -> Fate {
    Fate::Fails(EngineError::Overloaded { retry_after_seconds: 0 })
}

#[test]
fn an_engine_without_room_is_asked_again() {
    let rig = served();
    let fates = vec![Fate::Done, overloaded(), overloaded()];
    let (lines, attempts) = three_lines(&rig, fates);
    let statuses: Vec<_> = lines.iter().map(|line| line["status"].clone()).collect();
    assert_eq!(statuses, ["created", "created", "created"]);
    assert_eq!(attempts, [1, 1, 1, 1, 1]);
}

#[test]
fn an_engine_that_stays_without_room_costs_the_lines_of_that_time() {
    let rig = served();
    let (lines, attempts) = three_lines(&rig, (0..5).map(|_| overloaded()).collect());
    assert_eq!(lines[0]["code"], "overloaded");
    assert_eq!((&lines[1]["status"], &lines[2]["status"]), (&json!("created"), &json!("created")));
    assert_eq!(attempts.len(), 7);
}

#[test]
fn a_full_disk_costs_the_lines_of_that_time_and_the_stream_goes_on() {
    let rig = served();
    let full = || EngineError::Storage {
        fault: StorageFault::Full,
        detail: "write to the secret file /var/index/x".to_owned(),
    };
    let fates = vec![Fate::Done, Fate::Fails(full())];
    let (lines, _) = three_lines(&rig, fates);
    assert_eq!(
        lines,
        [
            json!({ "line": 1, "id": "s1", "status": "created" }),
            json!({ "line": 2, "id": "s2", "status": "rejected", "code": "storage_full", "error":
                "the write is not acknowledged: the disk of the index is full; searching goes on, so free \
                 some space and send the request again" }),
            json!({ "line": 3, "id": "s3", "status": "created" }),
        ]
    );
    assert_eq!(rig.ask("/api/v1/stats", &[])["stories"], 6);
}

#[test]
fn the_inside_of_a_fault_is_not_told() {
    let rig = served();
    let fates = vec![Fate::Fails(EngineError::internal("the secret path /var/index is gone"))];
    let (lines, _) = three_lines(&rig, fates);
    assert_eq!(lines[0]["code"], "internal");
    assert!(!lines[0].to_string().contains("secret"), "{}", lines[0]);
    assert_eq!(lines.len(), 3);
}

#[test]
fn a_panic_is_not_taken_for_an_end() {
    let rig = served();
    let (lines, _) = three_lines(&rig, vec![Fate::Done, Fate::Panics]);
    assert_eq!(lines[0]["status"], "created");
    let last = lines.last().unwrap();
    assert_eq!((&last["code"], &last["line"]), (&json!("internal"), &Value::Null));
    assert!(!last.to_string().contains("secret"), "{last}");
}

#[test]
fn a_body_that_breaks_off_loses_its_torn_line_alone_and_says_so() {
    let rig = served();
    let (body, sender) = fed();
    let lines = rig.client.wait(async {
        let mut results = Results::of(&rig.client, body).await;
        // The torn line is a whole story by chance.
        let torn = [line(1), line(2), b"{\"title\":\"Torn\"}".to_vec()].concat();
        sender.send(Ok(torn)).await.unwrap();
        sender.send(Err(io::Error::other("the connection was lost"))).await.unwrap();
        results.rest().await
    });
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!((&lines[0]["id"], &lines[1]["id"]), (&json!("s1"), &json!("s2")));
    assert_eq!(
        lines[2],
        json!({ "code": "body_incomplete", "error": "the body broke off before its end; send it again" })
    );
    assert_eq!(rig.client.get("/api/v1/stories/torn", &[]).status, 404);
}

#[test]
fn a_client_that_goes_away_ends_the_stream_and_keeps_what_was_acknowledged() {
    let rig = served();
    let (body, made) = generated(usize::MAX);
    rig.client.wait(async {
        let mut results = Results::of(&rig.client, body).await;
        let acknowledged = results.next().await.unwrap().len();
        drop(results);
        // The body is let go of, and with it the last other handle of its count.
        until("the body is let go of", || Arc::strong_count(&made) == 1).await;
        let read = made.load(Ordering::SeqCst);
        assert!(read <= acknowledged + (BATCHES_AHEAD + 1) * BATCH_LINES, "{read}");
        for number in 1..=acknowledged {
            let id = StoryId::new(format!("s{number}")).unwrap();
            assert!(rig.engine.story(id).await.unwrap().is_some(), "{number}");
        }
    });
}

#[test]
fn a_client_that_goes_away_while_nothing_comes_leaves_nothing_behind() {
    let rig = served();
    let (body, sender) = fed();
    rig.client.wait(async {
        let mut results = Results::of(&rig.client, body).await;
        sender.send(Ok(line(1))).await.unwrap();
        assert_eq!(results.next().await.unwrap().len(), 1);
        drop(results);
        until("the body is let go of", || sender.is_closed()).await;
    });
}
