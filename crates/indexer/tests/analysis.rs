//! From text to words: tables of what a text is cut into and what each word is compared as, and
//! what holds of any text at all.

#[path = "analysis/found.rs"]
mod found;
#[path = "analysis/joints.rs"]
mod joints;
#[path = "analysis/languages.rs"]
mod languages;
#[path = "analysis/numbers.rs"]
mod numbers;
#[path = "analysis/properties.rs"]
mod properties;
#[path = "analysis/samples.rs"]
mod samples;
#[path = "analysis/scripts.rs"]
mod scripts;

use dateline_indexer::analysis::{Analyzer, Gram, Language, fold_name};

/// The words of a text: of scripts without spaces the single characters alone.
fn words(language: &str, text: &str) -> Vec<String> {
    let mut words = Vec::new();
    Analyzer::new(Language::of(Some(language))).analyze(text, |token| {
        if token.gram.is_in_phrases() {
            words.push(token.word.to_owned());
        }
    });
    words
}

/// Checks that each text is cut into these words.
#[track_caller]
fn check(language: &str, table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(words(language, text), *expected, "{text:?} ({})", text.escape_unicode());
    }
}

/// Checks that all these texts are the same word.
#[track_caller]
fn same(language: &str, texts: &[&str], expected: &str) {
    for text in texts {
        assert_eq!(words(language, text), [expected], "{text:?} ({})", text.escape_unicode());
    }
}

/// Checks that all these words have this stem.
#[track_caller]
fn stem(language: &str, texts: &[&str], expected: &str) {
    let mut analyzer = Analyzer::new(Language::of(Some(language)));
    for text in texts {
        let mut stems = Vec::new();
        analyzer.analyze(text, |token| stems.push(token.stem.to_owned()));
        assert_eq!(stems, [expected], "{text:?}");
    }
}

#[test]
fn case_and_diacritics_do_not_matter() {
    same("en", &["Zürich", "ZÜRICH", "zurich", "Zu\u{308}rich"], "zurich");
    same("en", &["Élysée", "E\u{301}lyse\u{301}e", "ELYSEE"], "elysee");
    same("vi", &["Việt", "Viê\u{323}t", "Vie\u{323}\u{302}t", "viet"], "viet");
    same("en", &["Straße", "STRASSE", "STRAẞE"], "strasse");
    same("en", &["Ærø", "AERO", "Aero"], "aero");
    same("en", &["Łódź", "lodz"], "lodz");
    same("en", &["cœur", "COEUR"], "coeur");
    same("en", &["Þór", "thor"], "thor");
    same("hr", &["Đoković", "dokovic", "ðoković"], "dokovic");
}

#[test]
fn a_turkish_i_is_an_i_with_or_without_its_dot() {
    same("tr", &["İstanbul", "I\u{307}stanbul", "istanbul", "Istanbul", "ıstanbul"], "istanbul");
    same("tr", &["DIYARBAKIR", "Diyarbakır", "diyarbakir"], "diyarbakir");
}

#[test]
fn a_final_sigma_is_a_sigma() {
    same("el", &["Οδυσσεύς", "ΟΔΥΣΣΕΥΣ", "οδυσσευσ"], "οδυσσευσ");
}

#[test]
fn cyrillic_folds_the_dots_of_yo_and_keeps_letters() {
    same("ru", &["Ёлка", "елка", "Е\u{308}ЛКА"], "елка");
    same("ru", &["Путин", "ПУТИН", "Пу\u{301}тин"], "путин");
    check("ru", &[("йод иод", &["йод", "иод"]), ("и\u{306}од", &["йод"])]);
    check("uk", &[("Київ київ", &["київ", "київ"]), ("Ки\u{456}\u{308}в", &["київ"])]);
}

#[test]
fn arabic_and_hebrew_points_do_not_matter() {
    same("ar", &["مُحَمَّد", "محمد", "مـحـمـد", "محـــمد"], "محمد");
    same("ar", &["أحمد", "احمد", "إحمد"], "احمد");
    same("he", &["שָׁלוֹם", "שלום"], "שלום");
}

#[test]
fn compatibility_forms_are_what_they_stand_for() {
    same("en", &["ＡＢＣ１２", "abc12"], "abc12");
    same("en", &["ﬁnance", "finance"], "finance");
    check("en", &[("5 km²", &["5", "km", "2"])]);
    same("ja", &["ｶﾞ", "ガ"], "ガ");
    same("en", &["ℌ", "h"], "h");
}

#[test]
fn possessives_are_cut_off_whatever_the_apostrophe() {
    let marks = ['\'', '\u{2018}', '\u{2019}', '\u{201B}', '\u{02BC}', '\u{FF07}', '`', '\u{B4}'];
    for mark in marks {
        let table = [format!("Kim{mark}s"), format!("KIM{mark}S"), format!("kim{mark}")];
        same("en", &table.each_ref().map(String::as_str), "kim");
        same("en", &[&format!("soldiers{mark}")], "soldiers");
        check("en", &[(&format!("Kim{mark}s museum"), &["kim", "museum"])]);
    }
    check(
        "en",
        &[
            ("U.S.'s", &["us"]),
            ("the 1990\u{2019}s", &["the", "1990"]),
            ("don\u{2019}t", &["dont"]),
            ("O\u{2019}Brien\u{2019}s", &["obrien"]),
            ("cafe\u{301}`s", &["cafe"]),
            // A letter of its own is no possessive.
            ("an 's' and s", &["an", "s", "and", "s"]),
            ("'tis \u{2018}quoted\u{2019}", &["tis", "quoted"]),
        ],
    );
}

#[test]
fn hyphens_and_dashes_of_every_kind_part_words() {
    for mark in
        "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE58}\u{FE63}\u{FF0D}".chars()
    {
        check("en", &[(&format!("U.S.{mark}backed plan"), &["us", "backed", "plan"])]);
        check("en", &[(&format!("2024{mark}25"), &["2024", "25"])]);
    }
    same("en", &["co\u{AD}operate", "cooperate", "co\u{2060}operate"], "cooperate");
}

#[test]
fn initialisms_are_one_word() {
    same("en", &["U.S.", "US", "u.s", "U.S", "\u{FF35}.\u{FF33}.", "Ｕ．Ｓ．"], "us");
    same("en", &["U.S.A.", "usa"], "usa");
    check(
        "en",
        &[
            ("the U.N. said", &["the", "un", "said"]),
            ("at 5 p.m.", &["at", "5", "pm"]),
            ("end.Begin", &["end", "begin"]),
            ("Ph.D.", &["phd"]),
        ],
    );
}

#[test]
fn numbers_are_one_word() {
    check(
        "en",
        &[
            ("35,000 1,234,567", &["35000", "1234567"]),
            ("2.3 3.14%", &["2.3", "3.14"]),
            ("528th", &["528th"]),
            ("$1.5bn", &["1.5bn"]),
            ("12:30", &["12", "30"]),
            ("F-16s", &["f", "16s"]),
            ("1, 2,and 3", &["1", "2", "and", "3"]),
            ("٢٠٢٤", &["2024"]),
        ],
    );
}

#[test]
fn addresses_are_cut_into_their_words() {
    check(
        "en",
        &[
            ("press@example.com", &["press", "example", "com"]),
            ("https://example.org/a_b?c=d", &["https", "example", "org", "a", "b", "c", "d"]),
            ("snake_case_word", &["snake", "case", "word"]),
            ("__init__", &["init"]),
            ("@user #tag", &["user", "tag"]),
        ],
    );
}

#[test]
fn what_has_no_letter_or_digit_is_no_word() {
    check(
        "en",
        &[
            ("", &[]),
            (" \t\n", &[]),
            ("\u{1F600}\u{1F1EB}\u{1F1F7} ☃ — … !?", &[]),
            ("a\u{1F600}b", &["a", "b"]),
            ("\u{301}\u{200D}\u{FEFF}", &[]),
            ("1\u{FE0F}\u{20E3}", &["1"]),
        ],
    );
}

#[test]
fn what_parts_the_tokens_of_a_list_gets_into_no_word() {
    // A mark makes a part of a word of whatever stands before it.
    check(
        "en",
        &[("\u{1E}\u{610}", &[]), ("\u{1F}\u{345}a", &["a"]), ("a \u{FF9E}b", &["a", "b"])],
    );
    check(
        "ja",
        &[("\u{1E}\u{FF9E}", &[]), ("ｪ\u{FEFF}", &["ェ"]), ("東\u{FEFF}京", &["東", "京"])],
    );
}

#[test]
fn scripts_without_spaces_become_characters_and_pairs() {
    let mut found = Vec::new();
    Analyzer::new(Language::of(Some("ja"))).analyze("東京都 京", |token| {
        found.push((token.word.to_owned(), token.position, token.range, token.gram));
    });
    let expected = [
        ("東", 0, 0..3, Gram::Single),
        ("東京", 0, 0..6, Gram::Pair),
        ("京", 1, 3..6, Gram::Single),
        ("京都", 1, 3..9, Gram::Pair),
        ("都", 2, 6..9, Gram::Single),
        ("京", 3, 10..13, Gram::Alone),
    ];
    assert_eq!(found, expected.map(|(word, at, range, gram)| (word.to_owned(), at, range, gram)));
    check(
        "xx",
        &[
            ("น้ำท่วม", &["น้ํา", "ท่", "ว", "ม"]),
            ("한국어", &["한", "국", "어"]),
            ("ひらがなカタカナ", &["ひ", "ら", "が", "な", "カ", "タ", "カ", "ナ"]),
            ("が", &["が"]),
        ],
    );
}

#[test]
fn words_of_other_scripts_are_kept_apart() {
    check(
        "xx",
        &[
            ("中国AI企業", &["中", "国", "ai", "企", "業"]),
            ("AI가", &["ai", "가"]),
            ("2024년", &["2024", "년"]),
            ("한국AI", &["한", "국", "ai"]),
            ("제1차", &["제", "1", "차"]),
            ("アニメ_b", &["ア", "ニ", "メ", "b"]),
            ("Café北京", &["cafe", "北", "京"]),
            ("Москва-city", &["москва", "city"]),
        ],
    );
}

#[test]
fn articles_that_are_tied_on_are_cut_off_where_the_language_ties_them() {
    check(
        "fr",
        &[
            ("L\u{2019}homme d'État", &["homme", "etat"]),
            ("qu\u{2019}il", &["il"]),
            ("aujourd\u{2019}hui", &["aujourdhui"]),
            ("presqu'île l'", &["presquile", "l"]),
        ],
    );
    check("it", &[("dell\u{2019}Italia", &["italia"])]);
    check("en", &[("l\u{2019}homme", &["lhomme"])]);
}

#[test]
fn stems_are_those_of_the_language() {
    stem("en", &["review", "reviews", "Reviewed", "REVIEWING"], "review");
    stem("de", &["Häuser", "Hausern", "HAUS"], "haus");
    stem("fr", &["manifestation", "manifestations"], "manifest");
    stem("ru", &["завод", "завода", "заводами"], "завод");
    stem("nb", &["bilen", "biler"], "bil");
    // Without a stemmer, and with digits, a word is its own stem.
    stem("tlh", &["reviews"], "reviews");
    stem("en", &["528ths"], "528ths");
    assert_eq!(Language::of(None), Language::ENGLISH);
    assert_eq!(Language::of(Some("  ")), Language::ENGLISH);
    assert_eq!(Language::of(Some("pt_BR")), Language::of(Some("PT")));
    assert_eq!(Language::of(Some("xx")), Language::UNSTEMMED);
    // Codes of three letters are read too, and `und` says that nobody knows.
    assert_eq!(Language::of(Some("deu-AT")), Language::of(Some("de")));
    assert_eq!(Language::of(Some("nob")), Language::of(Some("no")));
    assert_eq!(Language::of(Some("ukr")), Language::UNSTEMMED);
    assert_eq!(Language::of(Some("und")), Language::ENGLISH);
}

#[test]
fn ranges_point_into_the_text_as_written() {
    let text = "«Kim\u{2019}s» U.S.\u{2011}35,000 É\u{301}";
    let mut found = Vec::new();
    Analyzer::new(Language::ENGLISH)
        .analyze(text, |token| found.push(text[token.range].to_owned()));
    assert_eq!(found, ["Kim\u{2019}s", "U.S", "35,000", "É\u{301}"]);
}

#[test]
fn names_fold_to_their_words() {
    for name in ["World News", " WORLD  news", "wörld-news", "World/News!"] {
        assert_eq!(fold_name(name), "world news", "{name:?}");
    }
    assert_eq!(fold_name(" ☃ "), "☃");
    assert_eq!(fold_name(""), "");
    assert_eq!(fold_name("AT&T"), "at t");
}

#[test]
fn a_word_without_end_is_cut() {
    let found = words("en", &"ä".repeat(10_000));
    assert_eq!(found, ["a".repeat(128)]);
    assert_eq!(words("ru", &"ж".repeat(10_000))[0].len(), 128);
}

#[test]
fn stems_stay_the_same_however_many_words_are_met() {
    let mut analyzer = Analyzer::new(Language::ENGLISH);
    let stems: Vec<_> =
        ["floods", "storms", "floods"].iter().map(|word| analyzer.stem(word).to_owned()).collect();
    assert_eq!(stems, ["flood", "storm", "flood"]);
    // More words than are remembered.
    for number in 0..45_000 {
        let letters: String =
            format!("{number:05}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
        assert!(!analyzer.stem(&letters).is_empty());
    }
    assert_eq!(analyzer.stem("floods"), "flood");
}
