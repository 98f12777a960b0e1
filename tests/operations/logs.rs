//! The log: a line for each request, what readers look for in none of them, and where the time of slow
//! ones went.

use std::fs;
use std::path::PathBuf;
use std::thread;

use serde_json::{Value, json};

use crate::support::{Dateline, Place, Server, eventually};

struct Logging {
    server: Server,
    log: PathBuf,
}

fn serve(place: &Place, settings: &[(&str, &str)]) -> Logging {
    let log = place.path().join("server.log");
    let mut dateline = Dateline::at(place).logging_to(&log);
    for (name, value) in settings {
        dateline = dateline.with_env(name, value);
    }
    Logging { server: Server::start(dateline, &[]), log }
}

impl Logging {
    fn text(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// The lines with this message.
    fn lines(&self, message: &str) -> Vec<Value> {
        let text = self.text();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.filter(|line| line["fields"]["message"] == message).collect()
    }
}

#[test]
fn a_request_is_one_line_without_what_the_reader_looked_for() {
    let place = Place::with_index();
    let logging = serve(&place, &[("DATELINE_LOG_FORMAT", "json")]);
    let reply = logging.server.get("/api/v1/search?q=mysecret");
    let id = reply.headers["x-request-id"].to_str().unwrap().to_owned();
    logging.server.get("/api/v1/search?limit=0&x=mysecret").expect_status(400);
    let lines = eventually("both are there", || {
        Some(logging.lines("request answered")).filter(|lines| lines.len() == 2)
    });
    let (fields, span) = (&lines[0]["fields"], &lines[0]["span"]);
    assert_eq!(lines[0]["level"], "INFO");
    assert_eq!((&fields["status"], &lines[1]["fields"]["status"]), (&json!(200), &json!(400)));
    assert_eq!(fields["bytes"], reply.body.len());
    assert!(fields["took_ms"].as_f64().unwrap() > 0.0);
    assert_eq!((&span["method"], &span["path"]), (&json!("GET"), &json!("/api/v1/search")));
    assert_eq!(span["id"], id);
    assert!(!logging.text().contains("mysecret"), "{}", logging.text());
}

#[test]
fn the_query_stands_there_for_who_looks_closer() {
    let place = Place::with_index();
    let logging = serve(&place, &[("DATELINE_LOG_LEVEL", "debug")]);
    logging.server.get("/api/v1/search?q=nosecret").expect_status(200);
    eventually("the query is there", || logging.text().contains("q=nosecret").then_some(()));
}

#[test]
fn a_slow_search_tells_its_plan_and_where_its_time_went() {
    let place = Place::with_index();
    let settings = [("DATELINE_LOG_FORMAT", "json"), ("DATELINE_LOG_SLOW_MS", "1")];
    let logging = serve(&place, &settings);
    let query = "q=museum+-race&feed=World&from=2025&facets=month&highlight=true&explain=true";
    let line = eventually("a search takes a millisecond", || {
        logging.server.get(&format!("/api/v1/search?{query}")).expect_status(200);
        logging.lines("slow search").pop()
    });
    let fields = &line["fields"];
    assert_eq!(line["level"], "WARN");
    let plan = fields["plan"].as_str().unwrap();
    assert!(plan.starts_with("q=+museum -race feed=[\"World\"] dates=2025-01-01.."), "{plan}");
    assert!(plan.contains("facets=month"), "{plan}");
    assert_eq!(fields["hits"], 2);
    let stages = ["parse_ms", "wait_ms", "compile_ms", "collect_ms", "read_ms", "render_ms"];
    let sum: f64 = stages.iter().map(|stage| fields[stage].as_f64().unwrap()).sum();
    let took = fields["took_ms"].as_f64().unwrap();
    assert!(sum > 0.3 * took && sum <= took + 0.01, "{fields}");
}

#[test]
fn without_a_limit_nothing_is_slow() {
    let place = Place::with_index();
    let settings = [("DATELINE_LOG_FORMAT", "json"), ("DATELINE_LOG_SLOW_MS", "0")];
    let logging = serve(&place, &settings);
    for _ in 0..20 {
        logging.server.get("/api/v1/search?q=mu*&explain=true&highlight=true").expect_status(200);
    }
    eventually("all are told", || (logging.lines("request answered").len() == 20).then_some(()));
    assert!(logging.lines("slow search").is_empty());
}

#[test]
fn those_who_are_turned_away_share_a_line() {
    let place = Place::with_index();
    let settings = [("DATELINE_LOG_FORMAT", "json"), ("DATELINE_INDEX_WRITE_QUEUE", "1")];
    let logging = serve(&place, &settings);
    let turned_away = |round: usize| {
        let put = |n: usize| {
            let client = logging.server.client();
            let id = format!("s{round}-{n}");
            client.put(&id, &json!({ "title": "S" }), None).unwrap().status == 503
        };
        let put = &put;
        thread::scope(|scope| {
            let puts: Vec<_> = (0..16).map(|n| scope.spawn(move || put(n))).collect();
            puts.into_iter().map(|put| usize::from(put.join().unwrap())).sum::<usize>()
        })
    };
    let mut rounds = 0..;
    let count = eventually("some are turned away", || {
        Some(turned_away(rounds.next().unwrap())).filter(|count| *count > 1)
    });
    let told = eventually("that is told", || logging.lines("requests are turned away").pop());
    assert_eq!(told["level"], "WARN");
    assert!(logging.lines("requests are turned away").len() < count);
    assert!(logging.lines("request failed").is_empty(), "{}", logging.text());
}

#[test]
fn the_stages_of_a_search_are_told_to_browsers() {
    let place = Place::with_index();
    let server = Server::at(&place);
    for path in ["/api/v1/search?q=museum", "/api/v1/timeline?q=museum", "/?q=museum"] {
        let reply = server.get(path).expect_status(200);
        let timing = reply.headers["server-timing"].to_str().unwrap();
        let names: Vec<_> =
            timing.split(", ").map(|part| part.split(';').next().unwrap()).collect();
        assert_eq!(names, ["parse", "wait", "compile", "collect", "read", "render", "total"]);
        for part in timing.split(", ") {
            let milliseconds = part.split(";dur=").nth(1).unwrap();
            assert!(milliseconds.parse::<f64>().unwrap() >= 0.0, "{timing}");
        }
    }
    assert!(!server.get("/healthz").headers.contains_key("server-timing"));
}
