//! Test collections: questions and judgements as TREC writes them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::measures::Grades;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Topic {
    pub(crate) id: String,
    /// What is typed.
    pub(crate) text: String,
}

/// Which documents are relevant to which topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Qrels(BTreeMap<String, Grades>);

impl Qrels {
    /// The judgements of a topic that has any relevant document.
    pub(crate) fn of(&self, topic: &str) -> Option<&Grades> {
        self.0.get(topic)
    }

    /// Adds a judgement. One of grade 0 or below says that a document is not relevant, as all are that
    /// nobody judged.
    pub(crate) fn add(&mut self, topic: &str, document: &str, grade: i64) {
        if let Ok(grade @ 1..) = u32::try_from(grade) {
            self.0.entry(topic.to_owned()).or_default().insert(document.to_owned(), grade);
        }
    }
}

/// Reads questions: `<top>` entries with `<num>` and `<title>`, or lines of an id, a tab and a text.
///
/// # Errors
/// What is neither, with its line.
pub(crate) fn topics(text: &str) -> anyhow::Result<Vec<Topic>> {
    if text.contains("<top>") {
        return text.split("<top>").skip(1).map(top).collect();
    }
    let mut topics = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let (id, text) = line.split_once('\t').with_context(|| {
            format!("topics, line {number}: there is no tab between an id and a text")
        })?;
        topics.push(Topic { id: id.trim().to_owned(), text: text.trim().to_owned() });
    }
    Ok(topics)
}

/// One entry of TREC's: tags stand open, each up to the next.
fn top(entry: &str) -> anyhow::Result<Topic> {
    let field = |tag: &str, label: &str| {
        let text = entry.split_once(tag).map(|(_, behind)| behind)?;
        let text = text.split('<').next().unwrap_or_default().trim();
        Some(
            text.strip_prefix(label)
                .unwrap_or(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        )
    };
    let id = field("<num>", "Number:").context("topics: a <top> has no <num>")?;
    let text = field("<title>", "Topic:");
    let text = text.with_context(|| format!("topics: {id} has no <title>"))?;
    Ok(Topic { id, text })
}

/// Reads judgements: lines of a topic, an iteration that nobody uses, a document and a grade.
///
/// # Errors
/// A line of another form, with its number.
pub(crate) fn qrels(text: &str) -> anyhow::Result<Qrels> {
    let mut qrels = Qrels::default();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let fields: Vec<_> = line.split_whitespace().collect();
        let [topic, _, document, grade] = fields.as_slice() else {
            anyhow::bail!(
                "qrels, line {number}: a topic, an iteration, a document and a grade are needed"
            );
        };
        let grade = grade.parse().with_context(|| {
            format!("qrels, line {number}: the grade \"{grade}\" is no whole number")
        })?;
        qrels.add(topic, document, grade);
    }
    Ok(qrels)
}

/// Writes both into a folder, in the forms that are read.
pub(crate) fn write(folder: &Path, topics: &[Topic], qrels: &Qrels) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let (mut lines, mut judgements) = (String::new(), String::new());
    for Topic { id, text } in topics {
        writeln!(lines, "{id}\t{text}")?;
        for (document, grade) in qrels.of(id).into_iter().flatten() {
            writeln!(judgements, "{id} 0 {document} {grade}")?;
        }
    }
    for (name, text) in [("topics.tsv", lines), ("qrels.txt", judgements)] {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(id: &str, text: &str) -> Topic {
        Topic { id: id.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn both_forms_of_topics_are_read() {
        let entries = "<top>\n<num> Number: 301\n<title> Topic: Organized\n crime\n<desc> Description:\nWho?\n\
            </top>\n<top><num>302</num><title>Polio</title></top>";
        let read = topics(entries).unwrap();
        assert_eq!(read, [topic("301", "Organized crime"), topic("302", "Polio")]);
        assert_eq!(
            topics("a\tone two\n\nb\tthree\n").unwrap(),
            [topic("a", "one two"), topic("b", "three")]
        );
        let error = topics("a\tone\nb two").unwrap_err().to_string();
        assert_eq!(error, "topics, line 2: there is no tab between an id and a text");
    }

    #[test]
    fn judgements_are_read_and_what_is_not_relevant_left_out() {
        let read = qrels("1 0 a 2\n1 Q0 b 0\n1 0 c -1\n\n2 0 d 1").unwrap();
        assert_eq!(read.of("1"), Some(&BTreeMap::from([("a".to_owned(), 2)])));
        assert_eq!(read.of("3"), None);
        let error = qrels("1 0 a").unwrap_err().to_string();
        assert!(error.starts_with("qrels, line 1: "), "{error}");
        let error = qrels("1 0 a x").unwrap_err().to_string();
        assert!(error.contains("\"x\" is no whole number"), "{error}");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::TempDir::new().unwrap();
        let topics = vec![topic("t-1", "one two")];
        let mut judged = Qrels::default();
        judged.add("t-1", "story#3", 1);
        write(folder.path(), &topics, &judged).unwrap();
        let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(super::topics(&read("topics.tsv")).unwrap(), topics);
        assert_eq!(qrels(&read("qrels.txt")).unwrap(), judged);
    }
}
