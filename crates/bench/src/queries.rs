//! The questions that are asked: drawn from the stories themselves, the same for the same seed.

use std::collections::{BTreeMap, HashSet};

use dateline_model::{Day, Story};
use dateline_query::language::plain_words;

/// One search: all words in one document, or all of them in a row, perhaps within dates.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Query {
    /// As they stand in the text.
    pub(crate) words: Vec<String>,
    pub(crate) is_phrase: bool,
    /// First and last day.
    pub(crate) dates: Option<(Day, Day)>,
}

impl Query {
    /// The parameters of the request, for so many hits.
    pub(crate) fn parameters(&self, hits: usize) -> String {
        let words = self.words.join(" ");
        let words = if self.is_phrase { format!("\"{words}\"") } else { words };
        let mut parameters = form_urlencoded::Serializer::new(String::new());
        parameters.append_pair("q", &words).append_pair("facets", "month");
        // Bare tantivy takes years for words.
        parameters.append_pair("dates_in_query", "off");
        if let Some((first, last)) = self.dates {
            parameters.append_pair("from", &first.to_string()).append_pair("to", &last.to_string());
        }
        if hits != 10 {
            parameters.append_pair("limit", &hits.to_string());
        }
        parameters.finish()
    }
}

/// Draws so many different queries: single words, words of titles, pairs of words that stand in one
/// text, and words in a row, as many of each; three of ten with dates.
pub(crate) fn draw(stories: &[Story], count: usize, seed: u64) -> Vec<Query> {
    let mut random = Random::of(seed);
    let mut seen = HashSet::new();
    let mut queries = Vec::new();
    // A corpus of few words has few queries.
    for _ in 0..count * 50 {
        if queries.len() == count || stories.is_empty() {
            break;
        }
        let Some(story) = stories.get(random.below(stories.len())) else { continue };
        let kind = queries.len() % 4;
        let event = story.timeline.get(random.below(story.timeline.len().max(1)));
        let text = match (kind, event) {
            (1, _) | (_, None) => story.title.as_str(),
            (_, Some(event)) => event.text.as_str(),
        };
        let words = plain_words(text);
        let Some(last) = words.len().checked_sub(2) else { continue };
        let at = random.below(last + 1);
        let words = match kind {
            0 | 1 => words.get(at..=at),
            2 => words.get(at..at + 2).filter(|pair| pair.iter().all(|word| word.len() > 3)),
            _ => words.get(at..at + 2),
        };
        let Some(words) = words.filter(|words| words.iter().all(|word| word.len() > 2)) else {
            continue;
        };
        let date = event.and_then(|event| event.date.as_ref()).filter(|_| random.below(10) < 3);
        let dates = date.and_then(|date| {
            let mut away = || random.below(400) as i32;
            let (before, after) = (away(), away());
            let around = |days: i32| Day::from_number(date.first().number() + days);
            Some((around(-before)?, around(after)?))
        });
        let query = Query { words: words.to_vec(), is_phrase: kind == 3, dates };
        if seen.insert(query.clone()) {
            queries.push(query);
        }
    }
    queries
}

/// Words that stand in few events, and the words that stand in most, the same however the corpus has
/// grown.
pub(crate) fn rare_and_common(stories: &[Story]) -> (Vec<Query>, Vec<Query>) {
    let mut events_with: BTreeMap<String, u32> = BTreeMap::new();
    for event in stories.iter().flat_map(|story| &story.timeline) {
        let words: HashSet<String> = plain_words(&event.text).into_iter().collect();
        for word in words.into_iter().filter(|word| word.len() > 3) {
            *events_with.entry(word).or_default() += 1;
        }
    }
    let alone =
        |(_, word): (u32, String)| Query { words: vec![word], is_phrase: false, dates: None };
    let mut ranked: Vec<_> = events_with.into_iter().map(|(word, count)| (count, word)).collect();
    ranked.sort_unstable();
    let rare = ranked.iter().filter(|(count, _)| (5..=20).contains(count)).step_by(37).take(200);
    let rare = rare.cloned().map(alone).collect();
    (rare, ranked.into_iter().rev().take(20).map(alone).collect())
}

/// Marsaglia's xorshift, which is the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below this one, which is 0 where there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}
