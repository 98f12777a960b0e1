//! Text in which parts are marked: `<mark>` in HTML becomes bold on a terminal.

/// A text of words, some of their characters marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    words: Vec<Vec<(char, bool)>>,
}

const OPEN: &str = "<mark>";
const CLOSE: &str = "</mark>";
/// What highlights escape, and how.
const ENTITIES: [(&str, char); 5] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];

impl Marked {
    /// Text without marks.
    pub(crate) fn plain(text: &str) -> Self {
        let mut marked = Self::default();
        let mut space = true;
        for character in text.chars() {
            marked.push(character, false, &mut space);
        }
        marked
    }

    /// Text as highlights have it: HTML with `<mark>` and nothing else.
    pub(crate) fn of_html(html: &str) -> Self {
        let mut marked = Self::default();
        let (mut rest, mut on, mut space) = (html, false, true);
        while let Some(character) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix(OPEN) {
                (rest, on) = (after, true);
                continue;
            }
            if let Some(after) = rest.strip_prefix(CLOSE) {
                (rest, on) = (after, false);
                continue;
            }
            let entity = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity));
            let (length, character) = match entity {
                Some((entity, character)) => (entity.len(), *character),
                None => (character.len_utf8(), character),
            };
            marked.push(character, on, &mut space);
            rest = &rest[length..];
        }
        marked
    }

    /// Text with marks where there are any, else as it is.
    pub(crate) fn either(html: Option<&str>, text: &str) -> Self {
        html.map_or_else(|| Self::plain(text), Self::of_html)
    }

    fn push(&mut self, character: char, on: bool, space: &mut bool) {
        if character.is_whitespace() {
            *space = true;
        } else if !is_unsafe(character) {
            if std::mem::take(space) {
                self.words.push(Vec::new());
            }
            if let Some(word) = self.words.last_mut() {
                word.push((character, on));
            }
        }
    }

    /// The text in lines of at most so many columns, or in one line.
    pub(crate) fn wrapped(&self, width: Option<usize>, styled: bool) -> Vec<String> {
        let (mut lines, mut line, mut columns) = (Vec::new(), String::new(), 0);
        let mut bold = false;
        for word in &self.words {
            let text: String = word.iter().map(|(character, _)| *character).collect();
            let needed = console::measure_text_width(&text);
            if columns > 0 && width.is_some_and(|width| columns + 1 + needed > width) {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            }
            if columns > 0 {
                line.push(' ');
                columns += 1;
            }
            for (character, on) in word {
                if styled && *on != bold {
                    line.push_str(if *on { "\x1b[1m" } else { "\x1b[0m" });
                    bold = *on;
                }
                line.push(*character);
            }
            // A style ends with its word, so that no line break falls into it.
            if std::mem::take(&mut bold) {
                line.push_str("\x1b[0m");
            }
            columns += needed;
        }
        lines.push(line);
        lines
    }
}

/// A text of a source without characters that could steer a terminal.
pub(crate) fn without_control(text: &str) -> String {
    text.chars().filter(|character| !is_unsafe(*character)).collect()
}

/// Control characters, and those that reorder text, which can make it read as what it is not.
fn is_unsafe(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_bold_or_nothing() {
        let text = Marked::of_html("the <mark>Grand Mu</mark>seum &amp; &lt;b&gt;");
        assert_eq!(
            text.wrapped(None, true),
            ["the \x1b[1mGrand\x1b[0m \x1b[1mMu\x1b[0mseum & <b>"]
        );
        assert_eq!(text.wrapped(None, false), ["the Grand Museum & <b>"]);
    }

    #[test]
    fn lines_are_as_long_as_the_terminal_is_wide() {
        let text = Marked::plain("one two  three\nfour");
        assert_eq!(text.wrapped(Some(9), false), ["one two", "three", "four"]);
        assert_eq!(Marked::plain("").wrapped(Some(9), false), [""]);
        // A word that is wider than the terminal stands alone.
        assert_eq!(Marked::plain("a bcdefgh i").wrapped(Some(4), false), ["a", "bcdefgh", "i"]);
    }

    #[test]
    fn a_source_cannot_steer_the_terminal() {
        assert_eq!(Marked::plain("a\x1b[31mb").wrapped(None, true), ["a[31mb"]);
        assert_eq!(without_control("a\x07\u{202E}b"), "ab");
    }
}
