//! One wrong letter.

use crate::random::Random;

/// A word of fewer letters is left alone.
const LEAST_LETTERS: usize = 6;

/// The text with one letter of one longer word wrong: another one, none, one more, or two that have
/// changed places. None where no word is long enough.
pub(crate) fn with_typo(text: &str, random: &mut Random) -> Option<String> {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let is_long = |word: &String| {
        word.len() >= LEAST_LETTERS && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let long: Vec<usize> = (0..words.len()).filter(|at| is_long(&words[*at])).collect();
    let at = *long.get(random.below(long.len()))?;
    let misspelt = loop {
        let misspelt = misspelt(&words[at], random);
        // Two equal letters change places without a trace.
        if misspelt != words[at] {
            break misspelt;
        }
    };
    words[at] = misspelt;
    Some(words.join(" "))
}

fn misspelt(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let letter = char::from(b'a' + random.below(26) as u8);
    match random.below(4) {
        0 => letters[random.below(word.len())] = letter,
        1 => drop(letters.remove(random.below(word.len()))),
        2 => letters.insert(random.below(word.len() + 1), letter),
        _ => {
            let at = random.below(word.len() - 1);
            letters.swap(at, at + 1);
        }
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_of_one_long_word_is_wrong() {
        let mut random = Random::of(1);
        assert_eq!(with_typo("kim 2000000 paris", &mut random), None);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..500 {
            let Some(text) = with_typo("kim accuser", &mut random) else { panic!("none") };
            let Some(word) = text.strip_prefix("kim ") else { panic!("{text}") };
            assert_ne!(word, "accuser");
            assert!((6..=8).contains(&word.len()), "{word}");
            seen.insert(word.to_owned());
        }
        // Left out, and two in each other's place; never two that are no neighbours.
        for (typo, reached) in
            [("acuser", true), ("cacuser", true), ("accuesr", true), ("ucacser", false)]
        {
            assert_eq!(seen.contains(typo), reached, "{typo}");
        }
        let lengths: std::collections::BTreeSet<usize> = seen.iter().map(String::len).collect();
        assert_eq!(lengths.len(), 3);
    }
}
