//! Plain BM25, as Lucene has it out of the box: one field of stems, stop words removed, any word
//! matches, k1 1.2 and b 0.75.

use std::time::Instant;

use dateline_model::Story;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, StopWordFilter,
    TextAnalyzer,
};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

use crate::contender::{Answer, Contender};
use crate::stories::event_id;

const STEMS: &str = "plain-stems";
/// What the writer may use.
const MEMORY_BYTES: usize = 200 << 20;

/// An index in memory, with a document for each story and for each event.
pub(crate) struct Plain {
    searcher: Searcher,
    id: Field,
    text: Field,
}

impl Plain {
    /// Indexes the same words in the same documents as Dateline does: a story has those of its timeline
    /// too, an event those of its story's title.
    pub(crate) fn index(stories: &[Story]) -> anyhow::Result<Self> {
        let mut schema = Schema::builder();
        let id = schema.add_text_field("id", STRING | STORED);
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(STEMS)
            .set_index_option(IndexRecordOption::WithFreqs);
        let text =
            schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register(STEMS, stems()?);
        // One thread, so that ties are broken the same way each time.
        let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY_BYTES)?;
        for story in stories {
            let mut own = TantivyDocument::new();
            own.add_text(id, story.id.as_str());
            own.add_text(text, &story.title);
            for section in &story.sections {
                section.heading.iter().for_each(|heading| own.add_text(text, heading));
                own.add_text(text, &section.text);
            }
            for (number, event) in (1..).zip(&story.timeline) {
                own.add_text(text, &event.text);
                let mut document = TantivyDocument::new();
                document.add_text(id, event_id(story, number));
                document.add_text(text, &story.title);
                document.add_text(text, &event.text);
                writer.add_document(document)?;
            }
            writer.add_document(own)?;
        }
        writer.commit()?;
        Ok(Self { searcher: index.reader()?.searcher(), id, text })
    }
}

impl Contender for Plain {
    fn name(&self) -> &'static str {
        "plain BM25"
    }

    fn ask(&self, text: &str, depth: usize) -> anyhow::Result<Answer> {
        let started = Instant::now();
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        stems()?.token_stream(text).process(&mut |token| {
            let term = Term::from_field_text(self.text, &token.text);
            any.push(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
        });
        let best = TopDocs::with_limit(depth).order_by_score();
        let found = self.searcher.search(&BooleanQuery::union(any), &best)?;
        let mut documents = Vec::with_capacity(found.len());
        for (_, address) in found {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let id = document.get_first(self.id).and_then(|value| value.as_str());
            documents.extend(id.map(ToOwned::to_owned));
        }
        Ok(Answer { documents, took: started.elapsed() })
    }
}

fn stems() -> anyhow::Result<TextAnalyzer> {
    let stop_words = StopWordFilter::new(Language::English);
    let stop_words = stop_words.ok_or_else(|| anyhow::anyhow!("there are no stop words"))?;
    let words = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(stop_words);
    Ok(words.filter(Stemmer::new(Language::English)).build())
}
