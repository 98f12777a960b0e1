//! Where the heading of a section ends and its text begins.
//!
//! On a page they run into each other: "Scale of North Korean Deployment and Casualties North Korea
//! has deployed more than ...". The page itself has lost the boundary; this finds it again.
//!
//! 1. **The run.** A heading is in title case: capitalised words, numbers, and small words (of,
//!    and, the) between them. So the boundary lies before the first word that is neither (`has`).
//! 2. **A full stop** or question mark within the run is the boundary: "What Comes Next? Officials".
//! 3. **A starter** within the run is the boundary: headings leave `the`, `in`, `on` small, so that
//!    "... Progress The museum" splits before `The`. Not after a colon or a small word.
//! 4. **A word that may be either** (`After`, `With`, `His`: styles differ on the longer
//!    prepositions) is the boundary if at most one name stands between it and the end of the run,
//!    dates aside: "... Gallery After Kim visited" splits before `After`, and "... Village After
//!    Landslide Rescuers reached" does not, for then the sentence would have two subjects.
//! 5. **Else** the sentence starts with the last capitalised word of the run, or with the name that
//!    ends there. A name grows to the left, word by word, while
//!    - the two words stand together elsewhere on the page too ("North Korea", "Kim Jong-un");
//!    - a small word or a comma joins them ("Seoul and Tokyo fear", "Construction of the");
//!    - the left one opens a name: a title, a given name, `New`, `European`; or a title stands
//!      further left ("President Emmanuel Macron");
//!    - an office or institution and "of" stand before them ("Museum of Combat Feats");
//!    - they are a known institution or a date.
//!
//!    It does not grow from a common noun, one of a list or one that the page also has in lower
//!    case: in "North Residents said" a sentence would have written "residents".
//! 6. **Quotations** are not cut: a boundary inside moves to their start.
//!
//! Where no split is sure, there is none, and the whole paragraph is text: nothing before the
//! boundary, a single word that is no usual heading, or a start like "On Monday Kim visited". A
//! heading that is lost is still found by search; half a sentence in a heading would be shown.

use std::collections::{HashMap, HashSet};

use super::lexicon::{
    are_in_one_name, is_common_noun, is_heading_by_itself, is_honorific, is_institution,
    is_maybe_starter, is_modifier, is_sentence_first, is_starter, is_time, names_letter,
    opens_name,
};
use super::paragraph::Paragraph;
use super::word::{Word, words, words_up_to};

/// The most words of a run. What is longer is no heading, and long texts cost no time.
const MAX_RUN: usize = 40;

/// What a page says about its words, by which headings are split.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// How often two capitalised words stand next to each other.
    pairs: HashMap<(String, String), u32>,
    /// Words that stand on the page in lower case.
    lower: HashSet<String>,
}

/// Where the sentence was found to start, and how sure that is.
enum Start {
    /// A word or a full stop says so.
    Marked(usize),
    /// It is where a name starts.
    AtName(usize),
}

impl Headings {
    /// Looks through a page.
    pub(super) fn of(page: &[Paragraph<'_>]) -> Self {
        let mut headings = Self::default();
        for paragraph in page {
            let text = paragraph.text();
            let words = words(&text);
            for word in words.iter().filter(|word| !word.is_capital()) {
                headings.lower.insert(word.name());
            }
            for pair in words.windows(2) {
                let &[first, second] = pair else { continue };
                if first.can_start() && second.is_capital() && !first.ends_clause() {
                    *headings.pairs.entry((first.name(), second.name())).or_default() += 1;
                }
            }
        }
        headings
    }

    /// Splits a paragraph into heading and text, if that can be done with some confidence.
    pub(super) fn split<'a>(&self, paragraph: &'a str) -> Option<(&'a str, &'a str)> {
        let words = words_up_to(paragraph, MAX_RUN + 1);
        let end = words.iter().position(|word| !word.is_capital() && !word.is_small())?;
        let run = &words[..end];
        let start = self.start(run)?;
        let is_marked = matches!(start, Start::Marked(_));
        let (Start::Marked(start) | Start::AtName(start)) = start;
        let start = outside_quotation(run, start);
        let heading = &run[..start];
        if !run[start].can_start() || !is_heading(heading, is_marked) {
            return None;
        }
        let (heading, body) = paragraph.split_at(run[start].start);
        Some((heading.trim_end().trim_end_matches('.'), body))
    }

    fn start(&self, run: &[Word<'_>]) -> Option<Start> {
        let last = run.iter().rposition(Word::can_start).filter(|last| *last > 0)?;
        let inner = || (1..=last).filter(|index| may_start(run, *index));
        if let Some(index) = inner().find(|index| run[index - 1].ends_sentence()) {
            return Some(Start::Marked(index));
        }
        if let Some(index) = inner().find(|index| is_sure_starter(run, *index)) {
            return Some(Start::Marked(index));
        }
        let name = self.name_start(run, last);
        let likely = inner().rev().find(|index| {
            let after =
                (index + 1..last).find(|next| !run[*next].is_small() && !tells_time(&run[*next]));
            is_maybe_starter(run[*index].core()) && name <= after.unwrap_or(last)
        });
        Some(likely.map_or(Start::AtName(name), Start::Marked))
    }

    /// The start of the name that ends with a word.
    fn name_start(&self, run: &[Word<'_>], last: usize) -> usize {
        let mut start = last;
        while start > 0 {
            let before = &run[start - 1];
            if before.is_small() {
                let joined = run[..start].iter().rposition(|word| !word.is_small());
                start = joined.unwrap_or(0);
            } else if before.ends_clause() || self.is_one_name(run, start) {
                start -= 1;
            } else {
                break;
            }
        }
        start
    }

    /// Whether a word and the one before it are parts of one name.
    fn is_one_name(&self, run: &[Word<'_>], index: usize) -> bool {
        let (before, word) = (&run[index - 1], &run[index]);
        if is_starter(before.core()) || is_maybe_starter(before.core()) {
            return false;
        }
        let (first, second) = (before.name(), word.name());
        let is_institution = is_institution(&second);
        if are_in_one_name(&first, &second) || (is_institution && is_modifier(&first)) {
            return true;
        }
        let pair = (first, second);
        if self.pairs.get(&pair).is_some_and(|times| *times > 1) {
            return true;
        }
        let (first, second) = pair;
        if word.is_number() {
            return word.is_year() || is_time(&first);
        }
        if !is_institution && self.is_common(&second) {
            return false;
        }
        let has_title = (index.saturating_sub(3)..index).any(|title| {
            let mut between = run[title + 1..index].iter();
            is_honorific(&run[title].name())
                && between.all(|word| word.can_start() && !self.is_common(&word.name()))
        });
        opens_name(&first) || before.is_initial() || has_title || is_inside_of_name(&run[..index])
    }

    /// Whether a word is no name's: the page, or the language, has it in lower case too.
    fn is_common(&self, word: &str) -> bool {
        is_common_noun(word) || self.lower.contains(&word.to_lowercase())
    }
}

/// Whether a sentence may start with this word of the run, judged by what is before it.
fn may_start(run: &[Word<'_>], index: usize) -> bool {
    let before = &run[index - 1];
    run[index].can_start() && !before.is_small() && !before.ends_clause()
}

fn is_sure_starter(run: &[Word<'_>], index: usize) -> bool {
    let word = run[index].core();
    is_starter(word) && !(word == "A" && names_letter(run[index - 1].core()))
}

fn tells_time(word: &Word<'_>) -> bool {
    word.is_number() || is_time(word.core())
}

/// Whether the words end inside a name with "of": "Secretary of State", "Museum of Combat".
fn is_inside_of_name(words: &[Word<'_>]) -> bool {
    let [.., head, of, _] = words else { return false };
    of.core() == "of" && (is_honorific(head.core()) || is_institution(head.core()))
}

/// The boundary, moved to the start of the quotation that it would cut.
fn outside_quotation(run: &[Word<'_>], start: usize) -> usize {
    let mut opened = 0;
    let mut opening = start;
    for (index, word) in run[..start].iter().enumerate() {
        let before = opened;
        opened += word.opened_quotes();
        if before == 0 && opened > 0 {
            opening = index;
        }
    }
    if opened > 0 { opening } else { start }
}

/// Whether these words are a heading.
fn is_heading(words: &[Word<'_>], is_marked: bool) -> bool {
    let [first, .., last] = words else {
        return words.first().is_some_and(|word| {
            is_heading_by_itself(word.core()) || (is_marked && !ends_open(word))
        });
    };
    let like_sentence = is_sentence_first(first.core()) && words.len() < 4;
    !ends_open(last) && (is_marked || !like_sentence)
}

/// Whether something must follow the word, so that no heading ends with it.
fn ends_open(word: &Word<'_>) -> bool {
    let core = word.core();
    word.is_small() || word.ends_clause() || is_starter(core)
}
