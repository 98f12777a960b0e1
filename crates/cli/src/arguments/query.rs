//! The flags of commands that search: the parameters of the API under their own names.

use clap::Args;
use dateline_query::request::Parameters;

/// What every command that searches takes.
#[derive(Args, Debug)]
struct CommonArguments {
    /// Words, "phrases", -exclusions, OR, ( ), prefix*, word~, title:, feed:, publisher:, on: ...
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Only this feed; repeat it for any of several
    #[arg(long)]
    feed: Vec<String>,
    /// Only what cites this publisher; repeat it for any of several
    #[arg(long)]
    publisher: Vec<String>,
    /// Only this story and its events; repeat it for any of several
    #[arg(long, value_name = "ID")]
    story: Vec<String>,
    /// From this date on: 2025, 2025-10, 2025-10-05, 'Oct 2025'
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Up to this date and including it
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// From this date and up to it: --on 2025-12 is December
    #[arg(long, value_name = "DATE")]
    on: Vec<String>,
    /// How dates lie to the range: overlaps (default) or within
    #[arg(long, value_name = "MODE")]
    dates: Option<String>,
    /// What a date in the query is for: boost (default), filter or off
    #[arg(long, value_name = "WHAT")]
    dates_in_query: Option<String>,
    /// Only dates at least so precise: day, month or year
    #[arg(long)]
    precision: Vec<String>,
    /// Take the last word for the beginning of one
    #[arg(long)]
    prefix: bool,
    /// Refuse a query that is not understood in full
    #[arg(long)]
    strict: bool,
}

/// What commands with pages take.
#[derive(Args, Debug)]
struct PageArguments {
    /// How many, at most 100 [default: 10]
    #[arg(long, value_name = "N")]
    limit: Option<String>,
    /// After how many, at most 10000
    #[arg(long, value_name = "N")]
    offset: Option<String>,
    /// Go on where the page before ended, which names it
    #[arg(long)]
    cursor: Option<String>,
    /// Do not mark what matched
    #[arg(long)]
    no_highlight: bool,
}

/// `search`
#[derive(Args, Debug)]
pub(crate) struct SearchArguments {
    #[command(flatten)]
    common: CommonArguments,
    /// Only these: story or event
    #[arg(long)]
    kind: Option<String>,
    /// Also count distinct stories in facets: story
    #[arg(long, value_name = "WHAT")]
    distinct: Option<String>,
    /// The order: relevance (default), newest or oldest
    #[arg(long, value_name = "ORDER")]
    sort: Option<String>,
    /// One hit per story, with its best events: story
    #[arg(long, value_name = "WHAT")]
    group: Option<String>,
    /// What to count by, with commas between: month, year, day, kind, feed, publisher
    #[arg(long, value_name = "FIELDS")]
    facets: Option<String>,
    /// How many feeds or publishers to list, at most 1000 [default: 20]
    #[arg(long, value_name = "N")]
    facet_limit: Option<String>,
    #[command(flatten)]
    page: PageArguments,
    /// Show how each score came about
    #[arg(long)]
    explain: bool,
    /// Halve the relevance for every so many days of age: 90d, 12w, 2y
    #[arg(long, value_name = "AGE")]
    recency: Option<String>,
}

/// `timeline`
#[derive(Args, Debug)]
pub(crate) struct TimelineArguments {
    #[command(flatten)]
    common: CommonArguments,
    /// The order: oldest (default) or newest
    #[arg(long, value_name = "ORDER")]
    sort: Option<String>,
    #[command(flatten)]
    page: PageArguments,
}

/// `months`
#[derive(Args, Debug)]
pub(crate) struct MonthsArguments {
    #[command(flatten)]
    common: CommonArguments,
    /// Only these: story or event
    #[arg(long)]
    kind: Option<String>,
    /// Also count distinct stories: story
    #[arg(long, value_name = "WHAT")]
    distinct: Option<String>,
}

impl SearchArguments {
    /// The request.
    pub(crate) fn parameters(&self) -> Parameters {
        let mut pairs = Pairs::default();
        self.common.put(&mut pairs);
        self.page.put(&mut pairs);
        pairs.put("kind", &self.kind);
        pairs.put("distinct", &self.distinct);
        pairs.put("sort", &self.sort);
        pairs.put("group", &self.group);
        pairs.put("facets", &self.facets);
        pairs.put("facet_limit", &self.facet_limit);
        pairs.switch("explain", self.explain);
        pairs.put("recency", &self.recency);
        pairs.finish()
    }
}

impl TimelineArguments {
    /// The request.
    pub(crate) fn parameters(&self) -> Parameters {
        let mut pairs = Pairs::default();
        self.common.put(&mut pairs);
        self.page.put(&mut pairs);
        pairs.put("sort", &self.sort);
        pairs.finish()
    }
}

impl MonthsArguments {
    /// The request.
    pub(crate) fn parameters(&self) -> Parameters {
        let mut pairs = Pairs::default();
        self.common.put(&mut pairs);
        pairs.put("kind", &self.kind);
        pairs.put("distinct", &self.distinct);
        pairs.finish()
    }
}

impl CommonArguments {
    fn put(&self, pairs: &mut Pairs) {
        pairs.put("q", &[self.query.join(" ")]);
        pairs.put("feed", &self.feed);
        pairs.put("publisher", &self.publisher);
        pairs.put("story", &self.story);
        pairs.put("from", &self.from);
        pairs.put("to", &self.to);
        pairs.put("on", &self.on);
        pairs.put("dates", &self.dates);
        pairs.put("dates_in_query", &self.dates_in_query);
        pairs.put("precision", &self.precision);
        pairs.switch("prefix", self.prefix);
        pairs.switch("strict", self.strict);
    }
}

impl PageArguments {
    fn put(&self, pairs: &mut Pairs) {
        pairs.put("limit", &self.limit);
        pairs.put("offset", &self.offset);
        pairs.put("cursor", &self.cursor);
        if self.no_highlight {
            pairs.0.push(("highlight".to_owned(), "false".to_owned()));
        }
    }
}

/// Parameters being gathered.
#[derive(Default)]
struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// One pair per value.
    fn put<'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a String>) {
        self.0.extend(values.into_iter().map(|value| (name.to_owned(), value.clone())));
    }

    fn switch(&mut self, name: &str, on: bool) {
        if on {
            self.0.push((name.to_owned(), "true".to_owned()));
        }
    }

    fn finish(self) -> Parameters {
        Parameters::from_pairs(self.0)
    }
}
