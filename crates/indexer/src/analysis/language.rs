//! The language of a story and the stemmer that goes with it.

use frostem::Algorithm;

/// How the words of a language are stemmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    code: &'static str,
}

/// The languages with a stemmer: ISO 639-1 code and Snowball algorithm.
const STEMMED: &[(&str, Algorithm)] = &[
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

impl Language {
    /// What a story without a language is taken to be in.
    pub const ENGLISH: Self = Self { code: "en" };
    /// A language without a stemmer: words match in their exact form alone.
    pub const UNSTEMMED: Self = Self { code: "xx" };

    /// The language of a BCP 47 tag; only its first part counts (`pt-BR` is `pt`). No tag means
    /// English, one without a stemmer means [`Language::UNSTEMMED`].
    pub fn of(tag: Option<&str>) -> Self {
        let Some(tag) = tag.map(str::trim).filter(|tag| !tag.is_empty()) else {
            return Self::ENGLISH;
        };
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        // Both written forms of Norwegian are stemmed alike.
        let primary = if matches!(primary.as_str(), "nb" | "nn") { "no" } else { primary.as_str() };
        STEMMED
            .iter()
            .find(|(code, _)| *code == primary)
            .map_or(Self::UNSTEMMED, |(code, _)| Self { code })
    }

    /// The ISO 639-1 code, `xx` for languages without a stemmer.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The stemmer, where there is one.
    pub(super) fn algorithm(self) -> Option<Algorithm> {
        STEMMED.iter().find(|(code, _)| *code == self.code).map(|(_, algorithm)| *algorithm)
    }

    /// Whether an article or pronoun may be tied to the front of a word by an apostrophe
    /// ("l'homme"), which is then cut off.
    pub(super) fn has_elision(self) -> bool {
        matches!(self.code, "fr" | "it")
    }

    /// Whether its stemmer may change how a word begins; the others cut ends alone.
    pub fn cuts_fronts(self) -> bool {
        matches!(self.code, "ar" | "nl" | "ta")
    }
}
