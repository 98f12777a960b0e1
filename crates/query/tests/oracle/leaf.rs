//! Words, prefixes, near words and phrases: as they are typed, and what they have to match.

use super::corpus::{Document, Tale};
use super::random::Random;
use super::vocabulary::{ABSENT, SPELLINGS, Spelling, Word};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Any,
    Title,
    Section,
    Text,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Leaf {
    Plain(Field, Spelling),
    Prefix(Field, String),
    Fuzzy(Field, String),
    Phrase(Field, Vec<Spelling>, usize),
}

impl Field {
    pub(crate) fn random(random: &mut Random) -> Self {
        if random.percent(70) {
            return Self::Any;
        }
        *random.pick(&[Self::Title, Self::Section, Self::Text])
    }

    fn prefix(self) -> &'static str {
        ["", "title:", "section:", "text:"][self as usize]
    }

    /// The texts that it looks into for words.
    fn texts(self, document: &Document) -> Vec<&[Word]> {
        let title = || [document.title.as_slice()].into_iter();
        let headings = || document.headings.iter().map(Vec::as_slice);
        let texts = || document.texts.iter().map(Vec::as_slice);
        match self {
            Self::Any => {
                let timeline = document.timeline.iter().map(Vec::as_slice);
                title().chain(headings()).chain(texts()).chain(timeline).collect()
            }
            Self::Title => title().collect(),
            Self::Section => headings().collect(),
            Self::Text => texts().collect(),
        }
    }
}

/// The optimal string alignment distance: insertions, deletions, substitutions, and exchanges of
/// neighbours.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = usize::from(a[i - 1] != b[j - 1]);
                let mut best =
                    (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + same);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    table[a.len()][b.len()]
}

fn misspelt(random: &mut Random) -> String {
    let simple: Vec<&str> = SPELLINGS
        .iter()
        .filter(|(_, words)| words.len() == 1)
        .map(|(_, words)| words[0].folded)
        .collect();
    let mut letters: Vec<char> = random.pick(&simple).chars().collect();
    for _ in 0..random.below(4) {
        let at = random.below(letters.len());
        match random.below(4) {
            0 => letters[at] = *random.pick(&['a', 'e', 'x']),
            1 => letters.insert(at, *random.pick(&['o', 's'])),
            2 if letters.len() > 2 => drop(letters.remove(at)),
            _ if at > 0 => letters.swap(at - 1, at),
            _ => {}
        }
    }
    letters.into_iter().collect()
}

impl Leaf {
    pub(crate) fn random(random: &mut Random, tales: &[Tale]) -> Self {
        let field = Field::random(random);
        match random.below(20) {
            0..=10 => Self::Plain(field, *random.pick(SPELLINGS)),
            11 => Self::Plain(field, *random.pick(ABSENT)),
            12..=14 => {
                let (_, words) = random.pick(SPELLINGS);
                let letters = words[0].folded.chars().count();
                let length = random.between(1, letters);
                Self::Prefix(field, words[0].folded.chars().take(length).collect())
            }
            15..=16 => Self::Fuzzy(field, misspelt(random)),
            _ if tales.is_empty() => Self::Plain(field, *random.pick(SPELLINGS)),
            _ => {
                let row = random.pick(tales).some_row(random, 3);
                let words: usize = row.iter().map(|(_, words)| words.len()).sum();
                // More than two words may be moved in more ways than can be said simply.
                let slop = if words == 2 && random.percent(40) { random.between(1, 3) } else { 0 };
                Self::Phrase(field, row, slop)
            }
        }
    }

    pub(crate) fn typed(&self) -> String {
        match self {
            Self::Plain(field, (spelling, _)) => format!("{}{spelling}", field.prefix()),
            Self::Prefix(field, start) => format!("{}{start}*", field.prefix()),
            Self::Fuzzy(field, word) => format!("{}{word}~", field.prefix()),
            Self::Phrase(field, row, slop) => {
                let words: Vec<&str> = row.iter().map(|(spelling, _)| *spelling).collect();
                let slop = if *slop > 0 { format!("~{slop}") } else { String::new() };
                format!("{}\"{}\"{slop}", field.prefix(), words.join(" "))
            }
        }
    }

    pub(crate) fn matches(&self, document: &Document) -> bool {
        let any = |field: Field, such: &dyn Fn(&Word) -> bool| {
            field.texts(document).iter().any(|text| text.iter().any(such))
        };
        match self {
            Self::Plain(field, (_, words)) => {
                words.iter().all(|asked| any(*field, &|word| word.stem == asked.stem))
            }
            Self::Prefix(field, start) => any(*field, &|word| word.folded.starts_with(start)),
            Self::Fuzzy(field, asked) => {
                let digits = asked.chars().any(|c| c.is_ascii_digit());
                let allowed = match asked.chars().count() {
                    _ if digits => 0,
                    0..=3 => 0,
                    4..=7 => 1,
                    _ => 2,
                };
                any(*field, &|word| distance(word.folded, asked) <= allowed)
            }
            Self::Phrase(field, row, slop) => {
                let asked: Vec<&str> = row
                    .iter()
                    .flat_map(|(_, words)| words.iter().map(|word| word.folded))
                    .collect();
                if let [single] = asked[..] {
                    return any(*field, &|word| word.folded == single);
                }
                // A story's timeline is read in its events.
                let document = Document { timeline: Vec::new(), ..document.clone() };
                field.texts(&document).iter().any(|text| stands_in(text, &asked, *slop))
            }
        }
    }

    pub(crate) fn is_phrase(&self) -> bool {
        matches!(self, Self::Phrase(..))
    }
}

fn stands_in(text: &[Word], asked: &[&str], slop: usize) -> bool {
    if slop == 0 {
        return text
            .windows(asked.len())
            .any(|row| row.iter().zip(asked).all(|(word, asked)| word.folded == *asked));
    }
    // Two words: the second is moved by so many places from where it should stand.
    let places = |asked: &str| -> Vec<usize> {
        (0..text.len()).filter(|at| text[*at].folded == asked).collect()
    };
    let (firsts, seconds) = (places(asked[0]), places(asked[1]));
    firsts.iter().any(|first| seconds.iter().any(|second| (first + 1).abs_diff(*second) <= slop))
}
