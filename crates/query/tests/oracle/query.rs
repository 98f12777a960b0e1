//! Random queries: as they are typed, and what they have to match.

use super::calendar::When;
use super::corpus::{Document, FEEDS, PUBLISHERS, Tale, folded, name};
use super::leaf::{Field, Leaf};
use super::random::Random;
use super::vocabulary::SPELLINGS;

#[derive(Clone, Debug, PartialEq)]
enum Clause {
    Leaf(Leaf),
    Or(Vec<Leaf>),
    /// `(a b) OR c`
    Either(Vec<Leaf>, Leaf),
    Not(Leaf),
    NotAny(Vec<Leaf>),
    Feed(&'static str),
    Publisher(&'static str),
    Story(String),
    Kind(bool),
    On(When),
    After(When),
    Before(When),
}

/// A query: clauses that all have to hold.
#[derive(Clone, Debug)]
pub(crate) struct Query(Vec<Clause>);

impl Clause {
    fn random(random: &mut Random, tales: &[Tale]) -> Self {
        let leaf = |random: &mut Random| Leaf::random(random, tales);
        match random.below(30) {
            0..=16 => Self::Leaf(leaf(random)),
            17..=18 => Self::Or(vec![leaf(random), leaf(random)]),
            19 => Self::Or(vec![leaf(random), leaf(random), leaf(random)]),
            20 => Self::Either(vec![leaf(random), leaf(random)], leaf(random)),
            21..=22 => Self::Not(leaf(random)),
            23 => Self::NotAny(vec![leaf(random), leaf(random)]),
            24 => Self::Feed(name(random, FEEDS)),
            25 => Self::Publisher(name(random, PUBLISHERS)),
            26 if !tales.is_empty() => Self::Story(random.pick(tales).id.clone()),
            27 => Self::On(When::random(random)),
            28 => Self::After(When::random(random)),
            29 => Self::Before(When::random(random)),
            _ => Self::Kind(random.percent(50)),
        }
    }

    fn typed(&self) -> String {
        let joined = |leaves: &[Leaf], with: &str| {
            leaves.iter().map(Leaf::typed).collect::<Vec<_>>().join(with)
        };
        match self {
            Self::Leaf(leaf) => leaf.typed(),
            Self::Or(leaves) => joined(leaves, " OR "),
            Self::Either(both, other) => format!("({}) OR {}", joined(both, " "), other.typed()),
            Self::Not(leaf) => format!("-{}", leaf.typed()),
            Self::NotAny(leaves) => format!("-({})", joined(leaves, " | ")),
            Self::Feed(name) => format!("feed:\"{name}\""),
            Self::Publisher(name) => format!("publisher:\"{name}\""),
            Self::Story(id) => format!("story:{id}"),
            Self::Kind(event) => format!("kind:{}", if *event { "event" } else { "story" }),
            Self::On(when) => format!("on:\"{}\"", when.written),
            Self::After(when) => format!("after:\"{}\"", when.written),
            Self::Before(when) => format!("before:\"{}\"", when.written),
        }
    }

    fn matches(&self, document: &Document, within: bool) -> bool {
        let dated = |such: &dyn Fn(&When) -> bool| document.when.as_ref().is_some_and(such);
        match self {
            Self::Leaf(leaf) => leaf.matches(document),
            Self::Or(leaves) => leaves.iter().any(|leaf| leaf.matches(document)),
            Self::Either(both, other) => {
                both.iter().all(|leaf| leaf.matches(document)) || other.matches(document)
            }
            Self::Not(leaf) => !leaf.matches(document),
            Self::NotAny(leaves) => !leaves.iter().any(|leaf| leaf.matches(document)),
            Self::Feed(name) => document.feeds.iter().any(|feed| folded(feed) == folded(name)),
            Self::Publisher(name) => {
                document.publishers.iter().any(|known| folded(known) == folded(name))
            }
            Self::Story(id) => document.story == *id,
            Self::Kind(event) => document.is_event() == *event,
            Self::On(days) => dated(&|when| lies(when, Some(days), Some(days), within)),
            Self::After(days) => dated(&|when| {
                if within { when.first > days.last } else { when.last > days.last }
            }),
            Self::Before(days) => dated(&|when| {
                if within { when.last < days.first } else { when.first < days.first }
            }),
        }
    }

    /// Whether a document may lack it when none has everything: words and choices between words.
    fn is_optional(&self) -> bool {
        match self {
            Self::Leaf(leaf) => !leaf.is_phrase(),
            Self::Or(_) | Self::Either(..) => true,
            _ => false,
        }
    }
}

/// Whether a date lies so to a range, whose ends are those of two dates.
pub(crate) fn lies(when: &When, from: Option<&When>, to: Option<&When>, within: bool) -> bool {
    if within {
        from.is_none_or(|from| when.first >= from.first) && to.is_none_or(|to| when.last <= to.last)
    } else {
        from.is_none_or(|from| when.last >= from.first) && to.is_none_or(|to| when.first <= to.last)
    }
}

impl Query {
    /// A random query of so many clauses at most, each another one.
    pub(crate) fn random(random: &mut Random, tales: &[Tale], most: usize) -> Self {
        let mut clauses: Vec<Clause> = Vec::new();
        for _ in 0..random.between(1, most) {
            let clause = Clause::random(random, tales);
            let distinct = match &clause {
                Clause::Or(leaves) | Clause::NotAny(leaves) => {
                    leaves.iter().enumerate().all(|(at, leaf)| !leaves[..at].contains(leaf))
                }
                Clause::Either(both, other) => both[0] != both[1] && !both.contains(other),
                _ => true,
            };
            // An `OR` of phrases alone is left to the tests of the language.
            let words = match &clause {
                Clause::Or(leaves) => leaves.iter().any(|leaf| !leaf.is_phrase()),
                _ => true,
            };
            if distinct && words && !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        Self(clauses)
    }

    /// A query of one word.
    pub(crate) fn of_one_word(random: &mut Random) -> Self {
        Self(vec![Clause::Leaf(Leaf::Plain(Field::Any, *random.pick(SPELLINGS)))])
    }

    /// The query as it is typed.
    pub(crate) fn typed(&self) -> String {
        self.0.iter().map(Clause::typed).collect::<Vec<_>>().join(" ")
    }

    /// Whether a document has everything.
    pub(crate) fn matches(&self, document: &Document, within: bool) -> bool {
        self.0.iter().all(|clause| clause.matches(document, within))
    }

    /// Whether a document has any word and everything else; none where there are no two words to
    /// choose from.
    pub(crate) fn matches_relaxed(&self, document: &Document, within: bool) -> Option<bool> {
        let (words, kept): (Vec<_>, Vec<_>) =
            self.0.iter().partition(|clause| clause.is_optional());
        (words.len() > 1).then(|| {
            words.iter().any(|clause| clause.matches(document, within))
                && kept.iter().all(|clause| clause.matches(document, within))
        })
    }
}
