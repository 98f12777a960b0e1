//! Known items: questions of which it is known what they are after, as they are made from it. They are
//! the same for the same stories and seed. Every other one is for tuning, the rest shows what that was
//! worth.

use std::collections::BTreeSet;

use dateline_model::{Event, Month, Story};
use dateline_query::language::plain_words;

use crate::random::Random;
use crate::stories::event_id;
use crate::trec::{Qrels, Topic};
use crate::typo::with_typo;
use crate::words::Words;

/// A word of a question about a month stands in so many events at the most, and in so many at the least.
const OF_A_MONTH: std::ops::RangeInclusive<usize> = 3..=300;
/// How many words of an event are remembered.
const REMEMBERED: usize = 4;

/// How many words of an event stand in a question, its frequent ones among them.
const REMEMBERED_FOR_A_QUESTION: usize = 9;
/// What stands around them.
const ASKED: [(&str, &str); 4] = [
    ("what do we know about", "and how did it end for those who were involved"),
    ("can you tell me when and where", "was first mentioned by any of the newspapers"),
    ("i remember having read that", "but not why it came about or who was behind it"),
    ("which of the reports explain how", "could happen and what was done about it later"),
];

/// Draws so many questions of each kind: the words of a story's title, some left out or in another order;
/// the rarest words of an event; the same with a typo; a word and the month in which it happened; a
/// question in whole sentences.
pub(crate) fn draw(stories: &[Story], count: usize, seed: u64) -> (Vec<Topic>, Qrels) {
    let words = Words::of(stories);
    let mut drawn = Drawn { random: Random::of(seed), topics: Vec::new(), qrels: Qrels::default() };
    let kinds =
        [("title", title as Make), ("event", event), ("month", month), ("question", question)];
    for (kind, make) in kinds {
        let mut texts = BTreeSet::new();
        // A small corpus has fewer.
        for _ in 0..count * 20 {
            if texts.len() == count || stories.is_empty() {
                break;
            }
            let story = &stories[drawn.random.below(stories.len())];
            let Some((text, relevant)) = make(story, &words, &mut drawn.random) else {
                continue;
            };
            if texts.insert(text.clone()) {
                drawn.add(kind, texts.len() - 1, text, &relevant);
            }
        }
    }
    drawn.misspell();
    (drawn.topics, drawn.qrels)
}

/// Makes a question from a story, and the ids of what it is after.
type Make = fn(&Story, &Words<'_>, &mut Random) -> Option<(String, Vec<String>)>;

struct Drawn {
    random: Random,
    topics: Vec<Topic>,
    qrels: Qrels,
}

impl Drawn {
    fn add(&mut self, kind: &str, number: usize, text: String, relevant: &[String]) {
        let half = if number.is_multiple_of(2) { "tuning" } else { "unseen" };
        let id = format!("{kind}-{half}-{:04}", number / 2);
        relevant.iter().for_each(|document| self.qrels.add(&id, document, 1));
        self.topics.push(Topic { id, text });
    }

    /// Adds the questions about events once more, each with a typo, so that both kinds differ by
    /// nothing else.
    fn misspell(&mut self) {
        let events: Vec<Topic> =
            self.topics.iter().filter(|topic| topic.id.starts_with("event-")).cloned().collect();
        for Topic { id, text } in events {
            let Some(misspelt) = with_typo(&text, &mut self.random) else { continue };
            let relevant = self.qrels.of(&id).cloned().unwrap_or_default();
            let id = id.replacen("event", "typo", 1);
            relevant.keys().for_each(|document| self.qrels.add(&id, document, 1));
            self.topics.push(Topic { id, text: misspelt });
        }
    }
}

fn title(story: &Story, _: &Words<'_>, random: &mut Random) -> Option<(String, Vec<String>)> {
    let mut words = plain_words(&story.title);
    if words.len() < 2 {
        return None;
    }
    if words.len() > 3 && random.below(2) == 0 {
        words.remove(random.below(words.len()));
    }
    if random.below(2) == 0 {
        let at = random.below(words.len());
        words.rotate_left(at);
    }
    Some((words.join(" "), vec![story.id.to_string()]))
}

fn event(story: &Story, words: &Words<'_>, random: &mut Random) -> Option<(String, Vec<String>)> {
    let number = random.below(story.timeline.len().max(1));
    let text = plain_words(&story.timeline.get(number)?.text);
    let mut rarest: Vec<&String> = text.iter().collect::<BTreeSet<_>>().into_iter().collect();
    rarest.sort_by_key(|word| words.events_with(word).len());
    rarest.truncate(REMEMBERED);
    // In the order of the text, as somebody remembers them.
    let mut kept: Vec<&str> = Vec::new();
    for word in &text {
        if rarest.contains(&word) && !kept.contains(&word.as_str()) {
            kept.push(word);
        }
    }
    (kept.len() == REMEMBERED).then(|| (kept.join(" "), vec![event_id(story, number + 1)]))
}

fn month(story: &Story, words: &Words<'_>, random: &mut Random) -> Option<(String, Vec<String>)> {
    let event = story.timeline.get(random.below(story.timeline.len().max(1)))?;
    let month = month_of(event)?;
    let of_event = plain_words(&event.text);
    let fitting =
        of_event.iter().filter(|word| OF_A_MONTH.contains(&words.events_with(word).len()));
    let fitting: Vec<_> = fitting.filter(|word| word.len() > 3).collect();
    let word = *fitting.get(random.below(fitting.len().max(1)))?;
    let places = words.events_with(word).iter();
    let relevant = places.filter(|place| month_of(place.event) == Some(month));
    let relevant = relevant.map(|place| event_id(place.story, place.number)).collect();
    Some((format!("{word} {}", name(month)), relevant))
}

/// A question in whole sentences, some of whose words are those of an event: nothing has all of them.
fn question(story: &Story, _: &Words<'_>, random: &mut Random) -> Option<(String, Vec<String>)> {
    let number = random.below(story.timeline.len().max(1));
    let mut text = plain_words(&story.timeline.get(number)?.text);
    if text.len() < REMEMBERED_FOR_A_QUESTION {
        return None;
    }
    while text.len() > REMEMBERED_FOR_A_QUESTION {
        text.remove(random.below(text.len()));
    }
    let (before, after) = ASKED[random.below(ASKED.len())];
    let question = format!("{before} {} {after}", text.join(" "));
    // A story whose only event it is says no less.
    let whole = (story.timeline.len() == 1).then(|| story.id.to_string());
    Some((question, whole.into_iter().chain([event_id(story, number + 1)]).collect()))
}

/// The month that an event lies in.
fn month_of(event: &Event) -> Option<Month> {
    let date = event.date.as_ref()?;
    let month = date.first().month();
    (month == date.last().month()).then_some(month)
}

/// As somebody types it: `march 2005`.
fn name(month: Month) -> String {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let written = month.to_string();
    let (year, number) = written.split_once('-').unwrap_or((&written, ""));
    let at = number.parse::<usize>().unwrap_or(1).saturating_sub(1);
    format!("{} {year}", NAMES.get(at).unwrap_or(&""))
}
