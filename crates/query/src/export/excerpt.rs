//! The beginning of a text, where one line has to stand for it.

/// About as many letters as fit into a line of a calendar or onto a slide.
const MOST_CHARS: usize = 80;

/// The text on one line; what is longer than a line ends behind a word, with an ellipsis.
pub(super) fn excerpt(text: &str) -> String {
    let mut line = String::new();
    let mut chars = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + usize::from(chars > 0);
        if chars + more > MOST_CHARS {
            if chars == 0 {
                line.extend(word.chars().take(MOST_CHARS));
            }
            line.push('…');
            return line;
        }
        if chars > 0 {
            line.push(' ');
        }
        line.push_str(word);
        chars += more;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_line_ends_behind_a_word() {
        assert_eq!(excerpt("  Kim reviews\n sculptures "), "Kim reviews sculptures");
        assert_eq!(excerpt(&"four ".repeat(16)), ["four"; 16].join(" "));
        assert_eq!(excerpt(&"four ".repeat(17)), ["four"; 16].join(" ") + "…");
        assert_eq!(excerpt(&"ü".repeat(81)), "ü".repeat(80) + "…");
        assert_eq!(excerpt(" \n"), "");
    }
}
