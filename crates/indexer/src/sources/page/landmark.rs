//! The lines of a page that say what follows them.

/// A line of the page's own furniture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Landmark<'a> {
    /// `Top Headlines` or `Feeds`, above the title.
    Navigation,
    /// `Updated Jan 25, 2026 (6 articles)`, with the date if there is one.
    Updated(Option<&'a str>),
    /// `Sources (1 articles)`.
    Sources,
    /// `Timeline`.
    Timeline,
    /// `All related articles (6 articles)`.
    Articles,
}

/// The most characters of a date after `Updated`. "Updated" can also begin a sentence.
const MAX_DATE_CHARS: usize = 40;

impl<'a> Landmark<'a> {
    /// What a line is, if it is no text. Case makes no difference.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        let (name, counted) = without_count(line.trim());
        let name = name.trim_end_matches(':').trim_end();
        for (known, landmark) in [
            ("Top Headlines", Self::Navigation),
            ("Feeds", Self::Navigation),
            ("Sources", Self::Sources),
            ("Timeline", Self::Timeline),
            ("All related articles", Self::Articles),
            ("Updated", Self::Updated(None)),
        ] {
            if name.eq_ignore_ascii_case(known) {
                return Some(landmark);
            }
        }
        let (word, date) = name.split_once(char::is_whitespace)?;
        let date = date.trim();
        let is_short = date.chars().nth(MAX_DATE_CHARS).is_none();
        let has_year = date.contains(|character: char| character.is_ascii_digit());
        let is_updated = word.trim_end_matches(':').eq_ignore_ascii_case("Updated");
        (is_updated && (counted || (is_short && has_year))).then_some(Self::Updated(Some(date)))
    }
}

/// The line without its `(N articles)`, and whether it had one.
fn without_count(line: &str) -> (&str, bool) {
    let counted = line.strip_suffix(')').and_then(|line| line.rsplit_once('('));
    let Some((name, count)) = counted else {
        return (line, false);
    };
    let is_count = count.split_once(char::is_whitespace).is_some_and(|(number, noun)| {
        let digits = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
        let noun = noun.trim();
        digits && (noun.eq_ignore_ascii_case("article") || noun.eq_ignore_ascii_case("articles"))
    });
    if is_count { (name.trim_end(), true) } else { (line, false) }
}
