use crate::date::part::Third;

/// A word of a written date, by its meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    /// 1 to 12.
    Month(u32),
    Weekday,
    /// 1 (spring) to 4 (winter).
    Season(u32),
    Third(Third),
    /// "first" to "fourth".
    Nth(u32),
    /// What follows the number in "1st".
    OrdinalSuffix,
    Quarter,
    Half,
    /// What follows the year in "2020s".
    DecadeSuffix,
    Approximately,
    Possibly,
    The,
    Of,
    From,
    Since,
    On,
    To,
    Between,
    And,
    Until,
    Up,
    Before,
    Prior,
    After,
    Present,
}

impl Word {
    /// The meaning of a word in any case, without the dot of an abbreviation.
    pub(super) fn from_text(text: &str) -> Option<Word> {
        Some(match text.to_ascii_lowercase().as_str() {
            "jan" | "january" => Word::Month(1),
            "feb" | "february" => Word::Month(2),
            "mar" | "march" => Word::Month(3),
            "apr" | "april" => Word::Month(4),
            "may" => Word::Month(5),
            "jun" | "june" => Word::Month(6),
            "jul" | "july" => Word::Month(7),
            "aug" | "august" => Word::Month(8),
            "sep" | "sept" | "september" => Word::Month(9),
            "oct" | "october" => Word::Month(10),
            "nov" | "november" => Word::Month(11),
            "dec" | "december" => Word::Month(12),
            "mon" | "monday" | "tue" | "tues" | "tuesday" | "wed" | "weds" | "wednesday"
            | "thu" | "thur" | "thurs" | "thursday" | "fri" | "friday" | "sat" | "saturday"
            | "sun" | "sunday" => Word::Weekday,
            "spring" => Word::Season(1),
            "summer" => Word::Season(2),
            "autumn" | "fall" => Word::Season(3),
            "winter" => Word::Season(4),
            "early" | "beginning" | "start" => Word::Third(Third::Early),
            "mid" | "middle" => Word::Third(Third::Mid),
            "late" | "end" => Word::Third(Third::Late),
            "first" => Word::Nth(1),
            "second" => Word::Nth(2),
            "third" => Word::Nth(3),
            "fourth" => Word::Nth(4),
            "st" | "nd" | "rd" | "th" => Word::OrdinalSuffix,
            "q" | "quarter" => Word::Quarter,
            "h" | "half" => Word::Half,
            "s" => Word::DecadeSuffix,
            "c" | "ca" | "circa" | "around" | "about" | "approximately" | "approx" | "roughly" => {
                Word::Approximately
            }
            "possibly" | "perhaps" | "maybe" | "probably" | "likely" => Word::Possibly,
            "the" => Word::The,
            "of" => Word::Of,
            "from" => Word::From,
            "since" => Word::Since,
            "on" | "onward" | "onwards" => Word::On,
            "to" | "through" | "thru" => Word::To,
            "between" => Word::Between,
            "and" => Word::And,
            "until" | "till" => Word::Until,
            "up" => Word::Up,
            "before" => Word::Before,
            "prior" => Word::Prior,
            "after" => Word::After,
            "present" | "ongoing" | "now" | "today" => Word::Present,
            _ => return None,
        })
    }
}
