//! The commonest words of news in the Latin script, by which English is told from what is not.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Words of English that are hardly words of another language. Those of several languages ("in",
/// "a", "for") tell nothing.
const ENGLISH: &str = "\
    about according after against and been between but by during from have her his into \
    its killed killing kills least more not of over people said than that the their they \
    this through two until were which who with";

/// Words of Danish, Dutch, Finnish, French, German, Hungarian, Italian, Norwegian, Portuguese,
/// Romanian, Spanish, Swedish and Turkish that are not English. Those with letters beyond ASCII need
/// not be listed, as any such word tells the same; those that stand in names ("Rio de Janeiro",
/// "van der Bellen") are left out.
const OTHER: &str = "\
    aan af alla als au auf aus aux av az bei bij bir bu che com con cu dans das dat dei \
    della dem den des det deze din dit door e een efter egy ei ein eine einem einen \
    einer em en er es est et ett etter fra gli har het hogy ikke il ile ingen inte ist \
    ja kan las les lo los mai med meg mit mot mukaan na naar nach nel nella nem nicht \
    niet non nos o och og olarak oli om ook op os par para pe per plus por pour que qui \
    se selon si sich sie sind ska skal som sono su sua sul sur te til till uit um uma un \
    una und une uno va ve ved vid vil voor werd werden wird y zijn zu zum zur";

static SIDES: LazyLock<FxHashMap<&str, Side>> = LazyLock::new(|| {
    let english = ENGLISH.split(' ').map(|word| (word, Side::English));
    english.chain(OTHER.split(' ').map(|word| (word, Side::Other))).collect()
});

/// What a word speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    English,
    Other,
}

impl Side {
    /// What a word in lower case speaks for, where it is so common that it does.
    pub(super) fn of(word: &str) -> Option<Self> {
        if word.is_ascii() { SIDES.get(word).copied() } else { Some(Self::Other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_speaks_for_one_side() {
        let words = ENGLISH.split(' ').count() + OTHER.split(' ').count();
        assert_eq!(SIDES.len(), words);
        assert!(SIDES.keys().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())));
        assert_eq!(Side::of("the"), Some(Side::English));
        assert_eq!(Side::of("und"), Some(Side::Other));
        assert_eq!(Side::of("für"), Some(Side::Other));
        assert_eq!(Side::of("in"), None);
    }
}
