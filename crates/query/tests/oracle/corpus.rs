//! Random stories, and the documents that they consist of.

use serde_json::{Value, json};

use super::calendar::{LAST_OF_ALL, When};
use super::random::Random;
use super::vocabulary::{Text, Word};

/// Names of feeds: what they compare as, and how they are written.
pub(crate) const FEEDS: &[(&str, &[&str])] = &[
    ("world", &["World", "WORLD", "world"]),
    ("asia pacific", &["Asia Pacific", "asia-pacific"]),
    ("economie", &["Économie", "economie"]),
    ("sport", &["Sport"]),
];

/// Names of publishers.
pub(crate) const PUBLISHERS: &[(&str, &[&str])] = &[
    ("reuters", &["REUTERS", "Reuters", "Réuters"]),
    ("bbc news", &["BBC News", "bbc news"]),
    ("yahoo", &["Yahoo!", "Yahoo"]),
    ("le monde", &["Le Monde", "LE MONDE"]),
    ("ap", &["AP"]),
    ("der spiegel", &["Der Spiegel"]),
];

/// What a name compares as.
pub(crate) fn folded(name: &str) -> &'static str {
    let known = FEEDS.iter().chain(PUBLISHERS);
    known.filter(|(_, written)| written.contains(&name)).map(|(key, _)| *key).next().unwrap_or("?")
}

/// A random name in a random spelling.
pub(crate) fn name(random: &mut Random, of: &[(&str, &[&'static str])]) -> &'static str {
    let (_, spellings) = random.pick(of);
    random.pick::<&str>(spellings)
}

/// An article: its number, and who published it.
type Article = (u32, Option<&'static str>);

#[derive(Clone, Debug)]
struct Happening {
    when: Option<When>,
    text: Text,
    citations: Vec<u32>,
}

/// A story.
#[derive(Clone, Debug)]
pub(crate) struct Tale {
    pub(crate) id: String,
    language: Option<&'static str>,
    title: Text,
    feeds: Vec<&'static str>,
    updated: Option<When>,
    sections: Vec<(Option<Text>, Text)>,
    sources: Vec<Article>,
    articles: Vec<Article>,
    timeline: Vec<Happening>,
}

/// What is searched: a story, or an event of one.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) story: String,
    /// The number of the event, 0 for the story.
    pub(crate) number: usize,
    pub(crate) when: Option<When>,
    pub(crate) title: Vec<Word>,
    pub(crate) headings: Vec<Vec<Word>>,
    pub(crate) texts: Vec<Vec<Word>>,
    /// The words of a story's timeline.
    pub(crate) timeline: Vec<Vec<Word>>,
    pub(crate) feeds: Vec<&'static str>,
    pub(crate) publishers: Vec<&'static str>,
}

impl Document {
    pub(crate) fn is_event(&self) -> bool {
        self.number > 0
    }

    pub(crate) fn id(&self) -> String {
        if self.is_event() { format!("{}#{}", self.story, self.number) } else { self.story.clone() }
    }
}

/// A random id. Their order is not the order in which stories are written.
pub(crate) fn story_id(random: &mut Random, number: usize) -> String {
    let stem = random.pick(&["kim", "flood", "a", "zurich", "0", "north.korea", "a-b", "a_b"]);
    format!("{stem}-{number}")
}

fn articles(random: &mut Random) -> Vec<Article> {
    let count = random.between(0, 4) as u32;
    (1..=count)
        .map(|number| (number, random.percent(85).then(|| name(random, PUBLISHERS))))
        .collect()
}

impl Tale {
    /// A random story. Some of its events are what another story tells too.
    pub(crate) fn random(random: &mut Random, id: String, others: &[Tale]) -> Self {
        let articles_ = articles(random);
        let events = if random.percent(10) { 0 } else { random.between(1, 9) };
        let timeline = (0..events).map(|_| Happening::random(random, others)).collect();
        let section = |random: &mut Random| {
            (random.percent(70).then(|| Text::random(random, 1, 4)), Text::random(random, 1, 14))
        };
        let sections = random.between(0, 3);
        Self {
            id,
            language: *random.pick(&[None, Some("en"), Some("en-GB")]),
            title: Text::random(random, 1, 5),
            feeds: {
                let count = random.between(0, 3);
                (0..count).map(|_| name(random, FEEDS)).collect()
            },
            updated: random.percent(60).then(|| When::random(random)),
            sections: (0..sections).map(|_| section(random)).collect(),
            sources: articles(random),
            articles: articles_,
            timeline,
        }
    }

    /// The story as a source gives it.
    pub(crate) fn to_json(&self) -> Value {
        let article = |(number, publisher): &Article| {
            let mut article = json!({ "number": number });
            if let Some(publisher) = publisher {
                article["publisher"] = json!(publisher);
            }
            article
        };
        let section = |(heading, text): &(Option<Text>, Text)| {
            let mut section = json!({ "text": text.written, "citations": [1, 7] });
            if let Some(heading) = heading {
                section["heading"] = json!(heading.written);
            }
            section
        };
        let event = |event: &Happening| {
            let written = event.when.as_ref().map(|when| when.written.clone());
            json!({
                "date": written,
                "date_text": written.unwrap_or_default(),
                "text": event.text.written,
                "citations": event.citations,
            })
        };
        let mut story = json!({
            "id": self.id,
            "title": self.title.written,
            "feeds": self.feeds,
            "sections": self.sections.iter().map(section).collect::<Vec<_>>(),
            "sources": self.sources.iter().map(article).collect::<Vec<_>>(),
            "articles": self.articles.iter().map(article).collect::<Vec<_>>(),
            "timeline": self.timeline.iter().map(event).collect::<Vec<_>>(),
        });
        if let Some(language) = self.language {
            story["language"] = json!(language);
        }
        if let Some(updated) = &self.updated {
            story["updated"] = json!(updated.written);
        }
        story
    }

    /// The story as it has to come back: the same, its dates in EDTF.
    pub(crate) fn as_given_back(&self) -> Value {
        let mut story = self.to_json();
        if let Some(updated) = &self.updated {
            story["updated"] = json!(updated.edtf);
        }
        for (at, event) in self.timeline.iter().enumerate() {
            story["timeline"][at]["date"] = json!(event.when.as_ref().map(|when| &when.edtf));
        }
        story
    }

    /// When it was updated, or else the last day of its latest event; of one that goes on, the
    /// first.
    fn when(&self) -> Option<When> {
        let dates = self.timeline.iter().filter_map(|event| event.when.as_ref());
        let ends = dates.map(|when| if when.last == LAST_OF_ALL { when.first } else { when.last });
        self.updated.clone().or_else(|| ends.max().map(When::day))
    }

    fn publisher(&self, number: u32) -> Option<&'static str> {
        self.articles.iter().find(|(known, _)| *known == number).and_then(|(_, name)| *name)
    }

    /// The story's own document, then its events.
    pub(crate) fn documents(&self) -> Vec<Document> {
        let mut publishers: Vec<&str> =
            self.sources.iter().chain(&self.articles).filter_map(|(_, name)| *name).collect();
        publishers.sort_unstable();
        let own = Document {
            story: self.id.clone(),
            number: 0,
            when: self.when(),
            title: self.title.words(),
            headings: self
                .sections
                .iter()
                .flat_map(|(heading, _)| heading)
                .map(Text::words)
                .collect(),
            texts: self.sections.iter().map(|(_, text)| text.words()).collect(),
            timeline: self.timeline.iter().map(|event| event.text.words()).collect(),
            feeds: self.feeds.clone(),
            publishers,
        };
        let mut documents = vec![own];
        for (at, event) in self.timeline.iter().enumerate() {
            documents.push(Document {
                story: self.id.clone(),
                number: at + 1,
                when: event.when.clone(),
                title: self.title.words(),
                headings: Vec::new(),
                texts: vec![event.text.words()],
                timeline: Vec::new(),
                feeds: self.feeds.clone(),
                publishers: event.citations.iter().filter_map(|n| self.publisher(*n)).collect(),
            });
        }
        documents
    }

    /// Some words of it that stand in a row, for phrases to be found.
    pub(crate) fn some_row(
        &self,
        random: &mut Random,
        most: usize,
    ) -> Vec<super::vocabulary::Spelling> {
        let mut texts = vec![&self.title];
        texts.extend(self.sections.iter().flat_map(|(heading, text)| heading.iter().chain([text])));
        texts.extend(self.timeline.iter().map(|event| &event.text));
        let text = random.pick(&texts);
        let start = random.below(text.spellings.len());
        let count = random.between(1, most);
        text.spellings[start..].iter().take(count).copied().collect()
    }
}

impl Happening {
    fn random(random: &mut Random, others: &[Tale]) -> Self {
        let count = random.between(0, 3);
        // Some numbers have no article behind them.
        let citations = (0..count).map(|_| random.between(1, 5) as u32).collect();
        let when = random.percent(90).then(|| When::random(random));
        if random.percent(25) && !others.is_empty() {
            let other = random.pick(others);
            if !other.timeline.is_empty() {
                let told = random.pick(&other.timeline);
                return Self { when: told.when.clone(), text: told.text.varied(random), citations };
            }
        }
        // Short texts on one day, so that a day has more events than are read at once.
        if random.percent(22) {
            let when = Some(When::day((2024, 7, 26)));
            return Self { when, text: Text::random(random, 1, 3), citations };
        }
        Self { when, text: Text::random(random, 1, 9), citations }
    }
}
