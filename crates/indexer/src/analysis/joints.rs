//! The characters that stand between letters and digits: some belong to the word, some part it.

/// Apostrophes of every kind, and what is written for one: the Hebrew geresh and the half rings of
/// transliterated Arabic among them.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{02B9}' | '\u{02BB}'
            ..='\u{02BF}' | '\u{05F3}' | '\u{A78B}' | '\u{A78C}' | '\u{FF07}'
    ) || is_loose_apostrophe(c)
}

/// The ones among them at which the boundaries of Unicode cut a word.
pub(super) const fn is_loose_apostrophe(c: char) -> bool {
    matches!(c, '`' | '\u{00B4}' | '\u{201B}' | '\u{2032}' | '\u{2035}' | '\u{FF40}')
}

/// All of Unicode's Dash_Punctuation, the minus, and the bullet and the modifier that look like one.
/// The long vowel of Katakana is a letter.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{02D7}' | '\u{058A}' | '\u{05BE}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2053}'
                | '\u{2212}'
                | '\u{2E17}'
                | '\u{2E1A}'
                | '\u{2E3A}'
                | '\u{2E3B}'
                | '\u{2E40}'
                | '\u{2E5D}'
                | '\u{301C}'
                | '\u{3030}'
                | '\u{30A0}'
                | '\u{FE31}'
                | '\u{FE32}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | '\u{10EAD}'
    )
}

/// What parts words although the boundaries of Unicode leave them together there: low lines, colons,
/// semicolons, the comma of Arabic, and dashes that some scripts count as letters.
pub(super) const fn parts_words(c: char) -> bool {
    is_dash(c)
        || matches!(
            c,
            '_' | '\u{203F}' | '\u{2040}' | '\u{2054}' | '\u{FE33}' | '\u{FE34}' | '\u{FE4D}'
                ..='\u{FE4F}'
                    | '\u{FF3F}'
                    | ':'
                    | '\u{0387}'
                    | '\u{FE13}'
                    | '\u{FE55}'
                    | '\u{FF1A}'
                    | ';'
                    | '\u{037E}'
                    | '\u{0589}'
                    | '\u{060C}'
                    | '\u{060D}'
                    | '\u{FE14}'
                    | '\u{FE54}'
                    | '\u{FF1B}'
        )
}

/// Dots of every width.
pub(super) const fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{2024}' | '\u{FE52}' | '\u{FF0E}')
}

/// Commas of every width, and the one that groups the digits of Arabic.
pub(super) const fn is_comma(c: char) -> bool {
    matches!(c, ',' | '\u{066C}' | '\u{FE10}' | '\u{FE50}' | '\u{FF0C}')
}
