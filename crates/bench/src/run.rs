//! Asking the same questions again and again, from so many threads, for a while.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// One who asks; each thread has its own.
pub(crate) trait Asker {
    /// Asks the query of this number.
    ///
    /// # Errors
    /// Whatever keeps it from an answer; the measurement ends with it.
    fn ask(&mut self, query: usize) -> anyhow::Result<()>;
}

/// Asks from as many threads as there are askers, who take the queries in turn. Gives how long each
/// answer took, and how long it took all together.
///
/// # Errors
/// The first of any asker.
pub(crate) fn run<A: Asker + Send>(
    askers: Vec<A>,
    queries: usize,
    during: Duration,
) -> anyhow::Result<(Vec<Duration>, Duration)> {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let started = Instant::now();
    let took = thread::scope(|scope| {
        let threads: Vec<_> = askers
            .into_iter()
            .map(|mut asker| {
                scope.spawn(|| {
                    let mut took = Vec::new();
                    let mut asker = move |query| asker.ask(query);
                    while !stop.load(Ordering::Relaxed) && started.elapsed() < during {
                        let query = next.fetch_add(1, Ordering::Relaxed) % queries.max(1);
                        let began = Instant::now();
                        if let Err(error) = asker(query) {
                            stop.store(true, Ordering::Relaxed);
                            return Err(error);
                        }
                        took.push(began.elapsed());
                    }
                    Ok(took)
                })
            })
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            let took = thread.join().map_err(|_| anyhow::anyhow!("an asker panicked"))??;
            all.extend(took);
        }
        anyhow::Ok(all)
    })?;
    Ok((took, started.elapsed()))
}
