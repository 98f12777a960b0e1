//! What may somebody mean who is still typing?
//!
//! Asked at every key, so the work is bounded whatever was typed: what a beginning stands for is read
//! once where that is much (`kept.rs`), the words that begin so are looked at from the most frequent on
//! (`begun_words.rs`, `words.rs`), those that nearly begin so are looked for in a dictionary of all large
//! segments that has the most frequent first (`ranked_words.rs`, `misspelt.rs`), and whether they stand
//! together with those before them is told from so many documents at the most (`together.rs`).

mod begun_titles;
mod begun_words;
mod kept;
mod known_words;
mod misspelt;
mod most_frequent;
mod occurrences;
mod ranked_words;
mod reading;
mod shown;
mod titles;
mod together;
mod typed;
mod word_list;
mod words;

use dateline_engine::{SuggestPlan, SuggestedTitle, SuggestedWord, Suggestions};
use dateline_indexer::IndexError;

use super::live::Live;
use super::stop::Stop;
pub(super) use begun_titles::BegunTitles;
pub(super) use kept::Kept;
use known_words::KnownWords;
use misspelt::NearlyBegun;
pub(super) use reading::RankedOnce;
use titles::{Asked, Last, TitleSearch};
use typed::Typed;
pub(super) use word_list::WordList;

/// So many words and titles are looked for at the most, whatever is asked for.
const MOST: usize = 100;

/// Completes what was typed from one view of the index.
pub(super) fn suggest(
    live: &Live,
    plan: &SuggestPlan,
    stop: &Stop,
) -> Result<Suggestions, IndexError> {
    let (view, fields) = (live.view(), live.generation.fields);
    let typed = Typed::of(plan, &view.languages);
    let limit = plan.limit.min(MOST);
    let generation = live.generation.id.number();
    if typed.is_empty() || limit == 0 {
        return Ok(Suggestions { generation, ..Suggestions::default() });
    }
    let known = KnownWords::of(&view);
    let nearly_begun = NearlyBegun::new(&known, fields, &typed.beginnings, stop);
    let words = words::suggest((&known, fields), &typed, &nearly_begun, (limit, stop))?;
    let search = TitleSearch {
        view: &view,
        fields,
        begun: BegunTitles::of_all(&view, fields, &typed.beginnings)?,
        nearly_begun: &nearly_begun,
        limit,
        stop,
    };
    let titles = titles_of(&search, &typed)?;
    Ok(Suggestions { words, titles, generation })
}

/// Titles with the words as typed, or else with words that are near.
fn titles_of(search: &TitleSearch<'_>, typed: &Typed) -> Result<Vec<SuggestedTitle>, IndexError> {
    let last = match typed.beginnings.as_slice() {
        [] => Last::None,
        beginnings => Last::Begins(beginnings.to_vec()),
    };
    let earlier = typed.earlier.iter().map(|slot| slot.exact.iter().cloned().collect());
    let asked = Asked { earlier: earlier.collect(), last };
    let found = search.find(&asked)?;
    if !found.is_empty() {
        return shown::show(search.view, &found, &asked);
    }
    for asked in search.near(&asked)? {
        let found = search.find(&asked)?;
        if !found.is_empty() {
            return shown::show(search.view, &found, &asked);
        }
    }
    Ok(Vec::new())
}

/// The order of suggested words.
fn in_order(a: &SuggestedWord, b: &SuggestedWord) -> std::cmp::Ordering {
    b.documents.cmp(&a.documents).then_with(|| a.word.cmp(&b.word))
}
