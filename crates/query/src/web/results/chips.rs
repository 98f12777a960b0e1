//! The conditions that a page was asked with, each of which can be taken away again.

use dateline_model::DateSpan;

use super::super::Address;

/// A condition, and the page without it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Chip {
    pub(crate) label: String,
    pub(crate) without: Address,
}

/// The conditions of an address, in order.
pub(crate) fn chips(address: &Address) -> Vec<Chip> {
    let chip = |(name, value): &(String, String)| {
        let without = address.clone().without_value(name, value);
        let (label, without) = match name.as_str() {
            "feed" => (format!("Feed: {value}"), without),
            "publisher" => (format!("Publisher: {value}"), without),
            "story" => (format!("Story: {value}"), without),
            "kind" if value == "story" => ("Stories themselves".to_owned(), without),
            "kind" => ("Events".to_owned(), without),
            "on" => (format!("In {}", date(value)), without.without("precision")),
            "from" => (format!("From {}", date(value)), without),
            "to" => (format!("To {}", date(value)), without),
            "dates" if value == "within" => ("Wholly within the dates".to_owned(), without),
            "dates_in_query" if value == "filter" => {
                ("Only at the dates named".to_owned(), without)
            }
            // What a click on a bar asks for belongs to the bar.
            "precision" if address.first("on").is_none() => {
                (format!("Dated to the {value} or finer"), without)
            }
            _ => return None,
        };
        Some(Chip { label, without })
    };
    address.pairs().iter().filter_map(chip).collect()
}

/// A date as people write it.
fn date(text: &str) -> String {
    DateSpan::parse(text).map_or_else(|_| text.to_owned(), |date| date.label())
}

#[cfg(test)]
mod tests {
    use super::super::super::Address;
    use super::chips;

    #[test]
    fn each_condition_is_taken_away_alone_and_a_bar_as_a_whole() {
        let pairs = [("q", "a"), ("feed", "world"), ("on", "2025-12"), ("precision", "month")];
        let chips = chips(&Address::with_pairs("/", pairs.into_iter()));
        let told: Vec<_> =
            chips.iter().map(|chip| (chip.label.as_str(), chip.without.to_string())).collect();
        assert_eq!(
            told,
            [
                ("Feed: world", "/?q=a&on=2025-12&precision=month".to_owned()),
                ("In Dec 2025", "/?q=a&feed=world".to_owned()),
            ]
        );
    }
}
