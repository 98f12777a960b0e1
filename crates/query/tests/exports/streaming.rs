//! Files are sent while they are read, whole or visibly broken off, for as long as somebody takes them.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::Method;
use dateline_engine::EngineError;
use futures_core::Stream;

use crate::corpus::{MANY, many, many_stories};
use crate::engine::Counting;
use crate::rig::{Client, Rig, read};

const FILES: [&str; 4] =
    ["/export/hits.csv", "/export/hits.ndjson", "/export/timeline.ics", "/export/timelinejs.json"];

async fn begin(client: &Client, address: &str) -> BodyDataStream {
    let response = client.begin(Method::GET, address, &[], Body::empty()).await;
    assert_eq!(response.status(), 200, "{address}");
    response.into_body().into_data_stream()
}

/// The next part of a body: none at its end, an error where it breaks off.
async fn next(body: &mut BodyDataStream) -> Option<Result<usize, axum::Error>> {
    let part = poll_fn(|context| Pin::new(&mut *body).poll_next(context)).await;
    part.map(|part| part.map(|bytes| bytes.len()))
}

/// Reads on; whether the body came to its end.
async fn ends(body: &mut BodyDataStream) -> bool {
    loop {
        match next(body).await {
            Some(Ok(_)) => {}
            Some(Err(_)) => return false,
            None => return true,
        }
    }
}

fn client(engine: &Arc<Counting>) -> Client {
    Client::new(engine.clone(), Duration::from_secs(60))
}

#[test]
fn a_page_is_read_when_the_one_before_was_taken() {
    let rig = many();
    for file in FILES {
        let engine = Counting::new(&rig.engine);
        let client = client(&engine);
        client.wait(async {
            let mut body = begin(&client, file).await;
            // The first page is read before the status is sent.
            assert_eq!(engine.searches(), 1, "{file}");
            let mut largest = 0;
            for pages in 1..=6 {
                largest = largest.max(next(&mut body).await.unwrap().unwrap());
                assert_eq!(engine.searches(), pages, "{file}");
            }
            assert!(largest < 200_000, "{file} sends {largest} bytes at once");
        });
    }
}

#[test]
fn who_hangs_up_ends_the_work() {
    let rig = many();
    let engine = Counting::new(&rig.engine);
    let client = client(&engine);
    client.wait(async {
        let mut body = begin(&client, FILES[0]).await;
        next(&mut body).await;
        next(&mut body).await;
        drop(body);
        // Whatever else was under way would come now.
        read(client.begin(Method::GET, "/api/v1/stats", &[], Body::empty()).await).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    });
    assert_eq!(engine.searches(), 2);
}

#[test]
fn the_head_of_a_file_takes_one_page() {
    let rig = many();
    for file in FILES {
        let engine = Counting::new(&rig.engine);
        let client = client(&engine);
        let head = client.send(Method::HEAD, file, &[]);
        assert_eq!((head.status.as_u16(), head.bytes.len()), (200, 0), "{file}");
        assert_eq!(engine.searches(), 1, "{file}");
        assert!(head.header("content-disposition").starts_with("attachment; filename="), "{file}");
        let whole = client.get(file, &[]);
        assert_eq!(head.header("content-type"), whole.header("content-type"), "{file}");
    }
}

#[test]
fn a_new_generation_breaks_a_file_off() {
    let rig = many();
    for file in FILES {
        rig.client.wait(async {
            let mut body = begin(&rig.client, file).await;
            assert!(next(&mut body).await.unwrap().is_ok(), "{file}");
            rig.reindex(&many_stories());
            assert!(!ends(&mut body).await, "{file} looks whole");
            assert!(next(&mut body).await.is_none(), "{file}");
        });
    }
}

#[test]
fn single_writes_meanwhile_do_no_harm() {
    let rig = many();
    rig.client.wait(async {
        let mut body = begin(&rig.client, "/export/hits.csv?sort=oldest").await;
        assert!(next(&mut body).await.unwrap().is_ok());
        write(&rig).await;
        assert!(ends(&mut body).await);
    });
}

async fn write(rig: &Rig) {
    let story = Body::from("{\"title\":\"Another\"}");
    let reply = rig.client.begin(Method::PUT, "/api/v1/stories/another", &[], story).await;
    assert_eq!(read(reply).await.status, 201);
}

#[test]
fn a_fault_breaks_a_file_off_and_a_full_queue_is_waited_for() {
    let rig = many();
    let full = || Some(EngineError::Overloaded { retry_after_seconds: 0 });
    let cases = [
        (vec![None, Some(EngineError::internal("gone"))], false),
        (vec![None, full(), None, full(), full(), full(), full()], true),
        (vec![None, full(), full(), full(), full(), full()], false),
    ];
    for (number, (failures, whole)) in cases.into_iter().enumerate() {
        let engine = Counting::meeting(&rig.engine, failures, Duration::ZERO);
        let client = client(&engine);
        client.wait(async {
            let mut body = begin(&client, FILES[0]).await;
            assert_eq!(ends(&mut body).await, whole, "{number}");
        });
    }
}

#[test]
fn what_fails_at_the_first_page_is_a_problem() {
    let rig = many();
    let full = EngineError::Overloaded { retry_after_seconds: 7 };
    let engine = Counting::meeting(&rig.engine, vec![Some(full)], Duration::ZERO);
    let reply = client(&engine).get(FILES[0], &[]);
    assert_eq!((reply.status.as_u16(), reply.header("retry-after")), (503, "7"));
    assert_eq!(reply.json()["code"], "overloaded");
}

#[test]
fn time_is_limited_for_the_first_page_alone() {
    let rig = many();
    let (delay, limit) = (Duration::from_millis(60), Duration::from_millis(400));
    let engine = Counting::meeting(&rig.engine, Vec::new(), delay);
    let reply = Client::new(engine, limit).get("/export/hits.ndjson", &[]);
    assert_eq!(reply.lines().len(), MANY);
    let engine = Counting::meeting(&rig.engine, Vec::new(), limit * 2);
    let reply = Client::new(engine, limit).get("/export/hits.ndjson", &[]);
    assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (503, &"timeout".into()));
}
