//! Numbers, units, and names with digits.

use super::found::{check_alike, check_found};

#[test]
fn numbers_are_found_as_they_are_written() {
    check_found(
        "en",
        &[
            ("the 528th day", &["528th", "528TH"], &["528", "528 th"]),
            ("35,000 troops", &["35000", "35,000", "35\u{202F}000"], &["35", "000", "35.000"]),
            ("1,234,567.89", &["1234567.89"], &["1234567", "1"]),
            ("12,34,567 rupees", &["1234567"], &["12"]),
            ("$2.3bn", &["2.3bn", "2.3BN", "$2.3bn", "2,3bn"], &["2.3", "23bn", "bn"]),
            ("2.3 billion", &["2.3", "2,3 billion"], &["23", "2.3bn"]),
            ("1,5 million", &["1.5"], &["15", "1", "5"]),
            ("1.234,5", &["1234.5"], &["1.234"]),
            ("1,2,3 and 1999,2000", &["1", "2", "3", "1999", "2000"], &["123", "19992000"]),
            ("12;30", &["12", "30"], &["1230"]),
            ("5%", &["5", "5 %"], &["50"]),
            ("No. 10", &["no 10", "no. 10", "10"], &["no10"]),
            ("9/11 and 24/7", &["9/11", "9 11", "24/7"], &["911", "247"]),
            ("1\u{2019}000 francs", &["1000", "1'000"], &["1"]),
            ("½", &["½", "1\u{2044}2"], &["12", "1"]),
        ],
    );
}

#[test]
fn names_with_digits_are_found_by_their_parts() {
    check_found(
        "en",
        &[
            // Written together or apart is for the corrections to bridge, which know the index.
            ("F-16", &["F 16", "f\u{2011}16", "16"], &["f16"]),
            ("Covid-19", &["COVID-19", "covid", "covid 19"], &["covid19"]),
            ("COVID19", &["covid19"], &["covid", "19"]),
            ("3D and G7", &["3d", "g7"], &["3", "g"]),
            // A plural is found by its singular, but a decade is no year.
            ("F-16s and Boeing 737s", &["F-16", "737", "boeing 737s"], &["16ss"]),
            ("in the 1990s", &["1990s"], &["1990", "199"]),
            ("in the '90s", &["90s"], &["90"]),
            ("2024\u{2019}s floods", &["2024", "2024's"], &["2024 s"]),
            ("A380s", &["a380", "A380s"], &["380"]),
        ],
    );
    // The plural is English alone.
    check_found("de", &[("737s", &["737s"], &["737"])]);
}

#[test]
fn digits_of_every_script_are_digits() {
    check_alike(
        "xx",
        &[
            "2024",
            "٢٠٢٤",
            "۲۰۲۴",
            "२०२४",
            "২০২৪",
            "๒๐๒๔",
            "២០២៤",
            "၂၀၂၄",
            "໒໐໒໔",
            "２０２４",
            "\u{1D7D0}\u{1D7CE}\u{1D7D0}\u{1D7D2}",
        ],
    );
    check_alike("ar", &["٣٥٬٠٠٠", "35,000", "35000", "３５，０００"]);
    check_alike("ar", &["٣٫٥", "3.5", "3,5"]);
    check_found("th", &[("ปี๒๕๖๗", &["2567", "ปี", "ปี 2567"], &["256"])]);
}
