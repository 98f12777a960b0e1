//! Random requests, and the documents that answer them: the naive scan.

use super::calendar::When;
use super::corpus::{Document, FEEDS, PUBLISHERS, Tale, folded, name};
use super::query::{Query, lies};
use super::random::Random;

/// What a request restricts the documents to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    query: Option<Query>,
    /// Only events, or only stories.
    pub(crate) events: Option<bool>,
    feeds: Vec<&'static str>,
    publishers: Vec<&'static str>,
    stories: Vec<String>,
    from: Option<When>,
    to: Option<When>,
    on: Vec<When>,
    pub(crate) within: bool,
    /// The coarsest precision let through.
    precision: Option<usize>,
}

/// Which documents answer, and how.
pub(crate) struct Answer<'a> {
    pub(crate) documents: Vec<&'a Document>,
    pub(crate) relaxed: bool,
}

const ASKED_PRECISIONS: [(&str, usize); 3] = [("day", 0), ("month", 2), ("year", 6)];

impl Request {
    /// A random request.
    pub(crate) fn random(random: &mut Random, tales: &[Tale]) -> Self {
        let rarely = |random: &mut Random| random.percent(12);
        let dated = random.percent(35);
        let from = (dated && random.percent(60)).then(|| When::random(random));
        let to = (dated && random.percent(60)).then(|| When::random(random));
        let (from, to) = match (from, to) {
            // A range that ends before it begins is an error, so it is turned round.
            (Some(from), Some(to)) if from.first > to.last => (Some(to), Some(from)),
            ends => ends,
        };
        Self {
            query: random.percent(85).then(|| Query::random(random, tales, 3)),
            events: rarely(random).then(|| random.percent(70)),
            feeds: if rarely(random) {
                vec![name(random, FEEDS), name(random, FEEDS)]
            } else {
                Vec::new()
            },
            publishers: if rarely(random) { vec![name(random, PUBLISHERS)] } else { Vec::new() },
            stories: if rarely(random) && !tales.is_empty() {
                let ids = random.some(tales, 4).into_iter().map(|tale| tale.id);
                ids.chain(["not-there".to_owned()]).collect()
            } else {
                Vec::new()
            },
            from,
            to,
            on: if rarely(random) {
                let count = random.between(1, 2);
                (0..count).map(|_| When::random(random)).collect()
            } else {
                Vec::new()
            },
            within: random.percent(35),
            precision: random.percent(20).then(|| random.pick(&ASKED_PRECISIONS).1),
        }
    }

    /// A request for the newest stories of a feed, or of all.
    pub(crate) fn headlines(feed: Option<&'static str>) -> Self {
        Self { events: Some(false), feeds: feed.into_iter().collect(), ..Self::default() }
    }

    /// A request for one word.
    pub(crate) fn of_one_word(random: &mut Random) -> Self {
        Self { query: Some(Query::of_one_word(random)), ..Self::default() }
    }

    /// The same for events alone.
    pub(crate) fn for_events(&self) -> Self {
        Self { events: Some(true), ..self.clone() }
    }

    /// The parameters that ask for it, but for `kind`, which not every call takes.
    pub(crate) fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if let Some(query) = &self.query {
            parameters.push(("q", query.typed()));
            // The words of the vocabulary mean themselves, years among them.
            parameters.push(("dates_in_query", "off".to_owned()));
        }
        parameters.extend(self.feeds.iter().map(|name| ("feed", (*name).to_owned())));
        parameters.extend(self.publishers.iter().map(|name| ("publisher", (*name).to_owned())));
        parameters.extend(self.stories.iter().map(|id| ("story", id.clone())));
        parameters.extend(self.from.iter().map(|when| ("from", when.written.clone())));
        parameters.extend(self.to.iter().map(|when| ("to", when.written.clone())));
        parameters.extend(self.on.iter().map(|when| ("on", when.written.clone())));
        if self.within {
            parameters.push(("dates", "within".to_owned()));
        }
        if let Some(precision) = self.precision {
            let asked = ASKED_PRECISIONS.iter().find(|(_, number)| *number == precision);
            parameters.extend(asked.map(|(name, _)| ("precision", (*name).to_owned())));
        }
        parameters
    }

    /// The same with `kind`.
    pub(crate) fn with_kind(&self) -> Vec<(&'static str, String)> {
        let mut parameters = self.parameters();
        if let Some(events) = self.events {
            parameters.push(("kind", if events { "event" } else { "story" }.to_owned()));
        }
        parameters
    }

    /// Looks at every document.
    pub(crate) fn scan<'a>(&self, documents: &'a [Document]) -> Answer<'a> {
        let admitted: Vec<&Document> =
            documents.iter().filter(|document| self.admits(document)).collect();
        let Some(query) = &self.query else {
            return Answer { documents: admitted, relaxed: false };
        };
        let all: Vec<_> = admitted
            .iter()
            .copied()
            .filter(|document| query.matches(document, self.within))
            .collect();
        if !all.is_empty() {
            return Answer { documents: all, relaxed: false };
        }
        let any: Vec<_> = admitted
            .into_iter()
            .filter(|document| query.matches_relaxed(document, self.within) == Some(true))
            .collect();
        let relaxed = !any.is_empty();
        Answer { documents: any, relaxed }
    }

    fn admits(&self, document: &Document) -> bool {
        let named = |asked: &[&str], has: &[&str]| {
            asked.is_empty() || asked.iter().any(|a| has.iter().any(|b| folded(a) == folded(b)))
        };
        let dated = |such: &dyn Fn(&When) -> bool| document.when.as_ref().is_some_and(such);
        let ranged = self.from.is_some() || self.to.is_some();
        self.events.is_none_or(|events| events == document.is_event())
            && named(&self.feeds, &document.feeds)
            && named(&self.publishers, &document.publishers)
            && (self.stories.is_empty() || self.stories.contains(&document.story))
            && (!ranged
                || dated(&|when| lies(when, self.from.as_ref(), self.to.as_ref(), self.within)))
            && self.on.iter().all(|on| dated(&|when| lies(when, Some(on), Some(on), self.within)))
            && self.precision.is_none_or(|coarsest| dated(&|when| when.precision <= coarsest))
    }
}

/// Parameters as they are handed to a client.
pub(crate) fn borrowed<'a>(parameters: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    parameters.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
