//! What holds of any text at all.

use dateline_indexer::NameKey;
use dateline_indexer::analysis::{Analyzer, Language, TokenText, TokenTextTokenizer, fold_name};
use proptest::prelude::*;
use tantivy::tokenizer::{TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization;

use super::words;

/// Texts of many scripts, marks and joints, cut and glued at random.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[a-zA-Zàéïñßæİı0-9]{0,6}",
        "[\u{300}-\u{345}\u{200B}-\u{2064}\u{FE00}-\u{FE0F}'’`´._,:·-]{0,3}",
        "[\u{370}-\u{4FF}\u{5D0}-\u{6D3}]{0,5}",
        "[\u{E01}-\u{E3A}\u{1100}-\u{11FF}\u{3040}-\u{30FF}\u{4E00}-\u{4E20}\u{AC00}-\u{AC20}\u{FF66}-\u{FF9F}]{0,5}",
        "[ \u{1E}\u{1F}\u{0}\n]{0,2}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

const LANGUAGES: [&str; 8] = ["en", "de", "fr", "ru", "tr", "ar", "el", "xx"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn any_text_gives_words_in_order_that_lie_in_it(text in texts(), at in 0..LANGUAGES.len()) {
        let mut last = (0_u32, 0_usize);
        Analyzer::new(Language::of(Some(LANGUAGES[at]))).analyze(&text, |token| {
            assert!(!token.word.is_empty() && !token.stem.is_empty(), "empty in {text:?}");
            assert!(!token.word.contains(['\u{1E}', '\u{1F}']), "{:?} of {text:?}", token.word);
            // Slicing fails where an end is no boundary or outside.
            assert!(!text[token.range.clone()].is_empty());
            let place = (token.position, token.range.start);
            assert!(place >= last, "{place:?} after {last:?} in {text:?}");
            assert!(token.position <= last.0 + 1, "a gap before {place:?} in {text:?}");
            last = place;
        });
    }

    #[test]
    fn composed_and_decomposed_texts_are_the_same_words(
        text in "[a-zA-ZàéïñÅçøß αάϊΐώС-яёйї가-깋がパ'’.,-]{0,24}"
    ) {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(words("en", &nfc), words("en", &nfd));
    }

    #[test]
    fn tokens_read_back_are_those_that_were_pushed(text in texts()) {
        let (mut tokens, mut pushed) = (TokenText::for_text(text.len()), Vec::new());
        Analyzer::new(Language::ENGLISH).analyze(&text, |token| {
            tokens.push(token.word, token.position);
            pushed.push((token.word.to_owned(), token.position as usize));
        });
        prop_assert_eq!(tokens.is_empty(), pushed.is_empty());
        let (tokens, mut found) = (tokens.into_string(), Vec::new());
        let mut tokenizer = TokenTextTokenizer;
        let mut stream = tokenizer.token_stream(&tokens);
        while stream.advance() {
            found.push((stream.token().text.clone(), stream.token().position));
        }
        prop_assert_eq!(found, pushed);
    }

    #[test]
    fn a_name_is_found_as_it_is_shown(name in texts()) {
        if let Some(key) = NameKey::new(&name) {
            let (folded, shown) = NameKey::split(key.as_str());
            prop_assert_eq!(fold_name(shown), folded);
            prop_assert!(!folded.is_empty());
        }
    }
}
