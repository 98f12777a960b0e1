//! Reading the titles that are suggested, and marking what matched in them.

use dateline_engine::{Expr, SuggestedTitle, TextField, Word, WordForm};
use dateline_indexer::IndexError;
use dateline_indexer::generation::read_head;
use tantivy::DocAddress;

use super::titles::{Asked, Last};
use crate::embedded::view::View;
use crate::highlight::{Matcher, mark};

/// The titles at these places.
pub(super) fn show(
    view: &View,
    found: &[DocAddress],
    asked: &Asked,
) -> Result<Vec<SuggestedTitle>, IndexError> {
    let mut words: Vec<Expr> = asked.earlier.iter().flatten().map(|word| plain(word)).collect();
    match &asked.last {
        Last::None => {}
        Last::OneOf(alternatives) => words.extend(alternatives.iter().map(|word| plain(word))),
        Last::Begins(beginnings) => {
            words.extend(beginnings.iter().map(|text| form(text, WordForm::Prefix)));
        }
    }
    let matcher = Matcher::new(&Expr::Or(words), &view.languages);
    let titles = found.iter().map(|address| {
        let (head, _) = read_head(&view.searcher, *address, 0, &[])?;
        let spans = matcher.spans(&head.title, TextField::Title, head.analyzed_in());
        let highlighted = mark(&head.title, &spans);
        Ok(SuggestedTitle { id: head.id, title: head.title, highlighted, date: head.date })
    });
    titles.collect()
}

fn plain(word: &str) -> Expr {
    form(word, WordForm::Plain)
}

fn form(text: &str, form: WordForm) -> Expr {
    Expr::Word(Word { field: TextField::Title, text: text.to_owned(), form })
}
