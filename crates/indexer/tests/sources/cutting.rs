//! How files are cut into records.

use std::io::Write as _;

use dateline_indexer::sources::{Limits, Reason, open, parse};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{cut, cut_within, outline, source, write};

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

#[track_caller]
fn check(name: &str, content: &str, expected: &[&str]) {
    assert_eq!(outline(&cut(name, content)), expected, "{content:?}");
    // However the bytes arrive, the records are the same.
    let mut members = Vec::new();
    for byte in content.bytes() {
        members.extend(gzip(&[byte]));
    }
    if !members.is_empty() {
        assert_eq!(outline(&cut(&format!("{name}.gz"), members)), expected, "{content:?}.gz");
    }
}

#[test]
fn a_line_is_a_record_and_a_blank_line_is_none() {
    check("a.ndjson", "", &[]);
    check("a.ndjson", "\n\r\n  \n", &[]);
    check("a.ndjson", "{}\n{}", &["1:{}", "2:{}"]);
    check("a.jsonl", "{1}\r\n\r\n \t\r\n{2}\r\n", &["1:{1}", "4:{2}"]);
    check("a.ndjson", "\u{feff}{1}\n\u{feff}", &["1:{1}", "2:\u{feff}"]);
    check("a.ndjson", "\u{feff}", &[]);
}

#[test]
fn a_json_file_is_one_story_or_a_list() {
    check("a.json", "{\"a\": 1}", &["1:{\"a\": 1}"]);
    check("a.json", "\u{feff}\n {\"a\":\n1}\n", &["2:{\"a\":\n1}"]);
    check("a.json", "[]", &[]);
    check(
        "a.json",
        " [ {} ,\r\n{}\n,[1,[2]],\"]\\\"\",3\n] ",
        &["1:{}", "2:{}", "3:[1,[2]]", "3:\"]\\\"\"", "3:3"],
    );
    check(
        "a.json",
        "[{\"a\":\"}\\\\\"},{\"b\":\"{[\\\"\"}]",
        &["1:{\"a\":\"}\\\\\"}", "1:{\"b\":\"{[\\\"\"}"],
    );
}

#[test]
fn what_is_wrong_between_stories_is_rejected_with_its_line_and_reading_goes_on() {
    check("a.json", "", &["1!not-a-story"]);
    check("a.json", " \n ", &["2!not-a-story"]);
    check("a.json", "\n5", &["2!not-a-story"]);
    check("a.json", "\"x\"", &["1!not-a-story"]);
    check("a.json", "[{}\n,{}", &["1:{}", "2:{}", "2!invalid-json"]);
    check("a.json", "[{}\n{}]", &["1:{}", "2!invalid-json", "2:{}"]);
    check("a.json", "[{},\n]", &["1:{}", "2!invalid-json"]);
    check("a.json", "[,{}]", &["1!invalid-json", "1:{}"]);
    check("a.json", "[{}\n}x, {}]", &["1:{}", "2!invalid-json", "2:{}"]);
    check("a.json", "[}]", &["1!invalid-json"]);
    check("a.json", "[x, {}]", &["1:x", "1:{}"]);
    check("a.json", "[{}]\n[{}]", &["1:{}", "2!invalid-json"]);
    check("a.json", "{}\n{}", &["1:{}", "2!invalid-json"]);
    check("a.json", "[{},\n{\"a\":\n1", &["1:{}", "2!invalid-json"]);
}

#[test]
fn a_forgotten_quote_costs_one_story() {
    // The quote is taken to end with its line, so that the next story is found.
    check("a.json", "[{\"a\": \"x\n},\n{\"b\": 1}]", &["1:{\"a\": \"x\n}", "3:{\"b\": 1}"]);
}

#[test]
fn a_page_is_one_record() {
    check("a.txt", "\u{feff}Title\r\n\nText", &["1:Title\r\n\nText"]);
    check("a.txt", "", &["1!not-a-story"]);
    check("a.txt", " \r\n", &["1!not-a-story"]);
}

#[test]
fn a_record_over_the_limit_is_rejected_and_the_next_is_read() {
    let long = "x".repeat(600_000);
    let lines = write("a.ndjson", format!("{{}}\n{long}\n{{12345}}\r\n1234567\n"));
    assert_eq!(
        outline(&cut_within(&lines.path, 7)),
        ["1:{}", "2!too-large", "3:{12345}", "4:1234567"]
    );
    assert_eq!(outline(&cut_within(&lines.path, 6)).len(), 4);
    assert_eq!(outline(&cut_within(&lines.path, 6))[2..], ["3!too-large", "4!too-large"]);
    let list = write("a.json", format!("[{{}},\n{{\"a\":\"{long}\n\"}},\n{{\"b\":1}}]"));
    assert_eq!(outline(&cut_within(&list.path, 7))[..2], ["1:{}", "2!too-large"]);
    let list = write("a.json", format!("[{{}},\n{{\"a\":\"{long}\"\n}},\n{{\"b\":1}}]"));
    assert_eq!(outline(&cut_within(&list.path, 7)), ["1:{}", "2!too-large", "4:{\"b\":1}"]);
    let page = write("a.txt", &long);
    assert_eq!(outline(&cut_within(&page.path, 599_999)), ["1!too-large"]);
    assert_eq!(cut_within(&page.path, 600_000).len(), 1);
}

#[test]
fn a_line_of_50_mb_is_read() {
    let mut line = r#"{"title": "Long", "timeline": ["#.to_owned();
    let event = r#"{"date": "2024-06", "text": "Something happened at some place once more"},"#;
    while line.len() < 50_000_000 {
        line.push_str(event);
    }
    line.push_str(r#"{"date": "2024-07", "text": "The end"}]}"#);
    let records = cut("a.ndjson", format!("{line}\n{{\"title\": \"Short\"}}\n"));
    assert_eq!(records.len(), 2);
    let story = parse(records[0].as_ref().unwrap()).story.unwrap();
    assert!(story.timeline.len() > 600_000);
    assert_eq!(story.timeline.last().unwrap().text, "The end");
}

#[test]
fn a_truncated_gzip_file_gives_the_records_before_the_break_and_one_reject() {
    let mut lines = String::new();
    for number in 0..20_000_u64 {
        let noise = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        lines.push_str(&format!("{{\"title\": \"{noise:x}\"}}\n"));
    }
    let whole = gzip(lines.as_bytes());
    let torn = write("torn.ndjson.gz", &whole[..whole.len() / 2]);
    let records = cut_within(&torn.path, 1000);
    let (last, good) = records.split_last().unwrap();
    assert!(good.len() > 5_000, "{}", good.len());
    for (record, line) in good.iter().zip(lines.lines()) {
        assert_eq!(record.as_ref().unwrap().body, line.as_bytes());
    }
    let reject = last.as_ref().unwrap_err();
    assert_eq!((reject.reason, &reject.file), (Reason::Io, &torn.path));
    assert_eq!(reject.line, good.len() as u64 + 1);
    assert!(reject.to_string().contains("torn.ndjson.gz:"), "{reject}");
    for name in ["torn.txt.gz", "torn.json.gz"] {
        let records = cut(name, &gzip(b"[{\"title\": \"A\"}]")[..20]);
        assert_eq!(records.last().unwrap().as_ref().unwrap_err().reason, Reason::Io);
    }
}

#[test]
fn a_gzip_file_of_several_members_is_read_to_its_end() {
    let content = [gzip(b"{1}\n{"), gzip(b"2}\n"), gzip(b"{3}")].concat();
    assert_eq!(outline(&cut("a.ndjson.gz", content)), ["1:{1}", "2:{2}", "3:{3}"]);
}

#[test]
fn progress_counts_the_bytes_on_disk() {
    for (name, content) in
        [("a.ndjson", b"{}\n{}\n".to_vec()), ("b.ndjson.gz", gzip(&[b'\n'; 9999]))]
    {
        let content_len = content.len() as u64;
        let file = write(name, content);
        let mut reader = open(source(&file.path), Limits::default()).unwrap();
        // A decoder may read ahead, but no more than there is.
        assert!(reader.bytes_read() <= content_len);
        assert!(reader.by_ref().all(|record| record.is_ok()));
        assert_eq!(reader.bytes_read(), content_len);
        assert!(reader.next().is_none());
    }
}

#[test]
fn a_line_that_is_not_utf_8_is_rejected_between_its_neighbours() {
    let records = cut("a.ndjson", b"{\"title\":\"A\"}\n{\"title\":\"\xff\"}\n{\"title\":\"B\"}\n");
    let stories: Vec<_> =
        records.iter().map(|record| parse(record.as_ref().unwrap()).story).collect();
    assert!(stories[0].is_ok() && stories[2].is_ok());
    let reject = stories[1].as_ref().unwrap_err();
    assert_eq!((reject.reason, reject.line), (Reason::InvalidUtf8, 2));
    assert!(reject.detail.contains("0xff at column 11"), "{reject}");
    let page = parse(cut("a.txt", b"Title\n\nText \xff")[0].as_ref().unwrap()).story.unwrap_err();
    assert_eq!((page.reason, page.line), (Reason::InvalidUtf8, 3));
    let utf16 = parse(cut("a.txt", b"\xff\xfeT\0")[0].as_ref().unwrap()).story.unwrap_err();
    assert!(utf16.detail.contains("UTF-16"), "{utf16}");
}
