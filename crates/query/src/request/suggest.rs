//! What is being typed, and what of it is to be completed?

use dateline_engine::{Expr, SuggestPlan, Word, WordForm};
use dateline_indexer::analysis::{Language, with_analyzer};

use super::reader::Reader;
use super::{Endpoint, Parameter, Parameters, RequestLimits};
use crate::error::ApiError;
use crate::language::{Options, parse};

/// A request to `/api/v1/suggest`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestRequest {
    /// As typed.
    pub text: String,
    /// Where the word begins that is completed, in bytes; what stands in front is kept as typed.
    pub completed_from: usize,
    /// What of it is words.
    pub plan: SuggestPlan,
}

impl SuggestRequest {
    /// Reads a request. No text is an error: a text longer than any query suggests nothing.
    ///
    /// # Errors
    /// [`ApiError`], always the caller's fault.
    pub fn read(parameters: &Parameters, limits: &RequestLimits) -> Result<Self, ApiError> {
        let reader = Reader::new(parameters, Endpoint::Suggest, limits)?;
        let text = reader.text(Parameter::Typed).unwrap_or_default();
        let limit = reader.number(Parameter::Suggestions)?;
        let mut request = Self {
            text: text.to_owned(),
            completed_from: text.len(),
            plan: SuggestPlan { earlier: Vec::new(), beginning: None, limit },
        };
        if text.chars().count() <= limits.query_chars {
            // A quote that is still open ends with the text, and its last word is being typed.
            let opened = unclosed(text);
            let unquoted = opened.as_deref().unwrap_or(text);
            let options = Options { last_word_is_prefix: true, ..Options::within(limits) };
            request.gather(&parse(unquoted, options).expr);
        }
        Ok(request)
    }

    /// Takes the words that every match has to have, and the one that is being typed.
    fn gather(&mut self, expr: &Expr) {
        match expr {
            Expr::And(parts) => parts.iter().for_each(|part| self.gather(part)),
            // Alternatives ask for none of them, but the last may be what is being typed.
            Expr::Or(parts) => {
                let mut last = parts.iter().rev().filter_map(|part| self.typed(part));
                if let Some(word) = last.next() {
                    self.complete(&word);
                }
            }
            Expr::Word(word) => match self.typed(expr) {
                Some(typed) => self.complete(&typed),
                None if word.form == WordForm::Plain => self.plan.earlier.push(word.text.clone()),
                None => {}
            },
            Expr::Phrase(phrase) => self.plan.earlier.push(phrase.text.clone()),
            // What is set for words comes in when they are searched.
            Expr::Synonyms { typed, .. } => self.gather(typed),
            Expr::All | Expr::Not(_) | Expr::Predicate(_) | Expr::Optional(_) => {}
        }
    }

    /// The word that the text ends with, if this is it.
    fn typed(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Word(Word { text, form: WordForm::Prefix, .. }) if self.text.ends_with(text) => {
                Some(text.clone())
            }
            _ => None,
        }
    }

    /// Cuts what is typed without white space where its last word begins. In scripts without spaces
    /// that is the last character, and what is completed a pair of characters.
    fn complete(&mut self, typed: &str) {
        let (mut from, mut whole) = (None, Vec::new());
        with_analyzer(Language::ENGLISH, |analyzer| {
            analyzer.analyze(typed, |token| {
                if token.gram.is_in_phrases() {
                    from = Some(token.range.clone());
                }
                if token.gram.is_asked_for() {
                    whole.push(token.range);
                }
            });
        });
        let Some(last) = from.filter(|last| last.end == typed.len()) else { return };
        whole.retain(|range| *range != last);
        self.plan.earlier.extend(whole.into_iter().map(|range| typed[range].to_owned()));
        self.plan.beginning = Some(typed[last.start..].to_owned());
        self.completed_from = self.text.len() - (typed.len() - last.start);
    }
}

/// The text without its last quote, where that closes none.
fn unclosed(text: &str) -> Option<String> {
    let quotes = |c: &char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    if text.chars().filter(quotes).count() % 2 == 0 {
        return None;
    }
    let (at, quote) = text.char_indices().rev().find(|(_, c)| quotes(c))?;
    Some(format!("{} {}", &text[..at], &text[at + quote.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is kept as typed, the words in front, and the beginning of the last.
    fn read(text: &str) -> (String, Vec<String>, Option<String>) {
        let pairs = vec![("q".to_owned(), text.to_owned())];
        let request =
            SuggestRequest::read(&Parameters::from_pairs(pairs), &RequestLimits::default())
                .unwrap();
        let kept = request.text[..request.completed_from].to_owned();
        (kept, request.plan.earlier, request.plan.beginning)
    }

    #[test]
    fn the_word_that_the_text_ends_with_is_completed() {
        let cases: &[(&str, &str, &[&str], &str)] = &[
            ("mus", "", &[], "mus"),
            ("Kim  Mus", "Kim  ", &["Kim"], "Mus"),
            ("kim mus ", "kim mus ", &["kim", "mus"], ""),
            ("kim mus.", "kim mus.", &["kim", "mus"], ""),
            ("state-run med", "state-run ", &["state-run"], "med"),
            ("sculp-tu", "sculp-", &["sculp"], "tu"),
            ("title:mus", "title:", &[], "mus"),
            ("kim title:mus", "kim title:", &["kim"], "mus"),
            ("(kim OR mus", "(kim OR ", &[], "mus"),
            ("-mus", "-mus", &[], ""),
            ("kim -mus", "kim -mus", &["kim"], ""),
            ("kim -film mus", "kim -film ", &["kim"], "mus"),
            ("\"kim mus", "\"kim ", &["kim"], "mus"),
            ("\"kim mus\"", "\"kim mus\"", &["kim mus"], ""),
            ("\"north korea\" mus", "\"north korea\" ", &["north korea"], "mus"),
            ("feed:wor", "feed:wor", &[], ""),
            ("feed:world mus", "feed:world ", &[], "mus"),
            ("mus*", "mus*", &[], ""),
            ("京", "", &[], "京"),
            ("東京都", "東京", &["東京", "京都"], "都"),
            ("", "", &[], ""),
            (" \t", "", &[], ""),
            ("?! ()", "?! ()", &[], ""),
        ];
        for (text, kept, earlier, beginning) in cases {
            let earlier = earlier.iter().map(|word| (*word).to_owned()).collect();
            let beginning = Some((*beginning).to_owned()).filter(|text| !text.is_empty());
            let expected = ((*kept).to_owned(), earlier, beginning);
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_longer_than_any_query_suggests_nothing() {
        let long = "kim ".repeat(RequestLimits::default().query_chars);
        assert_eq!(read(&long), (long.clone(), Vec::new(), None));
    }
}
