//! What a reindex costs those who search and write meanwhile: time, but no answer and no write.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::samples::{Samples, head};
use crate::support::{Client, Dateline, Edition, Killed, Place, Random, Server, ended, eventually};
use crate::{serve, support};

const SEARCHERS: usize = 3;
const WRITERS: u64 = 2;

/// What is asked for, one after the other.
const QUERIES: [&str; 6] = [
    "search?q=river%20flood&highlight=true",
    "search?q=election&facets=month",
    "search?q=museum&kind=event&sort=newest",
    "timeline?q=treaty",
    "months?q=storm",
    "search?q=%22prime%20minister%22&group=story",
];

/// What is going on.
const BEFORE: u8 = 0;
const DURING: u8 = 1;
const BETWEEN: u8 = 2;
const END: u8 = 3;

/// A write that was acknowledged, and when it was sent.
type Done = (Instant, Edition);

/// Runs so many reindexes of a file beside a server of it. Whether no request failed and no write
/// was lost.
pub(crate) fn measure(file: &Path, times: usize, before: Duration) -> bool {
    let place = Place::empty();
    let server = serve(&place, file);
    let phase = AtomicU8::new(BEFORE);
    let done = Mutex::new(Vec::<Done>::new());
    let (mut lost, mut took) = (0, Vec::new());
    let mut random = Random::of(3);
    let (mut quiet, mut busy, mut writes) = Default::default();
    thread::scope(|scope| {
        let (phase, done) = (&phase, &done);
        let searchers: Vec<_> = (0..SEARCHERS)
            .map(|n| {
                let client = server.client();
                scope.spawn(move || search(&client, n, phase))
            })
            .collect();
        let writers: Vec<_> = (0..WRITERS)
            .map(|n| {
                let (client, random) = (server.client(), random.branch());
                scope.spawn(move || write(&client, n, random, phase, done))
            })
            .collect();
        thread::sleep(before);
        for _ in 0..times {
            phase.store(DURING, Ordering::SeqCst);
            let (since, time) = reindex(&place, &server, file);
            phase.store(BETWEEN, Ordering::SeqCst);
            took.push(format!("{:.2} s", time.as_secs_f64()));
            lost += missing(&server.client(), &done.lock().unwrap(), since);
        }
        phase.store(END, Ordering::SeqCst);
        for searcher in searchers {
            let (of_before, of_during) = searcher.join().unwrap();
            Samples::add(&mut quiet, of_before);
            Samples::add(&mut busy, of_during);
        }
        for writer in writers {
            Samples::add(&mut writes, writer.join().unwrap());
        }
    });
    head(&format!("{SEARCHERS} searchers"));
    println!("{:<24} {quiet}", "before");
    println!("{:<24} {busy}", "during a reindex");
    head(&format!("{WRITERS} writers"));
    println!("{:<24} {writes}", "all the time");
    println!("reindexes: {}; writes lost: {lost}", took.join(", "));
    quiet.failed + busy.failed + writes.failed + lost == 0
}

/// Reindexes the file and waits until the server has moved over. Gives from when on writes have to
/// be in the new generation, and how long it took.
fn reindex(place: &Place, server: &Server, file: &Path) -> (Instant, Duration) {
    let began = Instant::now();
    let file = file.canonicalize().unwrap();
    let arguments = ["reindex", "--json", "-q", file.to_str().unwrap()];
    let mut process = Killed::on_drop(Dateline::at(place).start(&arguments));
    // From here on it is noted what changes; what was written before is not in the file and goes.
    let journal = place.data().join("index/changes.journal");
    let since = eventually("the reindex begins", || {
        let over = process.child().try_wait().unwrap().is_some();
        (journal.exists() || over).then(Instant::now)
    });
    let child = process.release();
    let report = wait(child).json();
    let time = began.elapsed();
    eventually("the server moves to the new generation", || {
        let stats = server.get("/api/v1/stats").json();
        (stats["generation"] == report["generation"]).then_some(())
    });
    (since, time)
}

/// Waits as long as it takes: a large file takes longer than anything else here may.
fn wait(mut child: std::process::Child) -> support::Ended {
    child.wait().unwrap();
    ended(child).expect_code(0)
}

fn search(client: &Client, start: usize, phase: &AtomicU8) -> (Samples, Samples) {
    let (mut quiet, mut busy) = (Samples::default(), Samples::default());
    for query in QUERIES.iter().cycle().skip(start) {
        let at = phase.load(Ordering::SeqCst);
        let began = Instant::now();
        let answered =
            matches!(client.get(&format!("/api/v1/{query}")), Ok(it) if it.status == 200);
        let time = began.elapsed();
        let samples = match at {
            BEFORE => &mut quiet,
            END => break,
            // Between two of them the writes are compared, which is load of another kind.
            BETWEEN if answered => continue,
            _ => &mut busy,
        };
        if answered { samples.took(time) } else { samples.failed += 1 }
    }
    (quiet, busy)
}

fn write(
    client: &Client,
    writer: u64,
    mut random: Random,
    phase: &AtomicU8,
    done: &Mutex<Vec<Done>>,
) -> Samples {
    let mut samples = Samples::default();
    for n in 0.. {
        if phase.load(Ordering::SeqCst) == END {
            break;
        }
        let edition = Edition::new(&format!("load-{writer}-{n}"), 1, 0, &mut random);
        let sent = Instant::now();
        match client.put(&edition.id, &edition.story, None) {
            Ok(reply) if reply.status == 201 => {
                samples.took(sent.elapsed());
                done.lock().unwrap().push((sent, edition));
            }
            _ => samples.failed += 1,
        }
    }
    samples
}

/// How many of the writes sent since then are not there.
fn missing(client: &Client, done: &[Done], since: Instant) -> u64 {
    let is_missing = |edition: &Edition| {
        let reply = client.get(&format!("/api/v1/stories/{}", edition.id)).unwrap();
        reply.status != 200 || !edition.is(&reply.json())
    };
    let since = done.iter().filter(|(sent, _)| *sent >= since);
    since.filter(|(_, edition)| is_missing(edition)).count() as u64
}
