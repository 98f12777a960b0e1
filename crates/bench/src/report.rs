//! The one table, and the same as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::indexing::Indexing;
use crate::samples::{Samples, Summary};

/// Everything that was measured.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) stories: u64,
    pub(crate) events: u64,
    pub(crate) source_bytes: u64,
    pub(crate) index_bytes: u64,
    /// Each way of indexing with its runs; the first is what the others are held against.
    pub(crate) indexing: Vec<(&'static str, Vec<Indexing>)>,
    /// From the start of the process until it listens, of several starts.
    pub(crate) ready_millis: Vec<f64>,
    /// Of the server after all searches: what is its own, and what of files it has mapped.
    pub(crate) own_bytes: Option<u64>,
    pub(crate) mapped_bytes: Option<u64>,
    /// Queries whose totals are the same with both, and all queries. They differ where Dateline
    /// understands more: a phrase in a heading or a title.
    same_totals: (u64, u64),
    /// The kinds of searches with their contenders, in the order in which they were measured.
    searches: Vec<(&'static str, Vec<(String, Samples)>)>,
    summaries: BTreeMap<String, Summary>,
}

impl Report {
    /// The samples of a contender. The first of each kind of search is what the others are held
    /// against.
    pub(crate) fn of(&mut self, kind: &'static str, contender: &str) -> &mut Samples {
        let kind = entry(&mut self.searches, |known| *known == kind, || kind);
        entry(kind, |known| known == contender, || contender.to_owned())
    }

    /// Notes how long an index took.
    pub(crate) fn indexed(&mut self, contender: &'static str, run: Indexing) {
        entry(&mut self.indexing, |known| *known == contender, || contender).push(run);
    }

    /// Notes the totals that a query has with both.
    pub(crate) fn compare(&mut self, bare: u64, ours: u64) {
        self.same_totals.0 += u64::from(bare == ours);
        self.same_totals.1 += 1;
    }

    /// Prints the table.
    #[expect(clippy::print_stdout, reason = "the table is what this program is for")]
    pub(crate) fn print(&mut self) {
        println!("{} stories, {} events", self.stories, self.events);
        for (kind, contenders) in &mut self.searches {
            println!(
                "\n| {kind} | a second | ratio | p50 | p99 | p99.9 |\n|---|---|---|---|---|---|"
            );
            let mut limit = None;
            for (contender, samples) in contenders {
                let summary = samples.summary();
                let Summary { per_second, p50_micros, p99_micros, p999_micros } = summary;
                let ratio = per_second / *limit.get_or_insert(per_second);
                let [p50, p99, p999] = [p50_micros, p99_micros, p999_micros].map(millis);
                println!("| {contender} | {per_second:.0} | {ratio:.2} | {p50} | {p99} | {p999} |");
                self.summaries.insert(format!("{kind}: {contender}"), summary);
            }
        }
        println!("\n| indexing | events a second | ratio |\n|---|---|---|");
        let mut limit = None;
        for (contender, runs) in &self.indexing {
            let mut rates: Vec<_> = runs.iter().map(Indexing::events_per_second).collect();
            rates.sort_unstable_by(f64::total_cmp);
            let Some(rate) = rates.get(rates.len() / 2) else { continue };
            println!("| {contender} | {rate:.0} | {:.2} |", rate / *limit.get_or_insert(*rate));
        }
        println!("\n| else | figure |\n|---|---|");
        let ratio = self.index_bytes as f64 / self.source_bytes as f64;
        let (index, source) = (mib(self.index_bytes), mib(self.source_bytes));
        println!("| index over source | {index:.1} MiB over {source:.1} MiB, {ratio:.2} |");
        let mut ready = self.ready_millis.clone();
        ready.sort_unstable_by(f64::total_cmp);
        if let Some(ready) = ready.get(ready.len() / 2) {
            println!("| start until ready | {ready:.0} ms |");
        }
        if let (Some(own), Some(mapped)) = (self.own_bytes, self.mapped_bytes) {
            let (own, mapped) = (mib(own), mib(mapped));
            println!(
                "| memory of the server | {own:.0} MiB, and {mapped:.0} MiB of mapped files |"
            );
        }
        let (same, all) = self.same_totals;
        println!("| queries with the same total as bare tantivy | {same} of {all} |");
    }
}

/// The value under a key, put there where it is not.
fn entry<K, V: Default>(
    list: &mut Vec<(K, V)>,
    is_it: impl Fn(&K) -> bool,
    key: impl FnOnce() -> K,
) -> &mut V {
    let at = list.iter().position(|(known, _)| is_it(known)).unwrap_or_else(|| {
        list.push((key(), V::default()));
        list.len() - 1
    });
    &mut list[at].1
}

fn millis(micros: u64) -> String {
    format!("{:.2} ms", micros as f64 / 1_000.0)
}

fn mib(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
