//! The usual measures of a ranking, each between 0 and 1, as trec_eval defines them (Järvelin and
//! Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002, for nDCG with linear gains).

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

/// How deep nDCG looks.
const NDCG_DEPTH: usize = 10;
/// How deep recall looks.
const RECALL_DEPTH: usize = 100;

/// The grades of the documents that are judged relevant to one topic, all above 0.
pub(crate) type Grades = BTreeMap<String, u32>;

/// How good a ranking is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Scores {
    /// One over the place of the first relevant document.
    pub(crate) reciprocal_rank: f64,
    pub(crate) ndcg_at_10: f64,
    pub(crate) average_precision: f64,
    pub(crate) recall_at_100: f64,
}

impl Scores {
    /// Scores ranked ids, best first. A document counts once.
    pub(crate) fn of(ranked: &[String], judged: &Grades) -> Self {
        let mut seen = HashSet::new();
        let ranked = ranked.iter().filter(|id| seen.insert(id.as_str()));
        let gains: Vec<u32> = ranked.map(|id| judged.get(id).copied().unwrap_or(0)).collect();
        let mut ideal: Vec<u32> = judged.values().copied().collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        let relevant = judged.len().max(1) as f64;
        let (mut found, mut precisions) = (0.0, 0.0);
        for (place, gain) in (1..).zip(&gains) {
            if *gain > 0 {
                found += 1.0;
                precisions += found / f64::from(place);
            }
        }
        let first = gains.iter().position(|gain| *gain > 0);
        let near = gains.iter().take(RECALL_DEPTH).filter(|gain| **gain > 0).count();
        Self {
            reciprocal_rank: first.map_or(0.0, |place| 1.0 / (place + 1) as f64),
            ndcg_at_10: discounted(&gains) / discounted(&ideal).max(f64::MIN_POSITIVE),
            average_precision: precisions / relevant,
            recall_at_100: near as f64 / relevant,
        }
    }

    /// The mean of several.
    pub(crate) fn mean(of: &[Self]) -> Self {
        let mean =
            |score: fn(&Self) -> f64| of.iter().map(score).sum::<f64>() / of.len().max(1) as f64;
        Self {
            reciprocal_rank: mean(|scores| scores.reciprocal_rank),
            ndcg_at_10: mean(|scores| scores.ndcg_at_10),
            average_precision: mean(|scores| scores.average_precision),
            recall_at_100: mean(|scores| scores.recall_at_100),
        }
    }
}

fn discounted(gains: &[u32]) -> f64 {
    let places = (2..).zip(gains.iter().take(NDCG_DEPTH));
    places.map(|(place, gain)| f64::from(*gain) / f64::from(place).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(ranked: &[&str], judged: &[(&str, u32)]) -> Scores {
        let ranked: Vec<_> = ranked.iter().map(|id| (*id).to_owned()).collect();
        let judged = judged.iter().map(|(id, grade)| ((*id).to_owned(), *grade)).collect();
        Scores::of(&ranked, &judged)
    }

    /// Worked out by hand.
    #[test]
    fn a_ranking_is_scored_as_trec_eval_does() {
        let scores = scores(&["x", "a", "y", "b"], &[("a", 2), ("b", 1), ("c", 1)]);
        assert_eq!(scores.reciprocal_rank, 0.5);
        assert_eq!(scores.recall_at_100, 2.0 / 3.0);
        assert_eq!(scores.average_precision, (1.0 / 2.0 + 2.0 / 4.0) / 3.0);
        let found = 2.0 / 3_f64.log2() + 1.0 / 5_f64.log2();
        let ideal = 2.0 / 2_f64.log2() + 1.0 / 3_f64.log2() + 1.0 / 4_f64.log2();
        assert_eq!(scores.ndcg_at_10, found / ideal);
    }

    #[test]
    fn what_stands_twice_counts_once() {
        let twice = scores(&["a", "a", "b"], &[("a", 1), ("b", 1)]);
        assert_eq!(twice, scores(&["a", "b"], &[("a", 1), ("b", 1)]));
        assert_eq!(twice.average_precision, 1.0);
    }

    #[test]
    fn depths_are_kept() {
        let ranked: Vec<String> = (0..102).map(|number| number.to_string()).collect();
        let at = |place: &str| Scores::of(&ranked, &BTreeMap::from([(place.to_owned(), 1)]));
        assert!(at("9").ndcg_at_10 > 0.0);
        assert_eq!(at("10").ndcg_at_10, 0.0);
        assert_eq!((at("99").recall_at_100, at("100").recall_at_100), (1.0, 0.0));
    }

    #[test]
    fn nothing_found_is_nothing() {
        assert_eq!(scores(&[], &[("a", 1)]), Scores::default());
    }
}
