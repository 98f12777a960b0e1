//! Initialisms, hyphens and apostrophes.

use super::found::{check_alike, check_found};

#[test]
fn initialisms_are_found_with_and_without_dots() {
    check_alike("en", &["U.S.", "US", "U.S", "u.s.", "us", "U.S.'s", "U.S.\u{2019}s", "Ｕ．Ｓ．"]);
    check_alike("en", &["U.N.", "UN", "u.n"]);
    check_alike("en", &["U.S.A.", "USA", "usa"]);
    check_alike("en", &["Ph.D.", "PhD", "ph.d", "PHD"]);
    check_alike("en", &["5 a.m.", "5 am", "5 A.M"]);
    check_alike("en", &["e.g.", "eg"]);
    check_found(
        "en",
        &[
            ("J.K. Rowling", &["JK Rowling", "j.k. rowling", "rowling"], &["J K Rowling", "k"]),
            ("U.S.-backed", &["US backed", "us-backed", "U.S."], &["usbacked", "s"]),
            ("the end.Begin", &["end", "begin"], &["endbegin"]),
            ("went to.I said", &["to", "i"], &["toi"]),
        ],
    );
}

/// All of Dash_Punctuation, the minus, and what looks like one.
const DASHES: &str = "-\u{058A}\u{05BE}\u{1400}\u{1806}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\
    \u{2015}\u{2E17}\u{2E1A}\u{2E3A}\u{2E3B}\u{2E40}\u{2E5D}\u{301C}\u{3030}\u{30A0}\u{FE31}\u{FE32}\
    \u{FE58}\u{FE63}\u{FF0D}\u{10EAD}\u{2212}\u{02D7}\u{2043}\u{2053}";

#[test]
fn every_dash_parts_words_in_every_script() {
    for dash in DASHES.chars() {
        let text = |a: &str, b: &str| format!("{a}{dash}{b}");
        for (a, b, together) in [
            ("anti", "aircraft", "antiaircraft"),
            ("U.S", "backed", "usbacked"),
            ("2024", "25", "202425"),
            ("жар", "птица", "жарптица"),
            ("Հայ", "ռուս", "հայռուս"),
            ("תל", "אביב", "תלאביב"),
            ("東京", "大阪", "京大"),
            ("ラ", "イ", "ライ"),
        ] {
            let (text, apart) = (text(a, b), format!("{a} {b}"));
            check_found("xx", &[(&text, &[a, b, &apart], &[together])]);
        }
    }
}

#[test]
fn what_is_not_seen_parts_nothing() {
    for sign in ['\u{AD}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{2027}', '\u{FE0F}'] {
        check_found("en", &[(&format!("co{sign}operate"), &["cooperate"], &["co"])]);
    }
    // The long vowel of Katakana is a letter and no dash.
    check_found("ja", &[("サーバー", &["サーバー", "ｻｰﾊﾞｰ", "バー"], &["サバ"])]);
}

/// All kinds of apostrophes.
const APOSTROPHES: &str = "'\u{2018}\u{2019}\u{201B}\u{02B9}\u{02BB}\u{02BC}\u{02BD}\u{02BE}\u{02BF}\
    \u{05F3}\u{2032}\u{2035}\u{A78B}\u{A78C}\u{FF07}\u{FF40}`\u{B4}";

#[test]
fn every_apostrophe_is_the_same() {
    for mark in APOSTROPHES.chars() {
        let with = |text: &str| text.replace('\'', &mark.to_string());
        for (language, text, bare) in [
            ("en", "Kim's", "kim"),
            ("en", "soldiers' ", "soldiers"),
            ("en", "don't", "dont"),
            ("en", "O'Brien's", "obrien"),
            ("en", "rock'n'roll", "rocknroll"),
            ("fr", "l'homme", "homme"),
            ("it", "dell'Italia", "italia"),
            ("uk", "п'ять", "пять"),
            ("uk", "Прем'єр", "премєр"),
            ("en", "Qur'an", "quran"),
            ("en", "Hawai'i", "hawaii"),
        ] {
            check_found(language, &[(&with(text), &[bare, text], &["s"])]);
        }
    }
    // Quotation marks are none, nor is one in front of a word.
    check_found(
        "en",
        &[("\u{2018}quoted\u{2019} \u{201C}speech\u{201D}", &["quoted speech"], &[])],
    );
    check_found("en", &[("5`6", &["5", "6"], &["56"])]);
}
