//! Folding in scripts other than the Latin one, and scripts without spaces.

use super::found::{check_alike, check_found};

#[test]
fn letters_of_arabic_that_are_not_kept_apart_are_one() {
    for language in ["ar", "fa", "xx"] {
        // Alef with hamza, madda and wasla.
        check_alike(language, &["أحمد", "احمد", "إحمد", "آحمد", "ٱحمد"]);
        // Teh marbuta, alef maksura, Persian yeh and kaf, tatweel, points.
        check_alike(language, &["مدرسة", "مدرسه", "مَدْرَسَة", "مـدرسـة"]);
        check_alike(language, &["مصطفى", "مصطفي", "مصطفی"]);
        check_alike(language, &["كابل", "کابل"]);
        check_alike(language, &["مسؤول", "مسوول"]);
        // Presentation forms.
        check_alike(language, &["ﻻ", "لا"]);
    }
    check_alike("ur", &["ہمالیہ", "هماليه"]);
    check_found("ar", &[("بيت", &[], &["بنت", "بات"])]);
}

#[test]
fn arabic_is_stemmed_as_it_is_folded() {
    for forms in [
        ["مدرسة", "المدرسة", "مدرسه", "المدرسه"],
        ["شركة", "الشركة", "شركه", "الشركه"],
        ["حكومة", "الحكومة", "حكومه", "الحكومه"],
        ["مستشفى", "المستشفى", "مستشفي", "المستشفی"],
    ] {
        check_alike("ar", &forms);
    }
}

#[test]
fn cyrillic_keeps_its_letters_and_drops_stress() {
    check_alike("ru", &["Ёлка", "ёлка", "елка", "ё\u{301}лка"]);
    check_alike("ru", &["за\u{301}мок", "замок", "за\u{300}мок"]);
    check_alike("uk", &["Україна", "УКРАЇНА", "Укра\u{456}\u{308}на"]);
    check_alike("bg", &["ѝ", "и"]);
    check_found(
        "xx",
        &[
            ("йод", &["ЙОД", "и\u{306}од"], &["иод"]),
            ("ґанок", &["Ґанок"], &["ганок"]),
            ("Ѓорѓи", &["ѓорѓи"], &["горги"]),
            ("Куќа", &["куќа"], &["кука"]),
            ("ўзбек", &["Ўзбек"], &["узбек"]),
            ("їжак", &["Їжак"], &["іжак"]),
        ],
    );
}

#[test]
fn hebrew_drops_points_and_keeps_final_forms() {
    check_alike("he", &["שָׁלוֹם", "שלום"]);
    check_alike("he", &["ארה\u{5F4}ב", "ארה\"ב"]);
    check_alike("he", &["צ\u{5F3}כיה", "צ'כיה", "צ\u{2019}כיה"]);
    check_found("he", &[("שלום", &[], &["שלומ"])]);
}

#[test]
fn other_scripts_keep_their_vowels() {
    check_found("hi", &[("हिन्दी", &["हिन्दी"], &["हन्द", "हिन्द"]), ("की", &[], &["का"])]);
    check_alike("el", &["Αθήνα", "ΑΘΗΝΑ", "αθηνα"]);
    check_alike("ca", &["col·legi", "co\u{140}legi"]);
    check_found("el", &[("λόγος\u{387}άλλος", &["λογος", "αλλος"], &["λογοσαλλος"])]);
}

#[test]
fn mixed_scripts_are_found_by_each() {
    check_found(
        "xx",
        &[
            ("AI技術", &["ai", "技術", "AI技術", "ＡＩ 技術", "技"], &["技藝", "術技"]),
            ("5G網絡", &["5g", "網絡", "網"], &["5", "网络"]),
            ("K-팝", &["k팝", "팝", "K 팝"], &["k팝팝팝스"]),
            ("2024년 제1차", &["2024", "년", "2024년", "1"], &["2024년도"]),
            ("iPhoneの発売", &["iphone", "発売", "iPhoneの発売"], &["発表"]),
        ],
    );
}

#[test]
fn chinese_and_japanese_are_found_by_neighbours() {
    check_found(
        "ja",
        &[
            ("東京都知事が会見", &["東京", "京都", "知事", "東", "東京都"], &["東都", "会場"]),
            // Marks of punctuation part.
            ("東京、大阪。「名古屋」", &["東京", "大阪", "名古屋"], &["京大", "阪名"]),
            ("ジョン・スミス", &["ジョン", "スミス", "ジョン スミス"], &["ンス"]),
            ("ガソリン", &["ｶﾞｿﾘﾝ", "カ\u{3099}ソリン"], &["カソリン"]),
            ("人々", &["人々"], &["人人"]),
        ],
    );
    // Traditional and simplified characters are not the same.
    check_found("zh", &[("網絡", &["網絡"], &["网络"]), ("网络", &["网络"], &["網絡"])]);
}

#[test]
fn korean_words_are_found_under_their_particles() {
    check_found(
        "ko",
        &[
            ("대통령은 말했다", &["대통령", "대통령은", "통령"], &["대통령이", "은말"]),
            // Decomposed letters.
            (
                "대통령은",
                &["\u{1103}\u{1162}\u{1110}\u{1169}\u{11BC}\u{1105}\u{1167}\u{11BC}"],
                &[],
            ),
        ],
    );
}

#[test]
fn scripts_of_south_east_asia_are_found_by_their_characters() {
    check_found(
        "xx",
        &[
            ("น้ำท่วมกรุงเทพ", &["น้ำท่วม", "กรุงเทพ", "ท่วม"], &["นำ", "น้ำมัน"]),
            // The halves of a vowel.
            ("น้ำท่วม", &["น้\u{E4D}\u{E32}ท่วม"], &[]),
            ("ວຽງຈັນ", &["ວຽງ", "ຈັນ"], &["ຈັງ"]),
            ("ភ្នំពេញ", &["ភ្នំ", "ពេញ"], &["ភ្នេ"]),
            ("ရန်ကုန်", &["ရန်", "ကုန်"], &["ကန်"]),
        ],
    );
}
