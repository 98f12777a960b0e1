//! What somebody types who is after a title: the beginning of one of its words, every other with the word
//! before it, a third with a letter wrong, missing or too many.

use dateline_model::Story;
use dateline_query::language::plain_words;

use crate::queries::Random;

/// No more letters of a word than these are typed.
const LETTERS: usize = 8;

/// Draws so many texts, the same for the same seed; as parameters of a request.
pub(crate) fn draw(stories: &[Story], count: usize, seed: u64) -> Vec<String> {
    let mut random = Random::of(seed);
    let mut texts = Vec::new();
    // A corpus of hardly any titles has hardly any.
    for _ in 0..count * 50 {
        if texts.len() == count || stories.is_empty() {
            break;
        }
        let Some(story) = stories.get(random.below(stories.len())) else { continue };
        let words = plain_words(&story.title);
        let at = random.below(words.len());
        let Some(word) = words.get(at).filter(|word| word.is_ascii()) else { continue };
        let mut typed: Vec<u8> = word.bytes().take(1 + random.below(LETTERS)).collect();
        if texts.len() % 3 == 2 && typed.len() > 3 {
            let letter = b'a' + random.below(26) as u8;
            let wrong = 1 + random.below(typed.len() - 1);
            match random.below(3) {
                0 => typed.insert(wrong, letter),
                1 => drop(typed.remove(wrong)),
                _ => typed[wrong] = letter,
            }
        }
        let mut text = String::from_utf8_lossy(&typed).into_owned();
        if texts.len() % 2 == 1
            && let Some(before) = at.checked_sub(1).and_then(|before| words.get(before))
        {
            text = format!("{before} {text}");
        }
        let mut parameters = form_urlencoded::Serializer::new(String::new());
        texts.push(parameters.append_pair("q", &text).finish());
    }
    texts
}
