//! The words that begin so.

use dateline_engine::SuggestedWord;
use dateline_indexer::{Fields, IndexError};

use super::begun_words::BegunWords;
use super::in_order;
use super::known_words::KnownWords;
use super::misspelt::NearlyBegun;
use super::occurrences::Occurrences;
use super::together::Together;
use super::typed::Typed;
use crate::embedded::stop::Stop;

/// So many words are looked at, from the most frequent on.
const LOOKED_AT: usize = 256;
/// Scripts from here on write no spaces: what begins a word is one character of a pair.
const FIRST_WITHOUT_SPACES: char = '\u{0E00}';

/// Of words that begin so those of more documents first, and below them those that nearly begin so.
pub(super) fn suggest(
    (known, fields): (&KnownWords<'_>, Fields),
    typed: &Typed,
    nearly_begun: &NearlyBegun<'_>,
    (limit, stop): (usize, &Stop),
) -> Result<Vec<SuggestedWord>, IndexError> {
    if typed.beginnings.is_empty() {
        return Ok(Vec::new());
    }
    let view = known.view;
    let begun = BegunWords::of(known, &typed.beginnings)?;
    let mut together = match typed.earlier.as_slice() {
        [] => None,
        slots => Some(Together::of(view, fields, slots)?),
    };
    let mut stands =
        |word: &Occurrences<'_>| together.as_mut().map_or(Ok(true), |all| all.with(word));
    let mut found: Vec<SuggestedWord> = Vec::new();
    for (word, at_most) in begun.in_order().into_iter().take(LOOKED_AT) {
        stop.check()?;
        // No later one has more documents than this one can have.
        if found.get(limit - 1).is_some_and(|last| last.documents > at_most) {
            break;
        }
        let is_typed = typed.beginnings.iter().any(|beginning| beginning == word);
        if is_typed && word.chars().next_back().is_some_and(|c| c >= FIRST_WITHOUT_SPACES) {
            continue;
        }
        let occurrences = Occurrences::of(known, word);
        if !stands(&occurrences)? {
            continue;
        }
        let documents = occurrences.documents(view)?;
        if documents > 0 {
            found.push(SuggestedWord { word: word.to_owned(), documents, corrected: false });
            found.sort_by(in_order);
            found.truncate(limit);
        }
    }
    // What was typed and goes on nowhere needs no completion.
    if let [only] = found.as_slice()
        && typed.beginnings.contains(&only.word)
    {
        found.clear();
    }
    if found.len() < limit {
        let mut corrected: Vec<SuggestedWord> = Vec::new();
        for (word, at_most) in nearly_begun.get()? {
            stop.check()?;
            let last = corrected.get(limit - found.len() - 1);
            if last.is_some_and(|last| last.documents > *at_most) {
                break;
            }
            if found.iter().chain(&corrected).any(|known| known.word == *word) {
                continue;
            }
            let occurrences = Occurrences::of(known, word);
            let documents = occurrences.documents(view)?;
            if documents > 0 && stands(&occurrences)? {
                corrected.push(SuggestedWord { word: word.clone(), documents, corrected: true });
                corrected.sort_by(in_order);
            }
        }
        found.extend(corrected);
        found.truncate(limit);
    }
    Ok(found)
}
