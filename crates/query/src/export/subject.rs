//! What was asked for, in words: the title of a feed, the name of a file.

use dateline_model::StoryId;

/// What was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// The query, if there is one.
    query: Option<String>,
    /// What it was narrowed by, as `feed world`.
    narrowed: Vec<String>,
}

impl Subject {
    /// What some parameters ask for.
    pub(crate) fn of(pairs: &[(&'static str, &str)]) -> Self {
        let (queries, others): (Vec<_>, Vec<_>) = pairs.iter().partition(|(name, _)| *name == "q");
        let query = queries.first().map(|(_, text)| (*text).to_owned());
        let narrowed = others.into_iter().map(|(name, value)| format!("{name} {value}")).collect();
        Self { query, narrowed }
    }

    /// A title for people; `everything` stands in where there is no query.
    pub(crate) fn title(&self, everything: &str) -> String {
        let what = self.query.as_deref().unwrap_or(everything);
        self.narrowed.iter().fold(format!("Dateline: {what}"), |title, part| title + " · " + part)
    }

    /// A name for a file, of the letters that every disk takes.
    pub(crate) fn file_name(&self, ending: &str) -> String {
        // What makes a title an address makes a query a name.
        let words = self.query.as_deref().and_then(StoryId::from_title);
        words.map_or_else(
            || format!("dateline{ending}"),
            |words| format!("dateline-{words}{ending}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Subject;

    #[test]
    fn a_title_tells_the_query_and_what_narrows_it() {
        let asked = Subject::of(&[("q", "museum -film"), ("feed", "asia"), ("feed", "world")]);
        assert_eq!(asked.title("all"), "Dateline: museum -film · feed asia · feed world");
        assert_eq!(Subject::of(&[("on", "2025")]).title("all"), "Dateline: all · on 2025");
    }

    #[test]
    fn a_file_name_has_only_plain_letters() {
        let name = |query| Subject::of(&[("q", query)]).file_name(".csv");
        assert_eq!(name("Museum, \"north\" ../etc"), "dateline-museum-north-etc.csv");
        assert_eq!(name("\r\nX-A: \"b\""), "dateline-x-a-b.csv");
        assert_eq!(name("北京"), "dateline-bei-jing.csv");
        assert_eq!(name("\"!\""), "dateline.csv");
        assert_eq!(Subject::of(&[]).file_name(".csv"), "dateline.csv");
    }
}
