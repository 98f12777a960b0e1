//! Words that say where a heading cannot end, or where a sentence starts.
//!
//! The lists are short on purpose: what a page says itself (see `heading`) counts first, and these
//! only help where it says nothing.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Words that headings in title case leave small, and the small parts of names.
static SMALL: WordList = WordList::new(
    "a after al amid an and as at bin but by da de del den der di du el for from ibn in into la \
     le no nor of off on or over per the to up v van via von vs with y yet",
);

/// Words that a heading would leave small: with a capital inside a run they start a sentence.
static STARTERS: WordList =
    WordList::new("A According Although An At By Earlier However In Meanwhile On The");

/// Words that start a sentence, or stand in a heading with a capital. What follows them decides.
static MAYBE_STARTERS: WordList = WordList::new(
    "About After Against All Almost Along Amid Among Approximately Around As Because Before \
     Behind Beside Besides Between Beyond Both But Despite During Each Even Every Few Following \
     For From He Her His If Inside Instead Into It Its Just Last Later Many More Most Nearly \
     Neither Now Of Once Only Other Outside Over Roughly Several She Since So Some Still Such \
     That Their Then There These They This Those Though Through To Today Under Unlike Until We \
     What When Where While Who With Within Without Yet",
);

/// Words with which a paragraph without a heading often starts.
static SENTENCE_FIRST: WordList = WordList::new(
    "A According After Although An As At Before By Despite During Earlier He However If In It Its \
     Last Meanwhile On She Since The Their These They This Those Under We When While",
);

/// Words after which a name goes on, so that no heading ends with them.
static OPENERS: WordList = WordList::new(
    "American Arab Asian Australian Belarusian Brazilian British Burkina Canadian Cape Chinese \
     Costa Deputy Dutch Egyptian El European Federal Former French German Greek Hong Human Indian \
     Iranian Iraqi Islamic Israeli Italian Japanese Korean Las Latin Los Mexican Middle Mount \
     National New North Northern Norwegian Pakistani Palestinian Polish Prime Puerto Royal \
     Russian Saint San Santa Saudi Sierra South Southern Spanish Sri St Supreme Swedish Swiss \
     Syrian São Taiwanese Turkish U.S UK US Ukrainian United Vice Western",
);

/// Given names that stand before family names in the news of the world.
static GIVEN_NAMES: WordList = WordList::new(
    "Abdel Ahmed Alexander Ali Andrzej Angela Anna Anthony Antony António Benjamin Bernie Bill \
     Boris Carlos Christine David Dmitry Donald Elon Emmanuel Eric Friedrich Fumio George Giorgia \
     Hassan Hillary Hugo Ibrahim Ismail Jacinda Jacques James Javier Jeff Jens Jerome Joe John \
     José Justin Kaja Kamala Karim Keir Li Luiz Marco Maria Marine Mark Mary Michael Mike Mohamed \
     Mohammad Mohammed Muhammad Nancy Narendra Nicolas Nicolás Olaf Paul Pedro Peter Rafael Recep \
     Rishi Robert Ron Sam Sergei Sergey Shigeru Shinzo Steve Susan Tedros Tim Tom Ursula Viktor \
     Vladimir Volodymyr Walt William Xi Yoon",
);

/// Titles, after which one to three words of a name follow.
static HONORIFICS: WordList = WordList::new(
    "Admiral Ambassador Archbishop Ayatollah Bishop Captain Cardinal Chairman Chairwoman \
     Chancellor Chief Colonel Commissioner Congressman Director Dr Emperor Empress General \
     Governor Imam Judge Justice King Lady Leader Lieutenant Lord Marshal Mayor Minister Mr Mrs \
     Ms Pope Premier President Prince Princess Prof Professor Queen Representative Secretary \
     Senator Sheikh Sir Speaker Spokesman Spokesperson Spokeswoman Sultan",
);

/// Bodies that are rarely named without the word before them, one of [`MODIFIERS`].
static INSTITUTIONS: WordList = WordList::new(
    "Academy Agency Army Assembly Authority Bank Church Commission Committee Congress Council \
     Court Department Force Forces Guard House Institute Kingdom Minister Ministry Museum Nations \
     Navy Office Organization Parliament Party Republic Reserve Secretary Senate Service States \
     Street Union University",
);

/// What the body is for, or of which kind it is.
static MODIFIERS: WordList = WordList::new(
    "Agriculture Air Armed Central Coast Communist Conservative Constitutional Culture Defence \
     Defense Democratic Economy Education Election Energy Environment Finance Foreign General \
     Health High Home Intelligence Interior International Justice Labor Labour Liberal Memorial \
     Opposition Republican Revolutionary Ruling Security State Trade Transport Treasury Wall \
     White Workers World",
);

/// Nouns that start a sentence by themselves and are no part of a name.
static COMMON: WordList = WordList::new(
    "Activists Aid Analysts Arrests Attackers Authorities Business Campaigners Children Citizens \
     Companies Construction Crews Critics Crowds Dozens Economists Employees Engineers Experts \
     Families Farmers Fighters Firefighters Forecasters Fragments Growth Historians Hospitals \
     Hundreds Inflation Inspectors Investigators Investors Journalists Judges Lawmakers Lawyers \
     Leaders Millions Negotiators Observers Officials Opponents Parents Police Prices Prosecutors \
     Protesters Reporters Rescuers Researchers Residents Sales Scientists Shares Soldiers Staff \
     State Students Supporters Survivors Teachers Thousands Traders Troops Trucks Users Victims \
     Villagers Visitors Volunteers Voters Witnesses Workers",
);

/// Names of several words that start sentences and that a page may have only once.
const NAMES: &[&str] = &[
    "Amnesty International",
    "Associated Press",
    "Big Tech",
    "Doctors Without Borders",
    "Human Rights Watch",
    "International Criminal Court",
    "International Monetary Fund",
    "Messenger RNA",
    "Red Crescent",
    "Red Cross",
    "Save the Children",
    "Social Democrats",
    "World Food Programme",
    "World Health Organization",
    "World Trade Organization",
];

/// Headings of one word.
static SINGLE_HEADINGS: WordList = WordList::new(
    "Aftermath Analysis Background Casualties Causes Consequences Context Criticism Damage \
     History Impact Investigation Outlook Overview Reaction Reactions Recovery Response Summary",
);

/// Months and days of the week, whole and cut short.
static TIMES: WordList = WordList::new(
    "April August December February Friday January July June March May Monday November October \
     Saturday September Sunday Thursday Tuesday Wednesday Jan Feb Mar Apr Jun Jul Aug Sep Sept \
     Oct Nov Dec",
);

/// After these, a single `A` is no article.
static BEFORE_LETTER: WordList =
    WordList::new("Class Group Hepatitis Influenza Level Plan Serie Series Vitamin");

pub(super) fn is_small_word(word: &str) -> bool {
    SMALL.has(word)
}

pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.has(word)
}

pub(super) fn is_maybe_starter(word: &str) -> bool {
    MAYBE_STARTERS.has(word)
}

pub(super) fn is_sentence_first(word: &str) -> bool {
    SENTENCE_FIRST.has(word)
}

pub(super) fn opens_name(word: &str) -> bool {
    OPENERS.has(word) || GIVEN_NAMES.has(word) || HONORIFICS.has(word)
}

pub(super) fn is_honorific(word: &str) -> bool {
    HONORIFICS.has(word)
}

pub(super) fn is_institution(word: &str) -> bool {
    INSTITUTIONS.has(word)
}

pub(super) fn is_modifier(word: &str) -> bool {
    MODIFIERS.has(word)
}

pub(super) fn is_common_noun(word: &str) -> bool {
    COMMON.has(word)
}

pub(super) fn is_heading_by_itself(word: &str) -> bool {
    SINGLE_HEADINGS.has(word)
}

pub(super) fn is_time(word: &str) -> bool {
    TIMES.has(word)
}

/// Whether the letter A after this word is a name's, not an article.
pub(super) fn names_letter(word: &str) -> bool {
    BEFORE_LETTER.has(word)
}

/// Whether the two words stand next to each other in a known name.
pub(super) fn are_in_one_name(first: &str, second: &str) -> bool {
    let has_pair = |name: &&str| {
        let words = name.split(' ');
        words.clone().zip(words.skip(1)).any(|pair| pair == (first, second))
    };
    NAMES.iter().any(has_pair)
}

/// Words parted by spaces, made a set when they are first needed.
struct WordList {
    set: OnceLock<HashSet<&'static str>>,
    words: &'static str,
}

impl WordList {
    const fn new(words: &'static str) -> Self {
        Self { set: OnceLock::new(), words }
    }

    fn has(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.words.split_ascii_whitespace().collect()).contains(word)
    }
}
