//! What the commas in a number mean: "35,000" is one number, "1,5" as well, "1,2,3" are three.

use super::joints::is_comma;

/// What the commas of a word are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Commas {
    /// They group digits, in threes or as in India ("12,34,567").
    Grouping,
    /// The one of them stands before one or two decimals.
    Decimal,
    /// They stand between numbers.
    List,
}

impl Commas {
    /// What they are in a word that has some.
    pub(super) fn of(word: &str) -> Self {
        let mut groups = word.split(is_comma);
        let first = groups.next().unwrap_or_default();
        let last = groups.next_back().unwrap_or_default();
        let first = first.chars().rev().take_while(|c| c.is_numeric()).count();
        // A unit or decimals may follow: "1,234.5bn".
        let last = last.chars().take_while(|c| c.is_numeric()).count();
        let mut between = groups.map(|group| group.chars().count()).peekable();
        match last {
            1 | 2 if between.peek().is_none() => Self::Decimal,
            3 if first <= 3 && between.all(|digits| matches!(digits, 2 | 3)) => Self::Grouping,
            _ => Self::List,
        }
    }

    /// Writes the folded form of a number as one without commas.
    pub(super) fn resolve(self, folded: &mut String) {
        if self == Self::Decimal
            && let Some((whole, decimals)) = folded.split_once(',')
        {
            // What stands before a decimal comma groups digits: "1.234,5".
            *folded = format!("{}.{decimals}", whole.replace('.', ""));
        }
        folded.retain(|c| c != ',');
    }
}
