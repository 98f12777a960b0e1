//! Articles that two stories both cite.

use std::collections::BTreeSet;

use dateline_indexer::analysis::fold_name;
use dateline_indexer::generation::read_document;
use dateline_indexer::{IndexError, StoredDocument, StoredStory};
use dateline_model::Article;
use rustc_hash::FxHashSet;
use tantivy::{DocAddress, Searcher};

/// So many articles are looked at in all candidates together; those that come later, which share less,
/// count as if they cited nothing.
const MOST_ARTICLES: usize = 6_000;
/// The same for the bytes of their texts, which are read with the articles.
const MOST_BYTES: usize = 2_000_000;

/// What tells an article from others: its address or, where it has none, who published it under
/// which title. One that has neither is like no other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum ArticleKey {
    Address(String),
    Named { publisher: String, title: String },
}

impl ArticleKey {
    fn of(article: &Article) -> Option<Self> {
        if let Some(url) = article.url.as_deref().map(str::trim).filter(|url| !url.is_empty()) {
            return Some(Self::Address(address(url).to_owned()));
        }
        let (publisher, title) = (article.publisher.as_deref()?, article.title.as_deref()?);
        let key = Self::Named { publisher: fold_name(publisher), title: fold_name(title) };
        Some(key).filter(|key| !matches!(key, Self::Named { title, .. } if title.is_empty()))
    }
}

/// What of an address tells where it leads: not how it is fetched, nor which part is shown.
fn address(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    url.trim_end_matches('/')
}

/// The articles of the story asked about, and how many more may be held against them.
pub(super) struct Articles {
    keys: FxHashSet<ArticleKey>,
    articles_left: usize,
    bytes_left: usize,
}

impl Articles {
    pub(super) fn of(story: &StoredStory) -> Self {
        let keys = story.cited().filter_map(ArticleKey::of).collect();
        Self { keys, articles_left: MOST_ARTICLES, bytes_left: MOST_BYTES }
    }

    /// How many of them the story whose own document stands here cites too.
    pub(super) fn shared_with(
        &mut self,
        searcher: &Searcher,
        own: DocAddress,
    ) -> Result<usize, IndexError> {
        if self.keys.is_empty() || self.articles_left == 0 || self.bytes_left == 0 {
            return Ok(0);
        }
        let StoredDocument::Story(story) = read_document(searcher, own)? else { return Ok(0) };
        let bytes = story.sections().iter().map(|section| section.text.len()).sum();
        self.articles_left = self.articles_left.saturating_sub(story.cited().count());
        self.bytes_left = self.bytes_left.saturating_sub(bytes);
        let keys: BTreeSet<_> = story.cited().filter_map(ArticleKey::of).collect();
        Ok(keys.iter().filter(|key| self.keys.contains(key)).count())
    }
}
