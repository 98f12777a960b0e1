//! A line of `Sources` or `All related articles`.
//!
//! ```text
//! line   = [ number ] part { "|" part }
//! number = "1." | "1)" | "[1]"
//! ```
//!
//! The order of the parts is title, publisher, address, date, but each is known by its looks: what
//! starts with `http` is the address, what reads as a date is the date, and of the others the last
//! is the publisher, as a title can have a bar in it.

use dateline_model::{Article, DateSpan};

/// The article of a line. A line without a number takes its place in the list.
pub(super) fn article(line: &str, place: u32) -> Article {
    let (number, line) = numbered(line).unwrap_or((place, line));
    let mut article = Article { number, ..Article::default() };
    let mut texts = Vec::new();
    for (index, part) in line.split('|').map(str::trim).enumerate() {
        if is_address(part) && article.url.is_none() {
            article.url = Some(part.to_owned());
        } else if index > 0 && article.published.is_none() && DateSpan::parse(part).is_ok() {
            article.published = Some(part.to_owned());
        } else if index == 0 || !part.is_empty() {
            texts.push(part);
        }
    }
    // An empty first part stays in its place: `1. | Reuters` has a publisher and no title.
    if let [_, .., publisher] = *texts {
        article.publisher = Some(publisher.to_owned());
        texts.pop();
    }
    texts.retain(|text| !text.is_empty());
    let title = texts.join(" | ");
    article.title = (!title.is_empty()).then_some(title);
    article
}

fn is_address(part: &str) -> bool {
    let lower = part.get(..8).unwrap_or(part).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")) && !part.contains(' ')
}

/// The number at the start of a line, and what follows it.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = match line.strip_prefix('[') {
        Some(line) => line.split_once(']')?,
        None => {
            let (number, rest) = line.split_once(['.', ')'])?;
            // `3.5 million` begins a title.
            (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((number, rest))?
        }
    };
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = number.parse().ok().filter(|number| *number > 0)?;
    Some((number, rest.trim_start()))
}
