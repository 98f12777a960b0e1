//! The numbers behind a text, as links to what they cite on the same page.

use std::collections::HashMap;

use crate::response::ArticleReply;

/// A citation.
#[derive(Debug)]
pub(crate) struct Cited {
    pub(crate) number: u32,
    /// The element of the article on the page; none where the story lists no such article.
    pub(crate) target: Option<String>,
    /// What it cites, for who does not see where the link leads.
    pub(crate) label: String,
}

/// One of the two lists of articles of a story, which are never mixed.
pub(super) struct Citations<'a> {
    /// What the elements of its articles are called: `source-1`.
    prefix: &'static str,
    articles: HashMap<u32, &'a ArticleReply>,
}

impl<'a> Citations<'a> {
    /// Those of a list; of two articles with one number the first is cited.
    pub(super) fn new(prefix: &'static str, articles: &'a [ArticleReply]) -> Self {
        let numbered = articles.iter().rev().map(|article| (article.number, article));
        Self { prefix, articles: numbered.collect() }
    }

    /// The numbers as links.
    pub(super) fn of(&self, numbers: &[u32]) -> Vec<Cited> {
        let cited = |number: &u32| {
            let article = self.articles.get(number);
            let said = article.into_iter().flat_map(|article| [&article.publisher, &article.title]);
            let said: Vec<_> = said.flatten().map(String::as_str).collect();
            Cited {
                number: *number,
                target: article.map(|_| format!("{}-{number}", self.prefix)),
                label: match said.is_empty() {
                    true => format!("{} {number}", capitalized(self.prefix)),
                    false => format!("{} {number}: {}", capitalized(self.prefix), said.join(", ")),
                },
            }
        };
        numbers.iter().map(cited).collect()
    }
}

fn capitalized(prefix: &str) -> &'static str {
    if prefix == "source" { "Source" } else { "Article" }
}
