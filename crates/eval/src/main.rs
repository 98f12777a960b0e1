//! How well Dateline ranks: the same questions put to it and to plain BM25, both scored against
//! judgements, which are those of a test collection or known items drawn from the stories themselves.

mod arguments;
mod contender;
mod dateline;
mod known_items;
mod measures;
mod plain;
mod random;
mod report;
mod stories;
mod trec;
mod typo;
mod words;

use std::fs;
use std::path::Path;

use anyhow::Context;
use clap::Parser;
use tempfile::TempDir;

use arguments::Arguments;
use contender::Contender;
use dateline::Dateline;
use measures::Scores;
use plain::Plain;
use report::Report;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many documents are asked for, and judged.
const DEPTH: usize = 100;

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let stories = stories::read(&arguments.stories)?;
    let (topics, qrels) = match (&arguments.topics, &arguments.qrels) {
        (Some(topics), Some(qrels)) => {
            let read = |path: &Path| {
                fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
            };
            (trec::topics(&read(topics)?)?, trec::qrels(&read(qrels)?)?)
        }
        _ => known_items::draw(&stories, arguments.queries, arguments.seed),
    };
    if let Some(folder) = &arguments.write {
        trec::write(folder, &topics, &qrels)?;
    }
    let place = TempDir::new()?;
    let contenders: [Box<dyn Contender>; 2] = [
        Box::new(Plain::index(&stories)?),
        Box::new(Dateline::index(place.path(), &arguments.stories)?),
    ];
    let mut report = Report::default();
    for topic in &topics {
        let Some(judged) = qrels.of(&topic.id) else { continue };
        for contender in &contenders {
            let answer = contender.ask(&topic.text, DEPTH)?;
            report.add(topic, contender.name(), Scores::of(&answer.documents, judged), answer.took);
        }
    }
    anyhow::ensure!(!report.is_empty(), "no topic has a document that is judged relevant");
    report.print();
    if let Some(path) = &arguments.json {
        fs::write(path, serde_json::to_vec_pretty(&report.summaries())?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    report.hold(arguments.floor)
}
