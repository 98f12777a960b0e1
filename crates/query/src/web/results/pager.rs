//! Which part of the results a page shows, and where the others are.

use super::super::Address;
use super::super::asked::{Asked, HITS_PER_PAGE};
use super::super::count::grouped;

/// The parts before and behind.
#[derive(Debug)]
pub(crate) struct Pager {
    /// The first part, where this one lies behind the last.
    pub(crate) beginning: Option<Address>,
    pub(crate) previous: Option<Address>,
    pub(crate) next: Option<Address>,
    /// Which part it is, where there are several.
    pub(crate) place: Option<String>,
}

impl Pager {
    /// The parts of so many hits.
    pub(super) fn new(asked: &Asked, total: u64) -> Self {
        let pages = total.div_ceil(HITS_PER_PAGE as u64);
        let at = |page: usize| match page {
            1 => asked.address.clone(),
            page => asked.address.clone().set("page", &page.to_string()),
        };
        let is_beyond = total > 0 && asked.page as u64 > pages;
        Self {
            beginning: is_beyond.then(|| asked.address.clone()),
            previous: (asked.page > 1).then(|| at(asked.page - 1)),
            next: asked.next_page(total).map(at),
            place: (pages > 1)
                .then(|| format!("Page {} of {}", grouped(asked.page as u64), grouped(pages))),
        }
    }
}
