//! Words that mean themselves in the search box, for programs that make queries from texts.

use dateline_indexer::analysis::{Language, with_analyzer};

/// The folded words of an English text, in order, without those that the grammar has a meaning for in
/// capitals, and without those that are not of ASCII letters and digits alone.
pub fn plain_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    with_analyzer(Language::of(Some("en")), |analyzer| {
        analyzer.analyze(text, |token| {
            let is_operator = matches!(token.word, "and" | "or" | "not" | "near");
            if !is_operator && token.word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                words.push(token.word.to_owned());
            }
        });
    });
    words
}

#[cfg(test)]
mod tests {
    use super::plain_words;

    #[test]
    fn operators_and_marks_are_left_out() {
        let words = plain_words("Rock AND roll near Zürich, not 3.5 of 35,000 in the U.S.");
        assert_eq!(words, ["rock", "roll", "zurich", "of", "35000", "in", "the", "us"]);
    }
}
