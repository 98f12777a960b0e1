//! The language of a story and the stemmer that goes with it.

use std::borrow::Cow;

use dateline_model::Story;
use frostem::Algorithm;

use super::detect::detect;

/// How the words of a language are stemmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    code: &'static str,
}

/// The languages with a stemmer: ISO 639-1 code, ISO 639-3 code, and Snowball algorithm.
const STEMMED: &[(&str, &str, Algorithm)] = &[
    ("ar", "ara", Algorithm::Arabic),
    ("da", "dan", Algorithm::Danish),
    ("de", "deu", Algorithm::German),
    ("el", "ell", Algorithm::Greek),
    ("en", "eng", Algorithm::English),
    ("es", "spa", Algorithm::Spanish),
    ("fi", "fin", Algorithm::Finnish),
    ("fr", "fra", Algorithm::French),
    ("hu", "hun", Algorithm::Hungarian),
    ("it", "ita", Algorithm::Italian),
    ("nl", "nld", Algorithm::Dutch),
    ("no", "nor", Algorithm::Norwegian),
    ("pt", "por", Algorithm::Portuguese),
    ("ro", "ron", Algorithm::Romanian),
    ("ru", "rus", Algorithm::Russian),
    ("sv", "swe", Algorithm::Swedish),
    ("ta", "tam", Algorithm::Tamil),
    ("tr", "tur", Algorithm::Turkish),
];

impl Language {
    /// What a story without a language is taken to be in.
    pub const ENGLISH: Self = Self { code: "en" };
    /// A language without a stemmer: words match in their exact form alone.
    pub const UNSTEMMED: Self = Self { code: "xx" };

    /// The language of a BCP 47 tag; only its first part counts (`pt-BR` is `pt`), which may be of
    /// two letters or three. No tag means English, one without a stemmer means
    /// [`Language::UNSTEMMED`].
    pub fn of(tag: Option<&str>) -> Self {
        Self::named(tag).unwrap_or(Self::ENGLISH)
    }

    /// The language that the words of a story are analysed in: the one that it gives, or else the
    /// one that its texts are in as far as they leave no doubt, or else English.
    pub fn of_story(story: &Story) -> Self {
        Self::named(story.language.as_deref()).unwrap_or_else(|| detect(texts(story)))
    }

    /// The language of a tag that names one: an empty tag does not, nor does `und`, which says that
    /// nobody has determined it.
    pub(crate) fn named(tag: Option<&str>) -> Option<Self> {
        let tag = tag.map(str::trim).filter(|tag| !tag.is_empty())?;
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        // Both written forms of Norwegian are stemmed alike.
        let primary = match primary.as_str() {
            "und" => return None,
            "nb" | "nn" | "nob" | "nno" => "no",
            other => other,
        };
        let known = STEMMED.iter().find(|(two, three, _)| *two == primary || *three == primary);
        Some(known.map_or(Self::UNSTEMMED, |(code, ..)| Self { code }))
    }

    /// The ISO 639-1 code, `xx` for languages without a stemmer.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The stemmer, where there is one.
    pub(super) fn algorithm(self) -> Option<Algorithm> {
        STEMMED.iter().find(|(code, ..)| *code == self.code).map(|(.., algorithm)| *algorithm)
    }

    /// Whether an article or pronoun may be tied to the front of a word by an apostrophe
    /// ("l'homme"), which is then cut off.
    pub(super) fn has_elision(self) -> bool {
        matches!(self.code, "fr" | "it")
    }

    /// A folded word as the stemmer expects it. That of Arabic cuts off a teh marbuta wherever it
    /// stands, but the heh that it is folded to only from some words.
    pub(super) fn before_stemming(self, word: &str) -> Cow<'_, str> {
        match word.strip_suffix('\u{0647}').filter(|_| self.code == "ar") {
            Some(rest) => Cow::Owned(format!("{rest}\u{0629}")),
            None => Cow::Borrowed(word),
        }
    }

    /// Whether its stemmer may change how a word begins; the others cut ends alone.
    pub fn cuts_fronts(self) -> bool {
        matches!(self.code, "ar" | "nl" | "ta")
    }
}

/// What a reader would tell the language of a story by: its texts, the title first.
fn texts(story: &Story) -> impl Iterator<Item = &str> {
    let sections = story.sections.iter();
    let sections =
        sections.flat_map(|section| section.heading.iter().chain(std::iter::once(&section.text)));
    let events = story.timeline.iter().map(|event| &event.text);
    std::iter::once(&story.title).chain(sections).chain(events).map(String::as_str)
}
