//! Bodies that come as gzip.

use std::io::Write;
use std::mem;

use axum::http::Method;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::corpus::served;
use crate::feed::{Results, fed, line};
use crate::rig::{MAX_RECORD_BYTES, Reply, Rig};

const PACKED: (&str, &str) = ("content-encoding", "gzip");

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn put(rig: &Rig, body: Vec<u8>) -> Reply {
    rig.client.send_body(Method::PUT, "/api/v1/stories/packed", &[PACKED], body)
}

fn post(rig: &Rig, body: Vec<u8>) -> Reply {
    rig.client.send_body(Method::POST, "/api/v1/stories", &[PACKED], body)
}

#[test]
fn a_story_and_lines_are_unpacked() {
    let rig = served();
    let reply = put(&rig, gzip(br#"{ "title": "Packed" }"#));
    assert_eq!(reply.status, 201, "{}", reply.text());
    let lines: Vec<u8> = (1..=600).flat_map(line).collect();
    // In one piece, in several as `cat a.gz b.gz` makes them, and under the older name.
    let halves = [gzip(&lines[..1000]), gzip(&lines[1000..])].concat();
    for (body, status) in [(gzip(&lines), "created"), (halves, "unchanged")] {
        let replies = post(&rig, body).lines();
        assert_eq!(replies.len(), 600);
        assert!(replies.iter().all(|reply| reply["status"] == status), "{:?}", replies[0]);
    }
    let headers = [("content-encoding", "X-GZip")];
    let reply = rig.client.send_body(Method::POST, "/api/v1/stories", &headers, gzip(&line(1)));
    assert_eq!(reply.lines()[0]["status"], "unchanged");
}

#[test]
fn results_come_while_the_packed_body_is_still_being_sent() {
    let rig = served();
    rig.client.wait(async {
        let (body, sender) = fed();
        let mut results = Results::with(&rig.client, &[PACKED], body).await;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        for number in 1..=3 {
            encoder.write_all(&line(number)).unwrap();
            encoder.flush().unwrap();
            sender.send(Ok(mem::take(encoder.get_mut()))).await.unwrap();
            assert_eq!(results.next().await.unwrap()[0]["status"], "created");
        }
    });
}

#[test]
fn what_is_not_whole_gzip_is_told_and_what_came_before_holds() {
    let rig = served();
    assert_eq!(put(&rig, b"{}".to_vec()).json()["code"], "body_not_gzip");
    let whole = gzip(br#"{ "title": "Packed" }"#);
    let reply = put(&rig, whole[..whole.len() - 1].to_vec());
    assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (400, &"body_not_gzip".into()));
    let mut damaged = whole.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(put(&rig, damaged).json()["code"], "body_not_gzip");
    assert_eq!(put(&rig, [whole, b"more".to_vec()].concat()).json()["code"], "body_not_gzip");
    assert_eq!(put(&rig, Vec::new()).json()["code"], "body_not_gzip");

    let replies = post(&rig, [gzip(&line(1)), b"no gzip".to_vec()].concat()).lines();
    assert_eq!(replies[0]["status"], "created", "{replies:?}");
    assert_eq!(replies[1]["code"], "body_not_gzip", "{replies:?}");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let rig = served();
    for byte in *b" 0\n" {
        // A hundred times what a story may have; and more than could be read if it were unpacked.
        let bomb = gzip(&vec![byte; MAX_RECORD_BYTES * 100]);
        let reply = put(&rig, bomb.clone());
        assert_eq!((reply.status.as_u16(), &reply.json()["code"]), (413, &"body_too_large".into()));
        rig.client.wait(async {
            let (body, sender) = fed();
            let mut results = Results::with(&rig.client, &[PACKED], body).await;
            sender.send(Ok(bomb[..bomb.len() / 2].to_vec())).await.unwrap();
            // The rest never comes, and the end does not wait for it.
            let replies = results.rest().await;
            let codes: Vec<_> = replies.iter().map(|reply| reply["code"].clone()).collect();
            assert_eq!(codes, ["body_too_large"], "{byte}");
        });
    }
    let long = [vec![b' '; MAX_RECORD_BYTES + 100], b"\n".to_vec(), line(1)].concat();
    let replies = post(&rig, gzip(&long)).lines();
    assert_eq!(replies[0]["status"], "rejected", "{replies:?}");
    assert_eq!(replies[1]["status"], "created", "{replies:?}");
}
