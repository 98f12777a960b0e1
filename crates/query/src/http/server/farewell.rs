//! Short answers to connections that are not served.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long such a connection may take to take its answer and go.
const PATIENCE: Duration = Duration::from_secs(1);

/// There is no place for one more connection.
pub(super) const NO_PLACE: &str = concat!(
    "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/problem+json\r\n",
    "retry-after: 1\r\nconnection: close\r\ncontent-length: 164\r\n\r\n",
    r#"{"type":"/docs#overloaded","title":"Service Unavailable","status":503,"code":"overloaded","#,
    r#""detail":"more connections are open than can be served; try again in 1 s"}"#,
);

/// Plain HTTP where TLS is spoken.
pub(super) const NOT_TLS: &str = concat!(
    "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\n",
    "connection: close\r\ncontent-length: 57\r\n\r\n",
    "this is plain HTTP to a port of HTTPS; ask with https://\n",
);

/// The head of a request has not come in time.
pub(super) const TOO_SLOW: &str =
    "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// Sends an answer, and waits for a moment until it is taken: a connection that is closed with
/// something unread in it is reset, and what was sent before is lost to the client.
pub(super) async fn say(mut stream: TcpStream, answer: &str) {
    let saying = async {
        stream.write_all(answer.as_bytes()).await?;
        stream.shutdown().await?;
        let mut rest = [0; 4096];
        while stream.read(&mut rest).await? > 0 {}
        std::io::Result::Ok(())
    };
    // Who has gone meanwhile needs no answer.
    let _ = timeout(PATIENCE, saying).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_of_an_answer_is_that_of_its_body() {
        for answer in [NO_PLACE, NOT_TLS, TOO_SLOW] {
            let (head, body) = answer.split_once("\r\n\r\n").unwrap();
            assert!(head.contains(&format!("content-length: {}", body.len())), "{}", body.len());
        }
    }
}
