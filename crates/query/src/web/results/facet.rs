//! What the results can be narrowed to, with counts.

use super::super::Address;
use super::super::asked::{Asked, MORE_NAMES, View};
use super::super::count::grouped;
use crate::response::{FacetsReply, TermFacetReply};

/// The names of one kind.
#[derive(Debug)]
pub(crate) struct FacetView {
    pub(crate) heading: &'static str,
    pub(crate) names: Vec<Name>,
    /// How many names are left out.
    pub(crate) more: Option<More>,
}

/// A name.
#[derive(Debug)]
pub(crate) struct Name {
    pub(crate) label: String,
    pub(crate) count: String,
    /// The page with it in place of others, or without it where it was chosen.
    pub(crate) address: Address,
    pub(crate) is_chosen: bool,
}

/// Names that are left out.
#[derive(Debug)]
pub(crate) struct More {
    pub(crate) count: String,
    /// The page with more of them; none where it is this one.
    pub(crate) address: Option<Address>,
}

/// What the results can be narrowed to; a list with one name that was not chosen tells nothing.
pub(super) fn facets(asked: &Asked, found: FacetsReply) -> Vec<FacetView> {
    let kind = found.kind.filter(|_| asked.view == View::Stories);
    let lists = [
        ("Kind", "kind", kind),
        ("Feed", "feed", found.feed),
        ("Publisher", "publisher", found.publisher),
    ];
    lists
        .into_iter()
        .filter_map(|(heading, parameter, facet)| {
            let facet = view(asked, heading, parameter, facet?);
            (facet.names.len() > 1 || facet.names.iter().any(|name| name.is_chosen))
                .then_some(facet)
        })
        .collect()
}

fn view(
    asked: &Asked,
    heading: &'static str,
    parameter: &'static str,
    facet: TermFacetReply,
) -> FacetView {
    let address = &asked.address;
    let names = facet.buckets.into_iter().map(|bucket| {
        let chosen = address.all(parameter).filter(|chosen| is_same_name(chosen, &bucket.key));
        let without = chosen.fold(None, |without: Option<Address>, chosen| {
            let address = without.unwrap_or_else(|| address.clone());
            Some(address.without_value(parameter, chosen))
        });
        let is_chosen = without.is_some();
        let narrowed = without.unwrap_or_else(|| address.clone().set(parameter, &bucket.key));
        Name {
            label: label(parameter, &bucket.key),
            count: grouped(bucket.count),
            address: results(narrowed),
            is_chosen,
        }
    });
    let all = address.first("facet_limit") == Some(MORE_NAMES);
    FacetView {
        heading,
        names: names.collect(),
        more: (facet.more > 0).then(|| More {
            count: grouped(facet.more),
            address: (!all).then(|| results(address.clone().set("facet_limit", MORE_NAMES))),
        }),
    }
}

/// Names are compared folded; here it is only told which one was clicked.
fn is_same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// An address that stays one of results, also with no words and one feed.
fn results(address: Address) -> Address {
    match address.first("view") {
        Some(_) => address,
        None if address.first("q").is_some() => address,
        None => address.set("view", "stories"),
    }
}

fn label(parameter: &str, key: &str) -> String {
    match (parameter, key) {
        ("kind", "story") => "Stories themselves".to_owned(),
        ("kind", "event") => "Events".to_owned(),
        _ => key.to_owned(),
    }
}
