//! How long an acknowledged write takes, alone and among many.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::samples::{Samples, head};
use crate::serve;
use crate::support::{Client, Edition, Place, Random};

/// Measures so many writes one after the other, and then writers at once for a while. Whether none
/// of them failed.
pub(crate) fn measure(file: &Path, alone: u64, writers: u64, during: Duration) -> bool {
    let place = Place::empty();
    let server = serve(&place, file);
    let mut random = Random::of(2);
    head("single writes");
    println!("{:<24} {}", "disk: write and fsync", of_disk(&place));

    let client = server.client();
    let mut one = Samples::default();
    for n in 0..alone {
        put(&client, &Edition::new(&format!("alone-{n}"), 1, 0, &mut random), &mut one);
    }
    println!("{:<24} {one}", "one writer");

    let mut many = Samples::default();
    let started = Instant::now();
    thread::scope(|scope| {
        let threads: Vec<_> = (0..writers)
            .map(|writer| {
                let (client, mut random) = (server.client(), random.branch());
                scope.spawn(move || {
                    let mut samples = Samples::default();
                    for n in 0.. {
                        if started.elapsed() > during {
                            break;
                        }
                        let id = format!("many-{writer}-{n}");
                        put(&client, &Edition::new(&id, 1, 0, &mut random), &mut samples);
                    }
                    samples
                })
            })
            .collect();
        for thread in threads {
            many.add(thread.join().unwrap());
        }
    });
    let seconds = started.elapsed().as_secs_f64();
    println!("{:<24} {many}", format!("{writers} writers"));
    println!("{writers} writers together: {:.0} stories/s", many.count() as f64 / seconds);
    let stats = server.get("/api/v1/stats").json();
    println!("segments afterwards: {}, size {} bytes", stats["segments"], stats["index_bytes"]);
    one.failed + many.failed == 0
}

fn put(client: &Client, edition: &Edition, samples: &mut Samples) {
    let began = Instant::now();
    match client.put(&edition.id, &edition.story, None) {
        Ok(reply) if reply.status == 201 => samples.took(began.elapsed()),
        _ => samples.failed += 1,
    }
}

/// What the disk alone takes for a small write, which no acknowledged write can be faster than.
fn of_disk(place: &Place) -> Samples {
    let mut file = File::create(place.path().join("probe")).unwrap();
    let mut samples = Samples::default();
    for _ in 0..50 {
        let began = Instant::now();
        file.write_all(&[0; 512]).unwrap();
        file.sync_data().unwrap();
        samples.took(began.elapsed());
    }
    samples
}
