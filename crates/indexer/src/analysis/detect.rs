//! The language of texts that do not name it.
//!
//! To take a foreign text for English costs its stems; to take an English one for foreign costs
//! every query of the index, which is then analysed in one more language. So English it is unless
//! the text leaves no doubt: in the Latin script that takes words that are not English, which
//! cost a microsecond to count, and only then is the detector asked, a hundred times as dear,
//! which language it is. Trigrams alone take names and short sentences for anything.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use super::Language;
use super::common_words::Side;

/// How much of the texts is looked at, in bytes.
const MOST_BYTES: usize = 512;
/// Of fewer letters nothing is said: in the Latin script, and in others, which tell more.
const FEWEST_LATIN: usize = 60;
const FEWEST_OTHER: usize = 20;
/// So many letters without one common word of English are not English either; there are languages
/// of which no words are listed.
const MANY_LATIN: usize = 120;

/// Trigrams of what no news is written in, of which a short text in English may remind.
static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    Detector::with_denylist(vec![Lang::Lat, Lang::Epo, Lang::Jav, Lang::Aka, Lang::Sna])
});

/// The language of these texts, of which the first tell it.
pub(super) fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Language {
    let text = beginning(texts);
    let letters = Letters::of(&text);
    if letters.other > letters.latin {
        let has_enough = letters.other >= FEWEST_OTHER;
        return if has_enough { ask(&text, true) } else { Language::ENGLISH };
    }
    if letters.latin < FEWEST_LATIN {
        return Language::ENGLISH;
    }
    let words = Words::of(&text);
    if words.are_foreign(10) {
        return ask(&text, words.are_foreign(5));
    }
    // What no word speaks for is believed only where it means no stemmer.
    let is_strange = words.english == 0 && letters.latin >= MANY_LATIN;
    if is_strange && ask(&text, false) == Language::UNSTEMMED {
        return Language::UNSTEMMED;
    }
    Language::ENGLISH
}

/// What the detector says. Where it is in doubt, a text that is surely not English has no stemmer.
fn ask(text: &str, is_foreign: bool) -> Language {
    match DETECTOR.detect(text) {
        Some(found) if found.is_reliable() => Language::of(Some(found.lang().code())),
        Some(found) if is_foreign && found.lang() != Lang::Eng => Language::UNSTEMMED,
        _ => Language::ENGLISH,
    }
}

fn beginning<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut beginning = String::with_capacity(MOST_BYTES);
    for text in texts {
        let room = MOST_BYTES.saturating_sub(beginning.len() + 1);
        let end = (0..=room.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
        beginning.push_str(&text[..end.unwrap_or(0)]);
        beginning.push('\n');
        if room <= text.len() {
            break;
        }
    }
    beginning
}

/// How many letters there are of the Latin script and of all others.
#[derive(Default)]
struct Letters {
    latin: usize,
    other: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            if c.is_ascii_alphabetic() {
                letters.latin += 1;
            } else if !c.is_ascii() && c.is_alphabetic() {
                match u32::from(c) {
                    ..=0x02AF | 0x1E00..=0x1EFF | 0xFB00..=0xFB06 | 0xFF21..=0xFF5A => {
                        letters.latin += 1;
                    }
                    _ => letters.other += 1,
                }
            }
        }
        letters
    }
}

/// How many words of a text speak for English and how many for another language.
#[derive(Default)]
struct Words {
    all: usize,
    english: usize,
    other: usize,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut words = Self::default();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            words.all += 1;
            // Names do not speak.
            let side = if word.starts_with(char::is_lowercase) { Side::of(word) } else { None };
            match side {
                Some(Side::English) => words.english += 1,
                Some(Side::Other) => words.other += 1,
                None => {}
            }
        }
        words
    }

    /// Whether of so many words one, and no fewer than two, speak for another language, and fewer
    /// than half as many for English.
    fn are_foreign(&self, of: usize) -> bool {
        self.other >= 2 && self.other * of >= self.all && self.english * 2 < self.other
    }
}
