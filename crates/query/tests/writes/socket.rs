//! A bulk over a real connection: results come while the body is still being sent.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use axum::routing::get;
use axum::{Extension, Router};
use dateline_query::http::{ClientAddress, ConnectionOptions, TrustedProxies, serve};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::corpus::served;
use crate::feed::line;

#[test]
fn a_result_comes_over_the_wire_before_the_next_line_is_sent() {
    let rig = served();
    rig.client.wait(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(serve(
            listener,
            rig.client.router(),
            ConnectionOptions::default(),
            async {
                let _ = stopped.await;
            },
        ));
        tokio::task::spawn_blocking(move || converse(TcpStream::connect(address).unwrap()))
            .await
            .unwrap();
        stop.send(()).unwrap();
        server.await.unwrap().unwrap();
    });
    assert_eq!(rig.ask("/api/v1/stats", &[])["stories"], 4 + 3);
}

#[test]
fn a_request_knows_its_client_also_behind_a_trusted_proxy() {
    async fn client(client: Extension<ClientAddress>) -> String {
        client.0.0.to_string()
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (trusted, expected) in [("", "127.0.0.1"), ("127.0.0.0/8", "198.51.100.7")] {
        let trusted_proxies = TrustedProxies::parse(trusted).unwrap();
        let options = ConnectionOptions { trusted_proxies, ..ConnectionOptions::default() };
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let router = Router::new().route("/", get(client));
            let server = tokio::spawn(serve(listener, router, options, std::future::pending()));
            let asked = tokio::task::spawn_blocking(move || {
                let mut connection = TcpStream::connect(address).unwrap();
                let head = "GET / HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 198.51.100.7\r\n\
                            connection: close\r\n\r\n";
                connection.write_all(head.as_bytes()).unwrap();
                let mut reply = String::new();
                connection.read_to_string(&mut reply).unwrap();
                reply
            });
            let reply = asked.await.unwrap();
            assert!(reply.ends_with(&format!("\r\n\r\n{expected}")), "{trusted}: {reply}");
            server.abort();
        });
    }
}

/// Sends a line, waits for its result, and so on.
fn converse(mut connection: TcpStream) {
    connection.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    connection.set_nodelay(true).unwrap();
    let mut replies = BufReader::new(connection.try_clone().unwrap());
    let head = "POST /api/v1/stories HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\n\
                accept-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n";
    connection.write_all(head.as_bytes()).unwrap();
    assert_eq!(read_line(&mut replies), "HTTP/1.1 200 OK");
    while !read_line(&mut replies).is_empty() {}
    for number in 1..=3 {
        let line = String::from_utf8(line(number)).unwrap();
        write!(connection, "{:x}\r\n{line}\r\n", line.len()).unwrap();
        let length = usize::from_str_radix(&read_line(&mut replies), 16).unwrap();
        let mut result = vec![0; length + 2];
        replies.read_exact(&mut result).unwrap();
        let result: serde_json::Value = serde_json::from_slice(&result).unwrap();
        assert_eq!((&result["line"], &result["status"]), (&number.into(), &"created".into()));
    }
    connection.write_all(b"0\r\n\r\n").unwrap();
    assert_eq!(read_line(&mut replies), "0");
}

fn read_line(replies: &mut impl BufRead) -> String {
    let mut line = String::new();
    replies.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}
