//! How far a word may be from another and still stand in for it.

/// The edit distance that a folded word is allowed: 1 from 4 letters, 2 from 8, none for shorter
/// ones and for words with digits, where one digit makes another number.
pub(crate) fn allowed_distance(word: &str) -> u8 {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether two folded words are near enough, a transposition of neighbours counting as one edit.
pub(crate) fn is_near(word: &str, asked: &str) -> bool {
    let distance = usize::from(allowed_distance(asked));
    strsim::osa_distance(word, asked) <= distance
}
