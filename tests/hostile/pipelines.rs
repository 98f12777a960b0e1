//! Several requests sent at once, good ones and garbage.

use super::{Then, expect_unharmed, served};
use crate::support::Place;

const GOOD: &str = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
const LAST: &str = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

#[test]
fn requests_sent_at_once_are_each_answered() {
    let place = Place::with_index();
    let server = served(&place);
    let request = format!("{}{LAST}", GOOD.repeat(499));
    let answer = expect_unharmed(&server, request.as_bytes(), Then::Waits);
    assert_eq!(answer.statuses().collect::<Vec<_>>(), [200; 500]);
}

#[test]
fn garbage_behind_a_request_ends_the_connection_and_nothing_else() {
    let place = Place::with_index();
    let server = served(&place);
    for garbage in
        ["\0\0\0\0", "garbage\r\n\r\n", "GET\r\n\r\n", "\u{16}\u{3}\u{1}", "{\"a\":1}\r\n\r\n"]
    {
        let request = format!("{GOOD}{GOOD}{garbage}{LAST}");
        let answer = expect_unharmed(&server, request.as_bytes(), Then::Ends);
        let statuses: Vec<u16> = answer.statuses().collect();
        let (good, bad) = statuses.split_at(statuses.iter().take_while(|it| **it == 200).count());
        assert!(good.len() <= 2 && bad.iter().all(|it| *it == 400), "{garbage:?}: {answer:?}");
    }
}

#[test]
fn nothing_is_read_behind_the_last_request() {
    let place = Place::with_index();
    let server = served(&place);
    let removal = "DELETE /api/v1/stories/museum HTTP/1.1\r\nHost: a\r\n\r\n";
    let answer = expect_unharmed(&server, format!("{LAST}{removal}").as_bytes(), Then::Waits);
    assert_eq!(answer.statuses().collect::<Vec<_>>(), [200]);
    assert_eq!(server.get("/api/v1/stories/museum").status, 200);
}
