//! Indexing the same stories with the same fields by tantivy alone: its own tokenizers and documents,
//! its default settings, two threads of it, and one that parses.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use dateline_indexer::Fields;
use dateline_model::{DateSpan, Event, Kind, Story};
use serde::Serialize;
use tantivy::directory::MmapDirectory;
use tantivy::schema::{Schema, TextFieldIndexing};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer,
};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument};

use crate::indexing::{Indexing, MEMORY_BYTES, THREADS};

/// Reads NDJSON into a committed index.
pub(crate) fn index(folder: &Path, stories: &Path) -> anyhow::Result<Indexing> {
    let (ours, fields) = Fields::declare();
    let index =
        Index::create(MmapDirectory::open(folder)?, plain(&ours), IndexSettings::default())?;
    index.tokenizers().register("words", words());
    index.tokenizers().register("stems", stems());
    let started = Instant::now();
    let mut writer: IndexWriter = index.writer_with_num_threads(THREADS, MEMORY_BYTES)?;
    let (mut count, mut events) = (0, 0);
    for line in BufReader::with_capacity(1 << 20, File::open(stories)?).lines() {
        let story: Story = serde_json::from_str(&line?)?;
        for (event, number) in story.timeline.iter().zip(1..) {
            let mut document = of_event(fields, &story, event)?;
            document.add_u64(fields.event, number);
            writer.add_document(document)?;
        }
        events += story.timeline.len() as u64;
        count += 1;
        writer.add_document(of_story(fields, story)?)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(Indexing { stories: count, events, seconds: started.elapsed().as_secs_f64() })
}

/// Folded words.
fn words() -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
    words.filter(AsciiFoldingFilter).build()
}

/// Their stems.
pub(super) fn stems() -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
    words.filter(AsciiFoldingFilter).filter(Stemmer::new(Language::English)).build()
}

/// The same fields with tokenizers of tantivy's instead of ours.
fn plain(ours: &Schema) -> Schema {
    let mut schema = Schema::builder();
    for (_, entry) in ours.fields() {
        let mut entry = entry.clone();
        if let tantivy::schema::FieldType::Str(options) = entry.field_type() {
            let tokenizer = match entry.name() {
                "stems" | "own_title" => "stems",
                "title" | "heading" | "text" => "words",
                _ => "raw",
            };
            if let Some(indexing) = options.get_indexing_options() {
                let indexing: TextFieldIndexing = indexing.clone().set_tokenizer(tokenizer);
                let options = options.clone().set_indexing_options(indexing);
                entry = tantivy::schema::FieldEntry::new_text(entry.name().to_owned(), options);
            }
        }
        schema.add_field(entry);
    }
    schema.build()
}

/// What is shown of an event.
#[derive(Serialize)]
struct Shown<'a> {
    title: &'a str,
    #[serde(flatten)]
    event: &'a Event,
}

fn of_event(fields: Fields, story: &Story, event: &Event) -> anyhow::Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    document.add_text(fields.kind, Kind::Event.as_str());
    document.add_text(fields.story, story.id.as_str());
    dated(&mut document, fields, event.date.as_ref());
    for feed in &story.feeds {
        document.add_text(fields.feed, feed);
    }
    for article in story.cited_articles(event) {
        article.publisher.iter().for_each(|name| document.add_text(fields.publisher, name));
    }
    document.add_text(fields.title, &story.title);
    document.add_text(fields.stems, &story.title);
    document.add_text(fields.text, &event.text);
    document.add_text(fields.stems, &event.text);
    document.add_text(fields.source, serde_json::to_string(&Shown { title: &story.title, event })?);
    Ok(document)
}

fn of_story(fields: Fields, mut story: Story) -> anyhow::Result<TantivyDocument> {
    let mut document = TantivyDocument::new();
    document.add_text(fields.kind, Kind::Story.as_str());
    document.add_text(fields.story, story.id.as_str());
    document.add_u64(fields.event, 0);
    document.add_text(fields.language, story.language.as_deref().unwrap_or("en"));
    dated(&mut document, fields, story.date().as_ref());
    for feed in &story.feeds {
        document.add_text(fields.feed, feed);
    }
    for name in story.publishers() {
        document.add_text(fields.publisher, name);
    }
    document.add_text(fields.title, &story.title);
    document.add_text(fields.own_title, &story.title);
    document.add_text(fields.stems, &story.title);
    for section in &story.sections {
        if let Some(heading) = &section.heading {
            document.add_text(fields.heading, heading);
            document.add_text(fields.stems, heading);
        }
        document.add_text(fields.text, &section.text);
        document.add_text(fields.stems, &section.text);
    }
    for event in std::mem::take(&mut story.timeline) {
        document.add_text(fields.stems, &event.text);
    }
    document.add_text(fields.source, serde_json::to_string(&story)?);
    Ok(document)
}

fn dated(document: &mut TantivyDocument, fields: Fields, date: Option<&DateSpan>) {
    if let Some(date) = date {
        document.add_i64(fields.first, i64::from(date.first().number()));
        document.add_i64(fields.last, i64::from(date.last().number()));
        document.add_u64(fields.precision, u64::from(date.precision().code()));
    }
}
