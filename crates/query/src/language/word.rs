//! A word as it stands in the text: its escapes, its operators, and the punctuation around it.

use dateline_engine::WordForm;

use super::cursor::{Cursor, ends_word, is_operator};
use super::warning::{WarningCode, Warnings, shown};

/// A character of a word, and whether it may be an operator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) position: usize,
    pub(super) char: char,
    /// `\` stood before it.
    pub(super) literal: bool,
}

impl Glyph {
    /// Whether it is this operator.
    pub(super) const fn is(self, operator: char) -> bool {
        !self.literal && self.char == operator
    }
}

/// What a word says.
#[derive(Debug)]
pub(super) enum Reading {
    /// A word, and whether it ends where its characters end, without punctuation behind it.
    Word { text: String, form: WordForm, flush: bool },
    /// Only stars: everything.
    Star,
    /// No letter and no digit, and whether there is more than punctuation.
    Nothing { symbols: bool },
}

/// Reads up to what ends a word.
pub(super) fn read(cursor: &mut Cursor) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    while let Some(next) = cursor.peek() {
        if ends_word(next) {
            break;
        }
        let position = cursor.at();
        cursor.skip(1);
        match cursor.peek() {
            Some(escaped) if next == '\\' && is_operator(escaped) => {
                cursor.skip(1);
                glyphs.push(Glyph { position, char: escaped, literal: true });
            }
            _ => glyphs.push(Glyph { position, char: next, literal: false }),
        }
    }
    glyphs
}

/// The characters as written, without their escapes.
pub(super) fn written(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.char).collect()
}

/// Tells the word from its operators.
pub(super) fn interpret(glyphs: &[Glyph], warnings: &mut Warnings) -> Reading {
    if glyphs.iter().all(|glyph| glyph.is('*')) {
        return Reading::Star;
    }
    let Some(start) = glyphs.iter().position(|glyph| glyph.char.is_alphanumeric()) else {
        return Reading::Nothing {
            symbols: !glyphs.iter().all(|glyph| is_punctuation(glyph.char)),
        };
    };
    let (body, fuzzy) = match tilde(glyphs, start) {
        Some(at) => {
            let (body, behind) = glyphs.split_at(at);
            (body, fuzzy_form(behind, glyphs, warnings))
        }
        None => (glyphs, None),
    };
    let end = body.iter().rposition(|glyph| is_kept(glyph.char)).map_or(body.len(), |at| at + 1);
    let (inner, tail) = body.split_at(end);
    let star = tail.iter().find(|glyph| glyph.is('*'));
    let form = match (fuzzy, star) {
        (None, Some(_)) => WordForm::Prefix,
        (Some(form), Some(star)) => {
            warn_star(star.position, glyphs, warnings);
            form
        }
        (form, None) => form.unwrap_or(WordForm::Plain),
    };
    if let Some(stray) = inner.iter().find(|glyph| glyph.is('*')) {
        warn_star(stray.position, glyphs, warnings);
    }
    let text = inner.iter().skip(start).filter(|glyph| !glyph.is('*')).map(|glyph| glyph.char);
    Reading::Word { text: text.collect(), form, flush: end == glyphs.len() }
}

/// The tilde that makes a word fuzzy: the last one, with a letter or digit before it and no more
/// than a number behind it. So the one in `example.org/~user` is a part of the word.
fn tilde(glyphs: &[Glyph], start: usize) -> Option<usize> {
    let at = glyphs.iter().rposition(|glyph| glyph.is('~'))?;
    let number = glyphs
        .iter()
        .skip(at)
        .all(|glyph| !glyph.char.is_alphanumeric() || glyph.char.is_ascii_digit());
    (at > start && number).then_some(at)
}

/// What the tilde and what stands behind it say. The distance is chosen by the length of the word,
/// so that 1 and 2 are no more than spellings of "fuzzy"; 0 is the exact word.
fn fuzzy_form(behind: &[Glyph], glyphs: &[Glyph], warnings: &mut Warnings) -> Option<WordForm> {
    let position = behind.first().map_or(0, |glyph| glyph.position);
    if let Some(star) = behind.iter().find(|glyph| glyph.is('*')) {
        warn_star(star.position, glyphs, warnings);
    }
    let number: String = behind
        .iter()
        .map(|glyph| glyph.char)
        .filter(|next| next.is_ascii_digit() || *next == '.')
        .collect();
    let number = number.trim_end_matches('.');
    if matches!(number, "" | "1" | "2") {
        return Some(WordForm::Fuzzy);
    }
    let (taken, form) =
        if number == "0" { ("exact", None) } else { ("fuzzy", Some(WordForm::Fuzzy)) };
    warnings.add(position, WarningCode::MisplacedTilde, || {
        format!(
            "{} is no number of wrong letters; the word is taken as {taken}; write `word~`",
            shown(number)
        )
    });
    form
}

fn warn_star(position: usize, glyphs: &[Glyph], warnings: &mut Warnings) {
    warnings.add(position, WarningCode::MisplacedStar, || {
        format!(
            "the star in {} is ignored; it can only stand at the end of a word: `word*`",
            shown(&written(glyphs))
        )
    });
}

/// The words of a text without operators, without the punctuation around them.
pub(super) fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter_map(|word| {
        let word = word.trim_start_matches(|next: char| !next.is_alphanumeric());
        let word = word.trim_end_matches(|next| !is_kept(next));
        (!word.is_empty()).then_some(word)
    })
}

/// Whether a character at the end of a word belongs to it. Marks do: without its tone mark a Thai
/// word is another word. They are not told apart from punctuation by the standard library; in
/// these blocks of scripts nearly all that is not alphanumeric is a mark, and what is not (a
/// danda, say) is dropped by the analysis anyway.
fn is_kept(next: char) -> bool {
    next.is_alphanumeric()
        || matches!(next, '\u{300}'..='\u{1fff}' | '\u{a66f}'..='\u{abff}' | '\u{11000}'..='\u{11fff}')
            && !matches!(
                next,
                '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6d4}' | '\u{964}' | '\u{965}'
            )
}

/// Punctuation that is dropped without a word when it stands alone: that of ASCII, of Latin-1, the
/// general one (dashes, bullets, quotes) and the Chinese and Japanese one.
fn is_punctuation(next: char) -> bool {
    next.is_ascii_punctuation()
        || matches!(next, '\u{a0}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{206f}' | '−')
        || matches!(next, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}
