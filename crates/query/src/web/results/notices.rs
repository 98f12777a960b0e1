//! What a page says about how the query was taken.

use super::super::Address;
use super::super::asked::TIMELINE;
use super::super::failure::sentence;
use crate::response::{CorrectionReply, NamedDateReply, QueryReply};

/// Something to know about the results, and where it can be had otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    /// What the link says, and where it leads.
    pub(crate) link: Option<(String, Address)>,
}

/// What is to say of a query.
pub(crate) fn notices(address: &Address, query: &QueryReply) -> Vec<Notice> {
    let relaxed = query.relaxed.then(|| Notice {
        text: "No results for all the words; showing some that have a few of them.".to_owned(),
        link: None,
    });
    let corrections = corrected(address, query);
    let synonyms = query.synonyms.iter().map(|synonyms| Notice {
        text: format!("“{}” also finds {}.", synonyms.word, listed(&synonyms.with)),
        link: None,
    });
    let named = query.dates.iter().flat_map(|dates| &dates.named);
    let named = named.map(|named| dated(address, named));
    let warnings = query
        .warnings
        .iter()
        .map(|warning| Notice { text: sentence(&warning.message), link: None });
    relaxed.into_iter().chain(corrections).chain(synonyms).chain(named).chain(warnings).collect()
}

/// The words that are nowhere, and with the last of them the query with the nearest words in their place, as
/// far as they stand in it just so.
fn corrected(address: &Address, query: &QueryReply) -> Vec<Notice> {
    let mut meant: Option<String> = None;
    let mut notices = Vec::new();
    for CorrectionReply { word, with } in &query.corrections {
        let text = meant.as_deref().unwrap_or(query.text.as_str());
        let better = with.first().and_then(|nearest| replaced(text, word, nearest));
        meant = better.or(meant);
        let text = format!("“{word}” is nowhere; showing results for {}.", listed(with));
        notices.push(Notice { text, link: None });
    }
    if let (Some(last), Some(meant)) = (notices.last_mut(), meant) {
        let link = address.clone().set("q", &meant);
        last.link = Some((format!("Did you mean “{meant}”?"), link));
    }
    notices
}

/// A text with another word in place of one, whatever its case.
fn replaced(text: &str, word: &str, with: &str) -> Option<String> {
    let is_part = |letter: char| letter.is_alphanumeric();
    let mut start = 0;
    for piece in text.split(|letter: char| !is_part(letter)) {
        if piece.to_lowercase() == word.to_lowercase() {
            let (before, behind) = (&text[..start], &text[start + piece.len()..]);
            return Some(format!("{before}{with}{behind}"));
        }
        start += piece.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

fn dated(address: &Address, named: &NamedDateReply) -> Notice {
    let label = &named.date.label;
    match named.purpose {
        "filter" => Notice {
            text: format!("Showing only what “{}” names: {label}.", named.text),
            link: Some(("Show the rest too".to_owned(), address.clone().without("dates_in_query"))),
        },
        _ => Notice {
            text: match is_by_date(address) {
                true => format!("“{}” is taken for {label}.", named.text),
                false => {
                    format!(
                        "“{}” is taken for {label}: what happened then comes first.",
                        named.text
                    )
                }
            },
            link: Some((
                "Show only that".to_owned(),
                address.clone().set("dates_in_query", "filter"),
            )),
        },
    }
}

/// Whether the order is by date, in which nothing is preferred.
fn is_by_date(address: &Address) -> bool {
    address.path() == TIMELINE || ["newest", "oldest"].iter().any(|sort| address.has("sort", sort))
}

/// Words in quotes, the last behind an "or".
fn listed(words: &[String]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("“{word}”")).collect();
    match quoted.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, replaced};

    #[test]
    fn a_word_is_replaced_where_it_stands_alone() {
        let replaced = |text| replaced(text, "musuem", "museum");
        assert_eq!(replaced("kim Musuem \"x\""), Some("kim museum \"x\"".to_owned()));
        assert_eq!(replaced("título:musuem"), Some("título:museum".to_owned()));
        assert_eq!(replaced("musuems"), None);
        assert_eq!(replaced(""), None);
    }

    #[test]
    fn words_are_listed_as_in_a_sentence() {
        let words =
            |words: &[&str]| listed(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(words(&["a"]), "“a”");
        assert_eq!(words(&["a", "b", "c"]), "“a”, “b” or “c”");
    }
}
