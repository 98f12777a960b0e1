//! Reading metrics as strictly as the OpenMetrics text format is written: what a scraper might forgive is
//! an error here.

use std::collections::{BTreeMap, BTreeSet};

/// What a scrape found.
#[derive(Debug, Default)]
pub(super) struct Exposition {
    families: BTreeMap<String, Family>,
    samples: BTreeMap<String, f64>,
}

#[derive(Debug, Default)]
struct Family {
    kind: String,
    has_help: bool,
}

impl Exposition {
    /// Reads a whole one.
    #[track_caller]
    pub(super) fn read(text: &str) -> Self {
        let mut read = Self::default();
        let body = text.strip_suffix("# EOF\n").unwrap_or_else(|| panic!("no end: {text}"));
        let mut current = String::new();
        for line in body.lines() {
            if let Some(comment) = line.strip_prefix("# ") {
                let (what, rest) = comment.split_once(' ').unwrap();
                let (name, value) = rest.split_once(' ').unwrap();
                read.describe(what, name, value, &mut current);
            } else {
                read.sample(line, &current);
            }
        }
        read.check_histograms();
        read
    }

    fn describe(&mut self, what: &str, name: &str, value: &str, current: &mut String) {
        if name != current {
            assert!(!self.families.contains_key(name), "{name} stands in two places");
            assert!(is_name(name), "{name}");
            name.clone_into(current);
            self.families.insert(name.to_owned(), Family::default());
        }
        let family = self.families.get_mut(name).unwrap();
        match what {
            "HELP" => {
                assert!(!value.is_empty() && !family.has_help, "{name}");
                family.has_help = true;
            }
            "TYPE" => {
                assert!(["counter", "gauge", "histogram", "info"].contains(&value), "{value}");
                value.clone_into(&mut family.kind);
            }
            "UNIT" => assert!(name.ends_with(&format!("_{value}")), "{name} is not in {value}"),
            other => panic!("a comment of an unknown kind: {other}"),
        }
    }

    fn sample(&mut self, line: &str, current: &str) {
        let (series, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("{line}"));
        let name = series.split('{').next().unwrap();
        let family = &self.families[current];
        assert!(family.has_help && !family.kind.is_empty(), "{current} is not described");
        let suffix = name.strip_prefix(current).unwrap_or_else(|| panic!("{name} in {current}"));
        let allowed: &[&str] = match family.kind.as_str() {
            "counter" => &["_total"],
            "histogram" => &["_bucket", "_sum", "_count"],
            "info" => &["_info"],
            _ => &[""],
        };
        assert!(allowed.contains(&suffix), "{name} is no sample of a {}", family.kind);
        if let Some(labels) = series.strip_prefix(name).filter(|labels| !labels.is_empty()) {
            check_labels(labels.strip_prefix('{').unwrap().strip_suffix('}').unwrap());
        }
        let value: f64 = value.parse().unwrap_or_else(|_| panic!("{line}"));
        assert!(value.is_finite(), "{line}");
        let before = self.samples.insert(series.to_owned(), value);
        assert!(before.is_none(), "{series} stands there twice");
    }

    /// Buckets grow, and the last of them is the count.
    fn check_histograms(&self) {
        let series: BTreeSet<_> = self.samples.keys().filter(|it| it.contains("_count")).collect();
        for count in series {
            let (name, labels) = count.split_once("_count").unwrap();
            let labels = labels.trim_end_matches('}').trim_start_matches('{');
            let buckets = self.samples.iter().filter(|(series, _)| {
                series.starts_with(&format!("{name}_bucket")) && series.contains(labels)
            });
            let mut buckets: Vec<(f64, f64)> = buckets
                .map(|(series, value)| {
                    let end = series.split("le=\"").nth(1).unwrap().split('"').next().unwrap();
                    (end.replace("+Inf", "inf").parse().unwrap(), *value)
                })
                .collect();
            buckets.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(buckets.is_sorted_by_key(|bucket| bucket.1), "{name}: {buckets:?}");
            assert_eq!(buckets.last(), Some(&(f64::INFINITY, self.samples[count])), "{name}");
        }
    }

    /// A sample by its name and labels.
    #[track_caller]
    pub(super) fn get(&self, series: &str) -> f64 {
        self.find(series).unwrap_or_else(|| panic!("no {series} among {:#?}", self.samples))
    }

    pub(super) fn find(&self, series: &str) -> Option<f64> {
        self.samples.get(series).copied()
    }

    /// The names of all families.
    pub(super) fn families(&self) -> impl Iterator<Item = &str> {
        self.families.keys().map(String::as_str)
    }
}

fn is_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn check_labels(labels: &str) {
    let mut rest = labels;
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"").unwrap_or_else(|| panic!("{labels}"));
        assert!(is_name(name), "{labels}");
        let end = behind.find('"').unwrap_or_else(|| panic!("{labels}"));
        assert!(!behind[..end].contains(['\\', '\n']), "{labels}");
        rest = &behind[end + 1..];
        rest = rest.strip_prefix(',').unwrap_or(rest);
    }
}
