//! The table, and the same as JSON.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::measures::Scores;
use crate::trec::Topic;

/// All answers, scored.
#[derive(Default)]
pub(crate) struct Report {
    /// By the group of the topic and the name of the contender.
    answers: BTreeMap<(String, &'static str), Vec<(Scores, Duration)>>,
}

/// A line of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Summary {
    queries: String,
    contender: &'static str,
    count: usize,
    #[serde(flatten)]
    scores: Scores,
    mean_micros: u64,
}

/// The group of all topics, and the contender that a floor is asked of.
const ALL: &str = "all";
const OURS: &str = "Dateline";

impl Report {
    /// Notes an answer.
    pub(crate) fn add(
        &mut self,
        topic: &Topic,
        contender: &'static str,
        scores: Scores,
        took: Duration,
    ) {
        let groups = [Some(ALL), group(&topic.id)];
        for group in groups.into_iter().flatten() {
            self.answers.entry((group.to_owned(), contender)).or_default().push((scores, took));
        }
    }

    /// Whether nothing was scored.
    pub(crate) fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// The lines of the table.
    pub(crate) fn summaries(&self) -> Vec<Summary> {
        let lines = self.answers.iter().map(|((group, contender), answers)| {
            let scores: Vec<_> = answers.iter().map(|(scores, _)| *scores).collect();
            let took: Duration = answers.iter().map(|(_, took)| *took).sum();
            Summary {
                queries: group.clone(),
                contender,
                count: answers.len(),
                scores: Scores::mean(&scores),
                mean_micros: took.as_micros() as u64 / answers.len().max(1) as u64,
            }
        });
        lines.collect()
    }

    /// Prints the table.
    #[expect(clippy::print_stdout, reason = "the table is what this program is for")]
    pub(crate) fn print(&self) {
        println!("| queries | contender | MRR | nDCG@10 | MAP | recall@100 | mean |");
        println!("|---|---|---|---|---|---|---|");
        for summary in self.summaries() {
            let Summary { queries, contender, count, scores, mean_micros } = summary;
            let Scores { reciprocal_rank, ndcg_at_10, average_precision, recall_at_100 } = scores;
            println!(
                "| {queries} ({count}) | {contender} | {reciprocal_rank:.3} | {ndcg_at_10:.3} | \
                 {average_precision:.3} | {recall_at_100:.3} | {:.2} ms |",
                mean_micros as f64 / 1_000.0
            );
        }
    }

    /// Asks for a mean reciprocal rank of Dateline's over all topics.
    ///
    /// # Errors
    /// Where it is lower.
    pub(crate) fn hold(&self, floor: f64) -> anyhow::Result<()> {
        for summary in self.summaries() {
            let reached = summary.scores.reciprocal_rank;
            let is_asked = summary.queries == ALL && summary.contender == OURS;
            anyhow::ensure!(
                !is_asked || reached >= floor,
                "MRR is {reached:.3}, below the floor of {floor:.3}"
            );
        }
        Ok(())
    }
}

/// The group of a known item, which its id begins with: `title-unseen` of `title-unseen-0001`.
fn group(topic: &str) -> Option<&str> {
    let (group, number) = topic.rsplit_once('-')?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then_some(group)
}
