//! The words of the random corpus, with what the search has to make of them, written down by hand.

use super::random::Random;

/// A word as the search compares it: its folded form and its stem. Stems are named by any word
/// that has them; only whether two are equal matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) folded: &'static str,
    pub(crate) stem: &'static str,
}

/// A spelling and the words that it is cut into.
pub(crate) type Spelling = (&'static str, &'static [Word]);

const fn word(folded: &'static str, stem: &'static str) -> Word {
    Word { folded, stem }
}

/// Every spelling that texts are made of.
pub(crate) const SPELLINGS: &[Spelling] = &[
    ("flood", &[word("flood", "flood")]),
    ("floods", &[word("floods", "flood")]),
    ("Flooded", &[word("flooded", "flood")]),
    ("flooding", &[word("flooding", "flood")]),
    ("museum", &[word("museum", "museum")]),
    ("Museums", &[word("museums", "museum")]),
    ("museum’s", &[word("museum", "museum")]),
    ("Kim", &[word("kim", "kim")]),
    ("KIM", &[word("kim", "kim")]),
    ("Kim's", &[word("kim", "kim")]),
    ("north", &[word("north", "north")]),
    ("Korea", &[word("korea", "korea")]),
    ("soldier", &[word("soldier", "soldier")]),
    ("soldiers", &[word("soldiers", "soldier")]),
    ("soldiers’", &[word("soldiers", "soldier")]),
    ("election", &[word("election", "elect")]),
    ("elections", &[word("elections", "elect")]),
    ("elected", &[word("elected", "elect")]),
    ("border", &[word("border", "border")]),
    ("borders", &[word("borders", "border")]),
    ("Café", &[word("cafe", "cafe")]),
    ("cafe", &[word("cafe", "cafe")]),
    // The accent as a character of its own.
    ("Cafe\u{301}s", &[word("cafes", "cafe")]),
    ("Zürich", &[word("zurich", "zurich")]),
    ("state-run", &[word("state", "state"), word("run", "run")]),
    ("state\u{2011}run", &[word("state", "state"), word("run", "run")]),
    ("states", &[word("states", "state")]),
    ("running", &[word("running", "run")]),
    ("treaty", &[word("treaty", "treaty")]),
    ("treaties", &[word("treaties", "treaty")]),
    ("storm", &[word("storm", "storm")]),
    ("storms", &[word("storms", "storm")]),
    ("sculpture", &[word("sculpture", "sculpture")]),
    ("sculptures", &[word("sculptures", "sculpture")]),
    ("parliament", &[word("parliament", "parliament")]),
    ("harbour", &[word("harbour", "harbour")]),
    ("harbor", &[word("harbor", "harbor")]),
    ("U.S.", &[word("us", "us")]),
    ("US", &[word("us", "us")]),
    ("O’Brien", &[word("obrien", "obrien")]),
    ("O'Brien", &[word("obrien", "obrien")]),
    ("Straße", &[word("strasse", "strasse")]),
    ("12,000", &[word("12000", "12000")]),
    ("2025", &[word("2025", "2025")]),
    ("ﬁre", &[word("fire", "fire")]),
    ("fires", &[word("fires", "fire")]),
    ("the", &[word("the", "the")]),
    ("of", &[word("of", "of")]),
];

/// Words that stand in no text.
pub(crate) const ABSENT: &[Spelling] = &[
    ("zeppelin", &[word("zeppelin", "zeppelin")]),
    ("quokkas", &[word("quokkas", "quokka")]),
    ("Äpfel", &[word("apfel", "apfel")]),
];

/// What stands between words. Most of it is space.
const SEPARATORS: &[&str] = &[" ", " ", " ", ", ", " – ", "; ", " (", "\u{a0}"];

/// A text: its spellings and the words that they are cut into, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) written: String,
    pub(crate) spellings: Vec<Spelling>,
}

impl Text {
    /// A text of so many spellings.
    pub(crate) fn random(random: &mut Random, low: usize, high: usize) -> Self {
        let count = random.between(low, high);
        // Some words are everywhere and some are rare, as in life.
        let spellings: Vec<Spelling> = (0..count)
            .map(|_| {
                let end = if random.percent(50) { SPELLINGS.len() } else { SPELLINGS.len() / 4 };
                SPELLINGS[random.below(end)]
            })
            .collect();
        Self::of(spellings, random)
    }

    /// A text of these spellings, with punctuation of some kind between them.
    pub(crate) fn of(spellings: Vec<Spelling>, random: &mut Random) -> Self {
        let mut written = String::new();
        for (at, (spelling, _)) in spellings.iter().enumerate() {
            if at > 0 {
                written.push_str(random.pick::<&str>(SEPARATORS));
            }
            written.push_str(spelling);
        }
        Self { written, spellings }
    }

    /// The words, in order.
    pub(crate) fn words(&self) -> Vec<Word> {
        self.spellings.iter().flat_map(|(_, words)| words.iter().copied()).collect()
    }

    /// A telling of the same with a word or two changed.
    pub(crate) fn varied(&self, random: &mut Random) -> Self {
        let mut spellings = self.spellings.clone();
        for _ in 0..random.below(3) {
            let at = random.below(spellings.len());
            spellings[at] = *random.pick(SPELLINGS);
        }
        Self::of(spellings, random)
    }
}
